import type { MonthSum, WageRow } from '../../../../contract/crafts'
import { chunksPatch, watchChunks, type Chunk, type ChunkWatch } from '../../../../core/chunks'
import { errorText } from '../../../../core/error-text'
import { monthOf } from '../../../../core/month'
import { pageBehavior } from '../../../../core/page'
import { createPaged, type Paged } from '../../../../core/paged'
import { confirm, stopPullDown, toast } from '../../../../core/platform'
import { askForAlbum, canvasOf } from '../../../../core/platform-album'
import { openFile } from '../../../../core/platform-file'
import { newRequestId } from '../../../../core/rpc'
import { singleFlight } from '../../../../core/single-flight'
import { listWages, monthFile, receiveWage } from '../../crafts.service'
import { askedText, monthChoices, sumView, wageViews, type MonthChoice, type SumView } from '../../money.view'
import { SLIP_ROWS, slipLines } from '../../slip.view'
import type { WageView } from '../../wage.view'
import { SURE_TEXTS } from '../../words'
import { saveSlip } from './draw'

/** rows are tall: so few are drawn or emptied together */
const CHUNK = 6

Page({
  behaviors: [pageBehavior],

  data: {
    state: 'loading' as 'loading' | 'error' | 'empty' | 'ready',
    words: '',
    months: [] as MonthChoice[],
    monthIndex: 0,
    sum: null as SumView | null,
    asked: '',
    chunks: [] as Chunk<WageView>[],
    note: '',
    /** the wage whose answer is on its way */
    receiving: '',
    exporting: '' as '' | 'excel' | 'picture',
  },

  month: '',
  list: null as Paged<WageRow> | null,
  sum: null as MonthSum | null,
  watcher: null as ChunkWatch | null,

  onLoad(options: { month?: string }) {
    const months = monthChoices(Date.now())
    const monthIndex = Math.max(
      0,
      months.findIndex(({ month }) => month === options.month),
    )
    this.watcher = watchChunks(this)
    this.setData({ months, monthIndex })
    this.begin(months[monthIndex]?.month ?? monthOf(Date.now()))
  },

  onUnload() {
    this.watcher?.stop()
  },

  async onPullDownRefresh() {
    await this.load()
    stopPullDown()
  },

  onReachBottom() {
    void this.more()
  },

  begin(month: string) {
    this.month = month
    this.list = createPaged(async (after) => {
      const page = await listWages(month, after)
      if (month === this.month) this.sum = page.sum
      return page
    })
    this.watcher?.forget()
    this.setData({ state: 'loading', chunks: [] })
    void this.load()
  },

  async load() {
    const { list } = this
    try {
      await list?.first()
      // another month was chosen meanwhile
      if (list === this.list) this.draw()
    } catch (error) {
      if (list !== this.list) return
      if (this.data.state === 'ready') toast(errorText(error))
      else this.setData({ state: 'error', words: errorText(error) })
    }
  },

  async more() {
    try {
      if (await this.list?.more()) this.draw()
    } catch (error) {
      toast(errorText(error))
    }
  },

  draw() {
    const { rows, hasMore } = this.list ?? { rows: [], hasMore: false }
    const now = Date.now()
    this.setData(
      {
        ...chunksPatch(this.data.chunks, wageViews(rows, now), CHUNK),
        state: rows.length > 0 ? 'ready' : 'empty',
        words: '这个月还没有点过数的活。交了货、点了数，钱就记在这里。',
        sum: this.sum && sumView(this.sum, now),
        asked: askedText(rows),
        note: hasMore ? '往上拉，还有' : '就这些了',
      },
      () => this.watcher?.watch(),
    )
  },

  retry() {
    this.setData({ state: 'loading' })
    void this.load()
  },

  chooseMonth({ detail }: WechatMiniprogram.PickerChange) {
    const monthIndex = Number(detail.value)
    const choice = this.data.months[monthIndex]
    if (!choice || choice.month === this.month) return
    this.setData({ monthIndex })
    this.begin(choice.month)
  },

  // ---- what came

  came({ detail }: { detail: string }) {
    void receiveOnce(this, { wage: detail, came: true })
  },
  missing({ detail }: { detail: string }) {
    void receiveOnce(this, { wage: detail, came: false })
  },

  async receive({ wage, came }: Received) {
    if (!came && !(await confirm(SURE_TEXTS.missing))) return
    this.setData({ receiving: wage })
    try {
      await receiveWage(wage, came, newRequestId())
      toast(came ? '记好了，收到了' : '好的，社区的人会去查')
    } catch (error) {
      toast(errorText(error))
    }
    await this.load()
    this.setData({ receiving: '' })
  },

  // ---- to keep

  exportExcel: singleFlight(async function (this: { exportOnce(): Promise<void> }) {
    await this.exportOnce()
  }),

  async exportOnce() {
    this.setData({ exporting: 'excel' })
    try {
      const { name, file } = await monthFile(this.month)
      if (!(await openFile(name, file))) toast('这部手机打不开，存成图片试试')
    } catch (error) {
      toast(errorText(error))
    }
    this.setData({ exporting: '' })
  },

  savePicture: singleFlight(async function (this: { savePictureOnce(): Promise<void> }) {
    await this.savePictureOnce()
  }),

  async savePictureOnce() {
    const { list, sum } = this
    if (!list || !sum) return
    // no mask over the page: WeChat may have something to ask first
    this.setData({ exporting: 'picture' })
    let saved: Awaited<ReturnType<typeof saveSlip>> = 'failed'
    try {
      while (list.rows.length < SLIP_ROWS && list.hasMore) await list.more()
      const canvas = await canvasOf('#slip')
      if (canvas) saved = await saveSlip(canvas, slipLines(list.rows, sum, Date.now()))
      this.draw()
    } catch (error) {
      toast(errorText(error))
      return
    } finally {
      this.setData({ exporting: '' })
    }
    if (saved === 'saved') toast('存到相册了')
    else if (saved === 'failed') toast('没存上，请再试一次')
    else if (await askForAlbum()) toast('好了，再点一次就能存')
  },
})

interface Received {
  wage: string
  came: boolean
}

const receiveOnce = singleFlight((page: { receive(received: Received): Promise<void> }, received: Received) =>
  page.receive(received),
)
