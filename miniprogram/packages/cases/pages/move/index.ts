import { CASE_LIMITS, type MoveInput, type Outsider } from '../../../../contract/cases'
import { buildingCluster } from '../../../../contract/estate'
import { errorText } from '../../../../core/error-text'
import { pageBehavior } from '../../../../core/page'
import { back, dropFile, pageTitle, toast } from '../../../../core/platform'
import { newRequestId } from '../../../../core/rpc'
import { singleFlight } from '../../../../core/single-flight'
import { getCase, moveCase } from '../../cases.service'
import { found, type Candidate } from './candidates.view'
import { loadCandidates } from './move.service'
import { dropDraft, loadDraft, saveDraft, type Pending } from './drafts'
import {
  changedText,
  EMPTY,
  FORMS,
  formMove,
  inputOf,
  NAME_CHARACTERS,
  OUTSIDER_CHIPS,
  problemOf,
  RECORD_CHIPS,
  STAR_TEXTS,
  untilChips,
  untilRange,
  untilText,
  withOutsider,
  withPhrase,
  type Chip,
  type FormMove,
  type FormSpec,
  type Values,
} from './form.view'
import { afterRefusal, isCaseId } from './refusal'
import { createUploads } from './uploads'
import { aboutText, type MoveOptions } from './url'

