import { FAIR_LIMITS, type BoothView } from '../../../../contract/fairs'
import type { JobKind, Shift } from '../../../../contract/jobs'
import { toast } from '../../../../core/platform'
import type { ValueEvent } from '../../../../core/value-event'
import { toggled } from '../../stand.view'
import {
  CONSENT_WORDS,
  kindChips,
  NEW_WALK_IN,
  shiftChips,
  walkInProblems,
  wantChips,
  type Chip,
  type WalkInForm,
  type WalkInProblems,
  type WantChip,
} from '../../walkin.view'

/** What is written on each sheet; kept when it is closed, until it was sent. */
const forms = new WeakMap<object, WalkInForm>()

const turned = <Value>(list: readonly Value[], value: Value): Value[] =>
  list.includes(value) ? list.filter((one) => one !== value) : [...list, value]

/** Writes down somebody without a phone. Events: `send` with the form, `close`. `round` counts up: a new, empty one. */
Component({
  options: { addGlobalClass: true },
  properties: {
    show: { type: Boolean, value: false },
    round: { type: Number, value: 0 },
    booths: { type: Array, value: [] as BoothView[] },
    sending: { type: Boolean, value: false },
    problem: { type: String, value: '' },
  },
  data: {
    name: '',
    kinds: [] as Chip<JobKind>[],
    shifts: [] as Chip<Shift>[],
    wants: [] as WantChip[],
    agrees: false,
    problems: {} as WalkInProblems,
    consent: CONSENT_WORDS,
    limit: FAIR_LIMITS.nameCharacters,
  },
  observers: {
    round() {
      forms.set(this, NEW_WALK_IN)
    },
    'show, booths'(isShown: boolean) {
      if (isShown) this.draw(true)
    },
  },
  methods: {
    form(): WalkInForm {
      return forms.get(this) ?? NEW_WALK_IN
    },
    change(part: Partial<WalkInForm>) {
      if (this.data.sending) return
      forms.set(this, { ...this.form(), ...part })
      this.draw(false)
    },
    draw(isNew: boolean) {
      const form = this.form()
      const { kinds, shifts, wants, agrees } = form
      this.setData({
        // not while typing: a slow phone would put back what was typed before
        ...(isNew ? { name: form.name, problems: {} } : {}),
        ...(Object.keys(this.data.problems).length > 0 ? { problems: walkInProblems(form) } : {}),
        kinds: kindChips(kinds),
        shifts: shiftChips(shifts),
        wants: wantChips(this.data.booths as BoothView[], wants),
        agrees,
      })
    },
    writeName({ detail }: ValueEvent<string>) {
      forms.set(this, { ...this.form(), name: detail })
    },
    turnKind({ currentTarget }: WechatMiniprogram.BaseEvent) {
      const { value } = currentTarget.dataset as { value: JobKind }
      this.change({ kinds: turned(this.form().kinds, value) })
    },
    turnShift({ currentTarget }: WechatMiniprogram.BaseEvent) {
      const { value } = currentTarget.dataset as { value: Shift }
      this.change({ shifts: turned(this.form().shifts, value) })
    },
    turnWant({ currentTarget }: WechatMiniprogram.BaseEvent) {
      const wants = toggled(this.form().wants, (currentTarget.dataset as { id: string }).id)
      if (wants === null) toast(`最多选 ${FAIR_LIMITS.wants} 家`)
      else this.change({ wants })
    },
    tick() {
      this.change({ agrees: !this.form().agrees })
    },
    send() {
      if (this.data.sending) return
      const form = this.form()
      const problems = walkInProblems(form)
      this.setData({ problems })
      if (Object.keys(problems).length === 0) this.triggerEvent('send', { ...form, name: form.name.trim() })
    },
    close() {
      if (!this.data.sending) this.triggerEvent('close')
    },
  },
})
