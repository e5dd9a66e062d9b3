import { CLUSTERS, type Building, type ClusterId, type Grant } from '../../../../contract/estate'
import { isPublisher, NOTICE_LIMITS, publishesTo, type NoticeView } from '../../../../contract/notices'
import { errorText } from '../../../../core/error-text'
import { pageBehavior } from '../../../../core/page'
import { back, confirm, home, pageTitle, toast } from '../../../../core/platform'
import { newRequestId, RpcError } from '../../../../core/rpc'
import { session } from '../../../../core/session'
import { singleFlight } from '../../../../core/single-flight'
import { dropDraft, keepDraft, keptDraft } from '../../draft'
import { NO_ROLE, type NoticeCard } from '../../notice.view'
import { changeNotice, getNotice, publishNotice, whoAmI } from '../../notices.service'
import {
  againOf,
  buildingChoices,
  chosenText,
  clusterChoices,
  dayRange,
  draftOf,
  emptyForm,
  formOf,
  inputOf,
  lastText,
  lengthChoices,
  previewOf,
  problemsOf,
  refusalOf,
  shownClusters,
  textOf,
  toChoices,
  withBuilding,
  withCluster,
  withTo,
  type Choice,
  type NoticeForm,
  type Problems,
  type To,
} from '../../publish.view'

const valueOf = <V>({ currentTarget }: WechatMiniprogram.BaseEvent): V => (currentTarget.dataset as { value: V }).value

