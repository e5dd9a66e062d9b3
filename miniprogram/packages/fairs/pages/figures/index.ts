import type { In } from '../../../../contract/api'
import type { FairFigures, StillRow } from '../../../../contract/fairs'
import type { Page as RowPage } from '../../../../contract/paging'
import { errorText } from '../../../../core/error-text'
import { createIntent, type Intent } from '../../../../core/intent'
import { createLongList, longListData, type LongList } from '../../../../core/long-list'
import { pageBehavior } from '../../../../core/page'
import { stopPullDown, toast } from '../../../../core/platform'
import { isChanged, isUnknown } from '../../../../core/refusal'
import { singleFlight } from '../../../../core/single-flight'
import { listDue, listFigures, noteStill } from '../../fairs.service'
import {
  dueItem,
  EMPTY_TEXTS,
  figuresItem,
  TABS,
  talkOfDue,
  type DueItem,
  type FiguresItem,
  type Tab,
} from '../../figures.view'

type Row = FairFigures | StillRow
const isDue = (row: Row): row is StillRow => 'hiredAt' in row

/** ?tab=due, or ?id= of a talk from a message: who is to be asked stands first */
Page({
  behaviors: [pageBehavior],

  data: {
    ...longListData<FiguresItem | DueItem>(),
    tabs: TABS,
    tab: 'figures' as Tab,
    /** the row whose answer is on its way */
    sending: '',
  },

  list: null as LongList<Row> | null,
  intent: null as Intent | null,
  answered: new Set<string>(),
  /** the fair whose bars are drawn; null: the newest */
  opened: null as string | null,

  onLoad({ tab, id }: { tab?: string; id?: string }) {
    this.setData({ tab: tab === 'due' || id !== undefined ? 'due' : 'figures' })
    this.intent = createIntent()
    Object.assign(this, { answered: new Set(), opened: null })
    this.list = createLongList<Row, FiguresItem | DueItem>(this, {
      load: (after) => this.ask(after),
      items: (rows) => this.items(rows, Date.now()),
      empty: () => EMPTY_TEXTS[this.data.tab],
    })
    void this.list.load()
  },

  onUnload() {
    this.list?.stop()
  },
  async onPullDownRefresh() {
    await this.list?.load()
    stopPullDown()
  },
  onReachBottom() {
    this.more()
  },

  ask(after?: string): Promise<RowPage<Row>> {
    return this.data.tab === 'due' ? listDue(after) : listFigures(after)
  },

  /** Who was just asked is left out until the list is read again. */
  items(rows: readonly Row[], now: number): (FiguresItem | DueItem)[] {
    const opened = this.opened ?? rows[0]?.id
    return rows.flatMap((row): (FiguresItem | DueItem)[] => {
      if (!isDue(row)) return [figuresItem(row, row.id === opened, now)]
      const item = dueItem(row, now)
      return this.answered.has(item.id) ? [] : [item]
    })
  },

  more() {
    void this.list?.more()
  },
  retry() {
    void this.list?.restart()
  },
  chooseTab({ currentTarget }: WechatMiniprogram.BaseEvent) {
    const { value } = currentTarget.dataset as { value: Tab }
    if (value === this.data.tab) return
    this.setData({ tab: value })
    void this.list?.restart()
  },

  toggle({ currentTarget }: WechatMiniprogram.BaseEvent) {
    const { id } = currentTarget.dataset as { id: string }
    this.opened = id === (this.opened ?? this.list?.rows[0]?.id) ? '' : id
    this.list?.draw()
  },

  answer({ currentTarget }: WechatMiniprogram.BaseEvent) {
    void answerOnce(this, currentTarget.dataset as Answer)
  },

  async answerNow({ id, after, still }: Answer) {
    const input: In<'fairs.still'> = { talk: talkOfDue(id), after, still }
    this.setData({ sending: id })
    try {
      await noteStill(input, this.intent?.idOf(input) ?? '')
      this.intent?.done()
      this.answered.add(id)
      toast(still ? '记好了，还在' : '记好了，不在了')
      this.list?.draw()
    } catch (error) {
      if (!isUnknown(error)) this.intent?.done()
      toast(errorText(error))
      if (isChanged(error)) await this.list?.load()
    }
    this.setData({ sending: '' })
  },
})

interface Answer {
  id: string
  after: 30 | 90
  still: boolean
}

const answerOnce = singleFlight((page: { answerNow(answer: Answer): Promise<void> }, answer: Answer) =>
  page.answerNow(answer),
)