/** The form of every move that needs words: ?id=&move=&version=&kind=&building= */
Page({
  behaviors: [pageBehavior],

  data: {
    state: 'loading' as 'loading' | 'error' | 'empty' | 'ready',
    stateWords: '',
    move: 'note' as FormMove,
    spec: FORMS.note as FormSpec,
    about: '',
    values: EMPTY,
    autosize: { minHeight: 96, maxHeight: 260 },
    nameCharacters: NAME_CHARACTERS,
    mostPictures: CASE_LIMITS.pictures,
    recordChips: RECORD_CHIPS,
    outsiderChips: OUTSIDER_CHIPS,
    untilChips: [] as Chip[],
    untilRange: { first: '', last: '' },
    untilText: '',
    starsText: '',
    words: '',
    people: [] as Candidate[],
    changed: '',
    isStillPossible: false,
    isPending: false,
    isSending: false,
    sendText: '',
    problem: '',
  },

  id: '',
  version: 0,
  building: '',
  requestId: '',
  pending: undefined as Pending | undefined,
  candidates: [] as Candidate[],
  uploads: createUploads(),

  onLoad(options: MoveOptions) {
    const { id = '', version = '', building = '' } = options
    const move = formMove(options.move)
    if (!move || !isCaseId(id)) {
      this.setData({ state: 'empty', stateWords: '这个页面要从一件事里打开' })
      return
    }
    const draft = loadDraft(id, move)
    Object.assign(this, {
      id,
      version: Number(version),
      building,
      requestId: draft?.pending?.requestId ?? newRequestId(),
      pending: draft?.pending,
      candidates: [],
      uploads: createUploads(),
    })
    const now = Date.now()
    pageTitle(FORMS[move].title)
    this.setData({
      move,
      spec: FORMS[move],
      about: aboutText(options),
      values: { ...EMPTY, ...draft?.values },
      untilChips: untilChips(now),
      untilRange: untilRange(now),
      isPending: draft?.pending !== undefined,
      sendText: draft?.pending ? '再送一次' : FORMS[move].button,
    })
    this.drawTexts()
    void this.load()
  },

  onUnload() {
    this.keep()
  },

  /** Only the choice of a colleague, or a link without the version, needs the server. */
  async load() {
    const needsPeople = this.data.move === 'assign'
    const needsCase = !(this.version > 0) || (needsPeople && buildingCluster(this.building) === null)
    try {
      if (needsCase) {
        const { version, building } = await getCase(this.id)
        Object.assign(this, { version, building })
      }
      if (needsPeople) this.candidates = await loadCandidates(this.building, Date.now())
      this.setData({ state: 'ready', people: this.candidates })
    } catch (error) {
      this.setData({ state: 'error', stateWords: errorText(error) })
    }
  },

  // ---- the answers

  change(change: Partial<Values>) {
    if (this.data.isPending) return
    this.setData({ values: { ...this.data.values, ...change }, problem: '' })
    this.drawTexts()
  },

  drawTexts() {
    const { move, values } = this.data
    this.setData({
      untilText: move === 'wait' ? untilText(values.until, Date.now()) : '',
      starsText: STAR_TEXTS[values.stars] ?? '',
    })
  },

  choose({ currentTarget }: WechatMiniprogram.BaseEvent) {
    const { field, value } = currentTarget.dataset as { field: keyof Values; value: string }
    this.change({ [field]: value })
  },

  chooseOutsider({ currentTarget }: WechatMiniprogram.BaseEvent) {
    const { value } = currentTarget.dataset as { value: Outsider }
    this.change(withOutsider(this.data.values, value))
  },

  chooseUntil({ detail }: WechatMiniprogram.PickerChange) {
    this.change({ until: String(detail.value) })
  },

  rate({ detail }: { detail: number }) {
    this.change({ stars: detail })
  },

  write({ detail }: { detail: string }) {
    this.change({ text: detail })
  },

  writeName({ detail }: { detail: string }) {
    this.change({ name: detail })
  },

  addPhrase({ currentTarget }: WechatMiniprogram.BaseEvent) {
    const { phrase } = currentTarget.dataset as { phrase: string }
    this.change({ text: withPhrase(this.data.values.text, phrase, this.data.spec.characters) })
  },

  find({ detail }: { detail: string }) {
    this.setData({ words: detail, people: found(this.candidates, detail) })
  },

  /** What was written stays on the phone until it was sent. */
  keep() {
    const { id, pending } = this
    const { move, values } = this.data
    if (id === '' || JSON.stringify(values) === JSON.stringify(EMPTY)) return
    saveDraft(id, move, { values, savedAt: Date.now(), ...(pending ? { pending } : {}) })
  },

  // ---- pictures

  changePictures({ detail }: { detail: { paths: string[] } }) {
    this.change({ pictures: detail.paths })
  },

  async upload(): Promise<string[]> {
    const { values, spec } = this.data
    const ids = await this.uploads.all(values.pictures, (no, of) =>
      this.setData({ sendText: `正在传照片 ${no}/${of}` }),
    )
    this.setData({ sendText: spec.button })
    return ids
  },

  // ---- sending

  send: singleFlight(async function (this: MovePage) {
    const { move, values, isPending } = this.data
    const problem = isPending ? null : problemOf(move, values)
    this.setData({ problem: problem?.text ?? '' })
    if (problem) return
    this.setData({ isSending: true })
    await this.sendNow()
    this.setData({ isSending: false })
  }),

  async sendNow() {
    const { move, values, spec } = this.data
    let pending = this.pending
    try {
      if (!pending) {
        const input: MoveInput = inputOf(move, values, await this.upload())
        pending = { requestId: this.requestId, version: this.version, input }
      }
    } catch (error) {
      this.setData({ problem: errorText(error), sendText: spec.button })
      return
    }
    this.pending = pending
    this.keep()
    try {
      await moveCase({ id: this.id, version: pending.version }, pending.input, pending.requestId)
      dropDraft(this.id, move)
      values.pictures.forEach((path) => void dropFile(path))
      this.id = ''
      toast(spec.done)
      back()
    } catch (error) {
      await this.refusedBy(error)
    }
  },

  async refusedBy(error: unknown) {
    const { isUnknown, isChanged, words } = afterRefusal(error)
    if (isUnknown) {
      this.setData({ isPending: true, sendText: '再送一次', problem: words })
      return
    }
    // the server said no: nothing has happened, so the next try is a new intent
    this.forgetPending(words)
    if (isChanged) await this.showChange()
  },

  /** Nobody waits for the answer any longer: if the case is as it was, nothing has arrived, and the form is open again. */
  unlock: singleFlight(async function (this: MovePage) {
    const { pending } = this
    if (!pending) return
    try {
      const { version } = await getCase(this.id)
      if (version === pending.version) this.forgetPending('')
      else await this.showChange()
    } catch (error) {
      this.setData({ problem: errorText(error) })
    }
  }),

  forgetPending(problem: string) {
    Object.assign(this, { pending: undefined, requestId: newRequestId() })
    this.setData({ isPending: false, sendText: this.data.spec.button, problem })
    this.keep()
  },

  /** Says what has become of the case meanwhile, and whether the move is still possible. */
  async showChange() {
    try {
      const view = await getCase(this.id)
      // nothing has changed: the refusal itself says why
      if (view.version === this.version) return
      this.version = view.version
      const isStillPossible = view.moves.includes(this.data.move)
      this.setData({ changed: changedText(view, Date.now()), isStillPossible, problem: '' })
    } catch (error) {
      this.setData({ problem: errorText(error) })
    }
  },

  leave() {
    back()
  },
})

interface MovePage {
  id: string
  pending: Pending | undefined
  data: { move: FormMove; values: Values; isPending: boolean }
  setData(change: { problem?: string; isSending?: boolean }): void
  sendNow(): Promise<void>
  showChange(): Promise<void>
  forgetPending(problem: string): void
}
