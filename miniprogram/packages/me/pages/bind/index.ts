import type { Building } from '../../../../contract/estate'
import type { PlaceCode } from '../../../../contract/place-code'
import { errorText } from '../../../../core/error-text'
import { pageBehavior } from '../../../../core/page'
import { homeText } from '../../../../core/place-text'
import { back, confirm, scanCode, toast, vibrate } from '../../../../core/platform'
import { newRequestId } from '../../../../core/rpc'
import { openedPlace, scannedPlace } from '../../../../core/scanned'
import { session } from '../../../../core/session'
import { singleFlight } from '../../../../core/single-flight'
import {
  choices,
  choose,
  doneText,
  existing,
  homeOf,
  nextPart,
  QUESTIONS,
  reopen,
  steps,
  type Choice,
  type Chosen,
  type Part,
  type Step,
} from '../../bind.view'
import { bindHome, unbindHome } from '../../me.service'

Page({
  behaviors: [pageBehavior],

  data: {
    state: 'loading' as 'loading' | 'error' | 'ready',
    words: '',
    /** where the person lives as the server knows it */
    current: '',
    isChanging: false,
    ids: [] as string[],
    before: '',
    part: 'building' as Part | '',
    question: QUESTIONS.building,
    steps: [] as Step[],
    choices: [] as Choice[],
    done: '',
    isSaving: false,
  },

  buildings: [] as readonly Building[],
  chosen: {} as Chosen,
  /** one for all tries to save the same home */
  requestId: '',
  code: null as PlaceCode | null,

  onLoad(options: Record<string, string | undefined>) {
    this.chosen = {}
    this.code = openedPlace(options)
    const me = session.me()
    this.setData({ current: me?.home ? homeText(me.home) : '', isChanging: !me?.home || this.code !== null })
    void this.load()
  },

  async load() {
    this.setData({ state: 'loading' })
    try {
      this.buildings = await session.buildings()
      this.setData({ state: 'ready', ids: this.buildings.map(({ id }) => id) })
      if (this.code) this.take(this.code)
      else this.draw()
    } catch (error) {
      this.setData({ state: 'error', words: errorText(error) })
    }
  },

  draw() {
    const { chosen, buildings } = this
    const part = nextPart(chosen)
    this.setData({
      part: part ?? '',
      question: part ? QUESTIONS[part] : '是这一户吗？',
      steps: steps(chosen),
      choices: choices(buildings, chosen),
      done: doneText(chosen),
    })
  },

  /** The place of a code, as far as it says: a door is a whole home, a stair or lift leaves floor and room open. */
  take(code: PlaceCode) {
    const wanted: Chosen = code.what === 'door' ? code.home : { building: code.building, unit: code.unit }
    this.chosen = existing(this.buildings, wanted)
    if (nextPart(this.chosen) === 'building') toast('这个码不是我们小区的门')
    this.setData({ isChanging: true })
    this.draw()
  },

  pickBuilding({ detail }: WechatMiniprogram.CustomEvent<{ building: string }>) {
    this.setData({ before: detail.building })
    this.choose('building', detail.building)
  },

  pick(event: WechatMiniprogram.TouchEvent) {
    const part = nextPart(this.chosen)
    if (part) this.choose(part, String(event.currentTarget.dataset.value))
  },

  choose(part: Part, value: string) {
    this.chosen = choose(this.chosen, part, value)
    this.requestId = newRequestId()
    this.draw()
  },

  /** Goes back to one of the steps that are done. */
  again(event: WechatMiniprogram.TouchEvent) {
    const part = event.currentTarget.dataset.part as Part
    if (this.chosen[part] === undefined) return
    this.chosen = reopen(this.chosen, part)
    this.draw()
  },

  async scan() {
    const text = await scanCode()
    if (text === null) return
    const code = scannedPlace(text)
    if (!code) {
      toast('这个码不是我们小区的门')
      return
    }
    vibrate()
    this.take(code)
  },

  change() {
    this.setData({ isChanging: true })
  },

  skip() {
    back()
  },

  save: singleFlight(async function (this: { submit(): Promise<void> }) {
    await this.submit()
  }),

  async submit() {
    const home = homeOf(this.chosen)
    if (!home) return
    this.setData({ isSaving: true })
    this.requestId ||= newRequestId()
    try {
      await bindHome(home, this.requestId)
      toast('登记好了')
      back()
    } catch (error) {
      toast(errorText(error))
    } finally {
      this.setData({ isSaving: false })
    }
  },

  async unbind() {
    const isSure = await confirm({
      title: '搬走了吗？',
      text: '会删掉您登记的住处。报过的事还在，可以继续看进度。',
      ok: '搬走了',
      danger: true,
    })
    if (!isSure) return
    try {
      await unbindHome(newRequestId())
      toast('住处删掉了')
      back()
    } catch (error) {
      toast(errorText(error))
    }
  },
})