Page({
  behaviors: [pageBehavior],

  data: {
    state: 'loading' as 'loading' | 'error' | 'empty' | 'ready',
    words: '',
    step: 'form' as 'form' | 'preview',
    /** a notice is corrected: whom it is for stays */
    isCorrection: false,
    title: '',
    text: '',
    count: 0,
    mostTitle: NOTICE_LIMITS.titleCharacters as number,
    mostText: NOTICE_LIMITS.textCharacters as number,
    pinned: false,
    last: '',
    lastText: '',
    range: { first: '', last: '' },
    lengths: [] as Choice[],
    ways: [] as Choice[],
    clusters: [] as Choice[],
    shown: [] as Choice[],
    buildings: [] as Choice[],
    chosen: '',
    problems: {} as Problems,
    preview: null as NoticeCard | null,
    isSending: false,
  },

  /** not drawn: the form itself, who writes, what is corrected */
  form: emptyForm([], 0),
  grants: [] as readonly Grant[],
  seen: null as NoticeView | null,
  opened: {} as { id?: string; again?: string },
  allBuildings: [] as readonly Building[],
  cluster: 'A' as ClusterId,
  /** one for all tries to send the same; another form is another intent */
  requestId: '',

  onLoad(opened: { id?: string; again?: string }) {
    Object.assign(this, { opened, seen: null, allBuildings: [], requestId: newRequestId() })
    void this.load()
  },
  onHide() {
    this.keep()
  },
  onUnload() {
    this.keep()
  },

  async load() {
    const { id, again } = this.opened
    const known = id ?? again
    try {
      const [me, notice] = await Promise.all([whoAmI(), known === undefined ? null : getNotice(known)])
      if (!isPublisher(me.grants)) {
        this.setData({ state: 'empty', words: NO_ROLE })
        return
      }
      this.begin(me.grants, notice)
    } catch (error) {
      this.setData({ state: 'error', words: errorText(error) })
    }
  },

  begin(grants: readonly Grant[], notice: NoticeView | null) {
    const now = Date.now()
    const isCorrection = notice !== null && this.opened.id !== undefined
    this.grants = grants
    this.seen = isCorrection ? notice : null
    this.cluster = publishesTo(grants).clusters[0] ?? CLUSTERS[0]
    if (isCorrection) pageTitle('改通知')
    const fresh = () => draftOf(keptDraft(), grants, now)
    const form = notice === null ? fresh() : isCorrection ? formOf(notice) : againOf(notice, now)
    this.setData({ state: 'ready', isCorrection, range: dayRange(now), ...typed(form) })
    this.fill(form)
    if (form.to === 'buildings') void this.loadBuildings()
  },

  /** All that follows from what was chosen. */
  fill(form: NoticeForm, change: Record<string, unknown> = {}) {
    const { grants, cluster } = this
    const now = Date.now()
    this.take(form)
    this.setData({
      pinned: form.pinned,
      last: form.last,
      lastText: lastText(form, now),
      lengths: lengthChoices(form, now),
      ways: toChoices(grants, form.to),
      clusters: clusterChoices(grants, form),
      shown: shownClusters(grants, form, cluster),
      buildings: buildingChoices(this.allBuildings, form, cluster),
      chosen: chosenText(form),
      ...change,
    })
  },

  take(form: NoticeForm) {
    this.form = form
    this.requestId = newRequestId()
  },

  keep() {
    if (this.data.state === 'ready' && this.isNew() && !this.data.isSending) keepDraft(this.form)
  },
  isNew(): boolean {
    return this.opened.id === undefined && this.opened.again === undefined
  },

  retry() {
    this.setData({ state: 'loading' })
    void this.load()
  },
  leave() {
    home()
  },

  // ---- for whom

  chooseWay(event: WechatMiniprogram.BaseEvent) {
    const to = valueOf<To>(event)
    this.fill(withTo(this.form, to, this.grants), { 'problems.audience': '' })
    if (to === 'buildings') void this.loadBuildings()
  },
  /** Asked for only once they are needed; they are kept for a day. */
  async loadBuildings() {
    try {
      this.allBuildings = await session.buildings()
      this.setData({ buildings: buildingChoices(this.allBuildings, this.form, this.cluster) })
    } catch (error) {
      toast(errorText(error))
    }
  },
  chooseCluster(event: WechatMiniprogram.BaseEvent) {
    this.fill(withCluster(this.form, valueOf<ClusterId>(event)), { 'problems.audience': '' })
  },
  showCluster(event: WechatMiniprogram.BaseEvent) {
    this.cluster = valueOf<ClusterId>(event)
    this.fill(this.form)
  },
  chooseBuilding(event: WechatMiniprogram.BaseEvent) {
    const form = withBuilding(this.form, valueOf<string>(event))
    if (form) this.fill(form, { 'problems.audience': '' })
    else toast(`一次最多选 ${NOTICE_LIMITS.buildings} 栋，再多就按组团发`)
  },

  // ---- what and how long

  // what is typed is not set again: a slow phone would put back what was typed before
  typeTitle({ detail }: { detail: string }) {
    this.take({ ...this.form, title: detail })
    if (this.data.problems.title) this.setData({ 'problems.title': '' })
  },
  typeText({ detail }: WechatMiniprogram.Input) {
    this.take({ ...this.form, text: detail.value })
    this.setData({ count: detail.value.length, 'problems.text': '' })
  },
  chooseLength(event: WechatMiniprogram.BaseEvent) {
    this.fill({ ...this.form, last: valueOf<string>(event) }, { 'problems.last': '' })
  },
  chooseLast({ detail }: WechatMiniprogram.PickerChange) {
    this.fill({ ...this.form, last: String(detail.value) }, { 'problems.last': '' })
  },
  pin({ detail }: { detail: boolean }) {
    this.fill({ ...this.form, pinned: detail })
  },

  // ---- going out

  submit() {
    if (this.data.step === 'form') this.look()
    else void this.send()
  },
  look() {
    const now = Date.now()
    const problems = problemsOf(this.form, now)
    if (problems) this.setData({ problems })
    else this.setData({ problems: {}, step: 'preview', preview: previewOf(this.form, this.seen, now) })
  },
  rewrite() {
    this.setData({ step: 'form', ...typed(this.form) })
  },

  send: singleFlight(async function (this: Sending) {
    await this.sendOnce()
  }),

  async sendOnce() {
    const { form, seen } = this
    const input = inputOf(form)
    if (!input) return
    const isSure = await confirm({
      title: seen ? '改好了？' : '发出去？',
      text: `${chosenText(form)}的住户马上就看得到。`,
      ok: seen ? '改好了' : '发出去',
      cancel: '再看看',
    })
    if (!isSure) return
    this.setData({ isSending: true })
    try {
      if (seen) await changeNotice({ ...textOf(form), id: seen.id, version: seen.version }, this.requestId)
      else await publishNotice(input, this.requestId)
      if (this.isNew()) dropDraft()
      toast(seen ? '改好了' : '发出去了')
      back()
    } catch (error) {
      this.setData({ isSending: false })
      await this.refused(error)
    }
  },

  async refused(error: unknown) {
    if (error instanceof RpcError && error.code === 'CONFLICT') {
      const title = '别人刚刚改过'
      const text = '要看改成了什么吗？您在这里写的会换掉。'
      if (await confirm({ title, text, ok: '看看', cancel: '先不看' })) this.reread()
      return
    }
    const problems = refusalOf(error)
    const isAtField = problems.all === undefined || !isRetry(error)
    this.setData(isAtField ? { problems, step: 'form', ...typed(this.form) } : { problems })
  },
  /** The notice as it is now, to be corrected anew. */
  reread() {
    this.setData({ state: 'loading', step: 'form', problems: {} })
    void this.load()
  },
})

/** What the two fields show when they are drawn anew. */
const typed = ({ title, text }: NoticeForm) => ({ title, text, count: text.length })

/** Nothing is wrong with the words: the same can be sent again. */
const isRetry = (error: unknown): boolean =>
  error instanceof RpcError && ['OFFLINE', 'TIMEOUT', 'BUSY', 'INTERNAL'].includes(error.code)

interface Sending {
  sendOnce(): Promise<void>
}
