import { JOB_KINDS, JOB_LIMITS, type Insurance, type PayUnit, type Shift } from '../../../../contract/jobs'
import type { ValueEvent } from '../../../../core/value-event'
import {
  DAY_TEXTS,
  EMPTY_POSTING,
  formTexts,
  HOUR_TEXTS,
  HOURS,
  INSURANCE_CHIPS,
  KIND_TEXTS,
  toggledShift,
  UNIT_CHIPS,
  WAY_CHIPS,
  type PayHint,
  type PostingForm,
} from '../../posting.view'

interface Sender {
  triggerEvent(name: string, detail?: unknown): void
}

const tell = (component: Sender, part: Partial<PostingForm>): void => component.triggerEvent('change', part)

/**
 * The fields of a posting. Events: `change` with the fields that are others now; `typed` with a long text while it is
 * being written, which must not be set: a slow phone would put back what was typed before; `leave` when a text field is
 * left; `fixes` to see what the gate found; `look` to have it look.
 */
Component({
  options: { addGlobalClass: true },
  properties: {
    form: { type: Object, value: EMPTY_POSTING },
    /** FormTexts */
    texts: { type: Object, value: formTexts(EMPTY_POSTING) },
    hint: { type: Object, value: null as PayHint | null },
    /** by field: what is missing, and what the gate found */
    problems: { type: Object, value: {} },
    found: { type: Object, value: {} },
    /** the field that gets the cursor */
    focused: { type: String, value: '' },
  },
  data: {
    kinds: KIND_TEXTS,
    hours: HOUR_TEXTS,
    days: DAY_TEXTS,
    units: UNIT_CHIPS,
    ways: WAY_CHIPS,
    insurances: INSURANCE_CHIPS,
    limits: JOB_LIMITS,
  },
  methods: {
    write({ currentTarget, detail }: ValueEvent<string>) {
      const { field } = currentTarget.dataset as { field: 'title' | 'place' | 'payFrom' | 'payTo' }
      if (detail !== (this.data.form as PostingForm)[field]) tell(this, { [field]: detail })
    },
    writeLong({ currentTarget, detail }: WechatMiniprogram.Input) {
      this.triggerEvent('typed', { [(currentTarget.dataset as { field: string }).field]: detail.value })
    },
    leaveLong({ currentTarget, detail }: WechatMiniprogram.TextareaBlur) {
      tell(this, { [(currentTarget.dataset as { field: string }).field]: detail.value })
      this.triggerEvent('leave')
    },
    leaveField() {
      this.triggerEvent('leave')
    },
    chooseKind({ detail }: WechatMiniprogram.PickerChange) {
      const kind = JOB_KINDS[Number(detail.value)]
      if (kind) tell(this, { kind })
    },
    chooseHours({ detail }: WechatMiniprogram.PickerChange) {
      const hoursPerDay = HOURS[Number(detail.value)]
      if (hoursPerDay !== undefined) tell(this, { hoursPerDay })
    },
    chooseDays({ detail }: WechatMiniprogram.PickerChange) {
      tell(this, { daysPerWeek: Number(detail.value) + 1 })
    },
    count({ currentTarget, detail }: ValueEvent<number>) {
      tell(this, { [(currentTarget.dataset as { field: string }).field]: detail })
    },
    chooseUnit({ currentTarget }: WechatMiniprogram.BaseEvent) {
      tell(this, { unit: (currentTarget.dataset as { value: PayUnit }).value })
    },
    chooseWay({ currentTarget }: WechatMiniprogram.BaseEvent) {
      tell(this, { by: (currentTarget.dataset as { value: PostingForm['by'] }).value })
    },
    chooseShift({ currentTarget }: WechatMiniprogram.BaseEvent) {
      const { value } = currentTarget.dataset as { value: Shift }
      tell(this, { shifts: toggledShift((this.data.form as PostingForm).shifts, value) })
    },
    chooseInsurance({ currentTarget }: WechatMiniprogram.BaseEvent) {
      tell(this, { insurance: (currentTarget.dataset as { value: Insurance }).value })
    },
    fixes() {
      this.triggerEvent('fixes')
    },
    look() {
      this.triggerEvent('look')
    },
  },
})
