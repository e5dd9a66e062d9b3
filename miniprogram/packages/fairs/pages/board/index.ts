import type { Board } from '../../../../contract/fairs'
import { timeOf } from '../../../../core/day'
import { errorText } from '../../../../core/error-text'
import { pageBehavior } from '../../../../core/page'
import { keepAwake, windowInfo } from '../../../../core/platform'
import { isGone } from '../../../../core/refusal'
import { whileShown, type Repeat } from '../../../../core/while-shown'
import { boardScreen, type BoardScreen } from '../../board.view'
import { getBoard } from '../../fairs.service'

const RELOAD_MS = 15_000
const CLOCK_MS = 1_000

/** ?fair=. For everybody in the hall, so it shows numbers alone. Behind another page it asks nothing. */
Page({
  behaviors: [pageBehavior],

  data: {
    state: 'loading' as 'loading' | 'error' | 'empty' | 'ready',
    words: '',
    screen: null as BoardScreen | null,
    clock: '',
    /** the numbers are old: since when */
    stale: '',
  },

  fair: '',
  board: null as Board | null,
  /** when the numbers on the screen came */
  cameAt: 0,
  turn: 0,
  reload: null as Repeat | null,
  tick: null as Repeat | null,

  onLoad({ fair = '' }: { fair?: string }) {
    Object.assign(this, { fair, turn: 0 })
    this.reload = whileShown(RELOAD_MS, () => void this.next())
    this.tick = whileShown(CLOCK_MS, () => this.drawClock())
  },
  onShow() {
    keepAwake(true)
    this.reload?.start()
    this.tick?.start()
    this.drawClock()
    void this.load()
  },
  onHide() {
    this.rest()
  },
  onUnload() {
    this.rest()
  },
  rest() {
    keepAwake(false)
    this.reload?.stop()
    this.tick?.stop()
  },
  /** turned, or another window */
  onResize() {
    this.draw()
  },

  drawClock() {
    const clock = timeOf(Date.now())
    if (clock !== this.data.clock) this.setData({ clock })
  },

  async next() {
    this.turn++
    await this.load()
  },

  /** Old numbers are better than none; that they are old is said. */
  async load() {
    try {
      this.board = await getBoard(this.fair)
      this.cameAt = Date.now()
      if (this.data.stale !== '') this.setData({ stale: '' })
    } catch (error) {
      if (isGone(error)) return this.setData({ state: 'empty', words: '没有这场招聘会。' })
      if (!this.board) return this.setData({ state: 'error', words: errorText(error) })
      this.setData({ stale: `网络断了，这是 ${timeOf(this.cameAt)} 的号` })
    }
    this.draw()
  },

  draw() {
    const { board, turn } = this
    if (!board) return
    const { windowWidth: width, windowHeight: height } = windowInfo()
    const screen = boardScreen(board, { width, height }, turn)
    if (this.data.state === 'ready' && JSON.stringify(screen) === JSON.stringify(this.data.screen)) return
    this.setData({ state: 'ready', screen })
  },

  retry() {
    this.setData({ state: 'loading' })
    void this.load()
  },
})
