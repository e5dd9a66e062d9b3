import type { CaseGroup, CaseKind } from '../../../../contract/case-kinds'
import type { CaseRow, CaseState } from '../../../../contract/cases'
import { CLUSTERS, type ClusterId } from '../../../../contract/estate'
import { errorText } from '../../../../core/error-text'
import { pageBehavior } from '../../../../core/page'
import { go, home, toast } from '../../../../core/platform'
import { RpcError } from '../../../../core/rpc'
import { session } from '../../../../core/session'
import {
  chipsOf,
  GROUP_CHOICES,
  kindChoices,
  NO_SEARCH,
  questionOf,
  searchProblem,
  STATE_CHOICES,
  withoutChip,
  type Chip,
  type ChipName,
  type Choice,
  type Search,
} from '../../all.view'
import { dayOf } from '../../days'
import { searchCases } from '../../grid.service'
import { countText, joinRows, lineOf, listPatch, refusalText, type Line } from '../../grid.view'

/** The same choice again takes it away. */
const toggled = <V>(now: V | null, value: V): V | null => (now === value ? null : value)

const valueOf = <V>({ currentTarget }: WechatMiniprogram.BaseEvent): V => (currentTarget.dataset as { value: V }).value

Page({
  behaviors: [pageBehavior],

  data: {
    state: 'loading' as 'loading' | 'error' | 'empty' | 'ready',
    words: '',
    action: '',
    chips: [] as Chip[],
    lines: [] as Line[],
    count: '',
    hasMore: false,
    moreText: '',

    isSheetShown: false,
    states: STATE_CHOICES,
    groups: GROUP_CHOICES,
    kinds: [] as Choice<CaseKind>[],
    clusters: CLUSTERS,
    cluster: '' as ClusterId | '',
    buildings: [] as Choice<string>[],
    today: '',
    wanted: NO_SEARCH,
    problem: '',
  },

  /** what the list on the screen answers */
  asking: NO_SEARCH,
  rows: [] as CaseRow[],
  next: null as string | null,
  /** counts up with every question, so that a late answer to an earlier one is dropped */
  asked: 0,

  onLoad({ group, state, building }: { group?: string; state?: string; building?: string }) {
    const asking: Search = {
      ...NO_SEARCH,
      group: GROUP_CHOICES.find(({ value }) => value === group)?.value ?? null,
      state: STATE_CHOICES.find(({ value }) => value === state)?.value ?? null,
      building: building ?? null,
    }
    void this.ask(asking)
  },

  onReachBottom() {
    void this.more()
  },

  async ask(asking: Search) {
    const asked = ++this.asked
    Object.assign(this, { asking, rows: [], next: null })
    this.setData({ state: 'loading', chips: chipsOf(asking, Date.now()), lines: [], hasMore: false })
    try {
      const { rows, next } = await searchCases(questionOf(asking))
      if (asked === this.asked) this.took(rows, next)
    } catch (error) {
      if (asked !== this.asked) return
      const refused = error instanceof RpcError && error.code === 'FORBIDDEN'
      this.setData({
        state: refused ? 'empty' : 'error',
        words: refused && isServing() ? '全部的事只有社区干部能看。您的事在“要办的事”里。' : refusalText(error),
        action: refused ? '回首页' : '',
      })
    }
  },

  async more() {
    const { next } = this
    if (next === null || this.data.moreText === '正在找') return
    const asked = ++this.asked
    this.setData({ moreText: '正在找' })
    try {
      const answer = await searchCases(questionOf(this.asking, next))
      if (asked === this.asked) this.took(joinRows(this.rows, answer.rows), answer.next)
    } catch (error) {
      this.setData({ moreText: '没找到，点这里再试' })
      toast(errorText(error))
    }
  },

  took(rows: CaseRow[], next: string | null) {
    Object.assign(this, { rows, next })
    const now = Date.now()
    const lines = rows.map((row) => lineOf(row, now, true))
    const isNarrow = this.data.chips.length > 0
    this.setData({
      ...listPatch('lines', this.data.lines, lines),
      state: rows.length === 0 ? 'empty' : 'ready',
      words: isNarrow ? '没有这样的事，换个条件找找' : '还没有人报过事',
      action: isNarrow ? '看全部' : '',
      count: countText(rows.length, rows.length, next !== null, false),
      hasMore: next !== null,
      moreText: '再看 20 件',
    })
  },

  retry() {
    void this.ask(this.asking)
  },

  act() {
    if (this.data.action === '看全部') void this.ask(NO_SEARCH)
    else home()
  },

  open({ currentTarget }: WechatMiniprogram.BaseEvent) {
    go(`/packages/cases/pages/case/index?id=${(currentTarget.dataset as { id: string }).id}`)
  },

  dropChip({ currentTarget }: WechatMiniprogram.BaseEvent) {
    void this.ask(withoutChip(this.asking, (currentTarget.dataset as { name: ChipName }).name))
  },

  // ---- the sheet

  openSheet() {
    const wanted = this.asking
    const cluster = (wanted.building?.slice(0, 1) ?? '') as ClusterId | ''
    this.setData({
      isSheetShown: true,
      wanted,
      kinds: kindChoices(wanted.group),
      cluster,
      problem: '',
      today: dayOf(Date.now()),
    })
    void this.showBuildings(cluster)
  },

  closeSheet() {
    this.setData({ isSheetShown: false })
  },

  want(change: Partial<Search>) {
    const wanted = { ...this.data.wanted, ...change }
    this.setData({ wanted, problem: searchProblem(wanted) ?? '' })
  },

  chooseState(event: WechatMiniprogram.BaseEvent) {
    this.want({ state: toggled(this.data.wanted.state, valueOf<CaseState>(event)) })
  },

  chooseGroup(event: WechatMiniprogram.BaseEvent) {
    const group = toggled(this.data.wanted.group, valueOf<CaseGroup>(event))
    this.setData({ kinds: kindChoices(group) })
    this.want({ group, kind: null })
  },

  chooseKind(event: WechatMiniprogram.BaseEvent) {
    this.want({ kind: toggled(this.data.wanted.kind, valueOf<CaseKind>(event)) })
  },

  chooseCluster(event: WechatMiniprogram.BaseEvent) {
    const cluster = toggled<ClusterId | ''>(this.data.cluster, valueOf<ClusterId>(event)) ?? ''
    this.setData({ cluster })
    this.want({ building: null })
    void this.showBuildings(cluster)
  },

  async showBuildings(cluster: ClusterId | '') {
    if (cluster === '') {
      this.setData({ buildings: [] })
      return
    }
    try {
      const all = await session.buildings()
      const own = all.filter((building) => building.cluster === cluster)
      this.setData({ buildings: own.map(({ id }) => ({ value: id, text: `${id.slice(1)}栋` })) })
    } catch (error) {
      toast(errorText(error))
    }
  },

  chooseBuilding(event: WechatMiniprogram.BaseEvent) {
    this.want({ building: toggled(this.data.wanted.building, valueOf<string>(event)) })
  },

  chooseDay({ currentTarget, detail }: WechatMiniprogram.PickerChange) {
    const { field } = currentTarget.dataset as { field: 'first' | 'last' }
    this.want({ [field]: String(detail.value) })
  },

  clearSheet() {
    this.setData({ wanted: NO_SEARCH, kinds: [], cluster: '', buildings: [], problem: '' })
  },

  search() {
    if (this.data.problem !== '') return
    this.setData({ isSheetShown: false })
    void this.ask(this.data.wanted)
  },
})

const isServing = (): boolean => (session.me()?.grants.length ?? 0) > 0
