import type { Building } from '../../../../contract/estate'
import { codeClusters } from '../../../../contract/place-code'
import { errorText } from '../../../../core/error-text'
import { pageBehavior } from '../../../../core/page'
import { home, toast } from '../../../../core/platform'
import { askForAlbum, canvasOf, type Saved } from '../../../../core/platform-album'
import { session } from '../../../../core/session'
import { singleFlight } from '../../../../core/single-flight'
import type { Choice, Step } from '../../bind.view'
import {
  buildingIds,
  captionLines,
  pictureUrl,
  QUESTIONS,
  reopened,
  saveAllText,
  savedText,
  spotChoices,
  spotSteps,
  stageOf,
  type Spot,
  type SpotChoices,
  type Stage,
} from '../../codes.view'
import { makeCode } from '../../me.service'
import { saveCode } from './draw'
import { forgetSaved, noteSaved, saveAll, savedOf, type Ended } from './save-all'

const FOR_OTHERS = '门码由社区和网格长来打印。您在门上、楼道、电梯里扫就行。'
const NOT_SAVED = '没存上，请再试一次'

/** The code that is shown. */
interface Shown {
  code: string
  state: 'loading' | 'error' | 'ready'
  words: string
  src: string
  caption: string[]
}

Page({
  behaviors: [pageBehavior],

  data: {
    state: 'loading' as 'loading' | 'error' | 'empty' | 'ready',
    words: '',
    ids: [] as string[],
    before: '',
    stage: 'building' as Stage,
    question: QUESTIONS.building,
    steps: [] as Step[],
    choices: { units: [], places: [], floors: [], doors: [] } as SpotChoices,
    shown: null as Shown | null,
    isSaving: false,
    /** the codes of the unit, all together */
    allText: '',
    savedText: '',
    /** which one is on its way; '' : none */
    running: '',
  },

  buildings: [] as readonly Building[],
  spot: {} as Spot,
  isStopped: false,

  onLoad() {
    this.spot = {}
    void this.load()
  },

  onUnload() {
    this.isStopped = true
  },

  /** Who may is known to the phone, and so are the buildings: nothing is asked for unless this is the first page. */
  async load() {
    this.setData({ state: 'loading' })
    try {
      const { grants } = session.me() ?? (await session.load())
      const clusters = codeClusters(grants)
      if (clusters.length === 0) {
        this.setData({ state: 'empty', words: FOR_OTHERS })
        return
      }
      this.buildings = await session.buildings()
      this.setData({ state: 'ready', ids: buildingIds(this.buildings, clusters) })
      this.draw()
    } catch (error) {
      this.setData({ state: 'error', words: errorText(error) })
    }
  },

  draw() {
    const stage = stageOf(this.spot)
    this.setData({
      stage,
      question: QUESTIONS[stage],
      steps: spotSteps(this.spot),
      choices: spotChoices(this.buildings, this.spot),
      shown: null,
    })
    this.drawSaved()
  },

  drawSaved() {
    const [saved, total] = [savedOf(this.unit()).length, this.data.choices.places.length]
    this.setData({ allText: saveAllText(saved, total), savedText: savedText(saved, total) })
  },

  /** the unit whose codes are saved all together, by the code of its stair */
  unit(): string {
    return this.data.choices.places[0]?.value ?? ''
  },

  // ---- which one

  pickBuilding({ detail }: WechatMiniprogram.CustomEvent<{ building: string }>) {
    this.setData({ before: detail.building })
    this.choose({ building: detail.building })
  },
  pickUnit(event: WechatMiniprogram.TouchEvent) {
    this.choose({ ...this.spot, unit: Number(event.currentTarget.dataset.value) })
  },
  pickFloor(event: WechatMiniprogram.TouchEvent) {
    this.choose({ ...this.spot, floor: Number(event.currentTarget.dataset.value) })
  },
  /** Goes back to one of the steps that are done. */
  again(event: WechatMiniprogram.TouchEvent) {
    this.choose(reopened(this.spot, String(event.currentTarget.dataset.part)))
  },
  choose(spot: Spot) {
    // all are drawn on the one canvas, one after another
    if (this.isBusy()) return
    this.spot = spot
    this.draw()
  },
  isBusy(): boolean {
    const isBusy = this.data.running !== '' || this.data.isSaving
    if (isBusy) toast('正在存，请等一下')
    return isBusy
  },

  // ---- one

  pickCode(event: WechatMiniprogram.TouchEvent) {
    if (this.isBusy()) return
    void this.show(String(event.currentTarget.dataset.value))
  },
  showAgain() {
    if (this.data.shown) void this.show(this.data.shown.code)
  },
  async show(code: string) {
    this.setData({ shown: { code, state: 'loading', words: '', src: '', caption: [] } })
    const shown = await this.made(code)
    // the person may have gone on meanwhile
    if (this.data.shown?.code === code) this.setData({ shown })
  },
  async made(code: string): Promise<Shown> {
    try {
      const { picture, caption } = await makeCode(code)
      return { code, state: 'ready', words: '', src: pictureUrl(picture), caption: captionLines(caption) }
    } catch (error) {
      return { code, state: 'error', words: errorText(error), src: '', caption: [] }
    }
  },
  another() {
    if (!this.isBusy()) this.setData({ shown: null })
  },

  async save() {
    await saveOnce(this)
  },
  async saveShown() {
    const { shown } = this.data
    if (shown?.state !== 'ready') return
    this.setData({ isSaving: true })
    let saved = await this.toAlbum(shown)
    if (saved === 'refused' && (await askForAlbum())) saved = await this.toAlbum(shown)
    this.setData({ isSaving: false })
    if (saved !== 'refused') toast(saved === 'saved' ? '存到手机相册了' : NOT_SAVED)
  },
  async toAlbum({ src, caption }: Pick<Shown, 'src' | 'caption'>): Promise<Saved> {
    const canvas = await canvasOf('#paper')
    try {
      return canvas ? await saveCode(canvas, src, caption) : 'failed'
    } catch (error) {
      console.warn('code', error)
      return 'failed'
    }
  },

  // ---- all of a unit

  async saveAll() {
    await saveAllOnce(this)
  },
  stop() {
    this.isStopped = true
  },
  async saveUnit() {
    const unit = this.unit()
    const { places } = this.data.choices
    if (savedOf(unit).length >= places.length) forgetSaved(unit)
    this.isStopped = false
    try {
      let ended = await this.run(unit, places)
      if (ended === 'refused' && (await askForAlbum())) ended = await this.run(unit, places)
      this.tellEnd(ended)
    } catch (error) {
      toast(errorText(error))
    } finally {
      this.setData({ running: '' })
      this.drawSaved()
    }
  },
  /** What is not in the album yet. */
  run(unit: string, places: readonly Choice[]): Promise<Ended> {
    const codes = places.map(({ value }) => value)
    return saveAll({
      codes: codes.filter((code) => !savedOf(unit).includes(code)),
      isStopped: () => this.isStopped,
      save: async (code) => {
        const index = codes.indexOf(code)
        this.setData({ running: `正在存${places[index]?.text ?? ''}，第 ${index + 1} 张，共 ${codes.length} 张` })
        const { picture, caption } = await makeCode(code)
        return this.toAlbum({ src: pictureUrl(picture), caption: captionLines(caption) })
      },
      onSaved: (code) => noteSaved(unit, code),
    })
  },
  tellEnd(ended: Ended) {
    if (ended === 'done') toast('都存到手机相册了')
    else if (ended === 'failed') toast(NOT_SAVED)
  },

  home,
})

/** A second tap while it runs does nothing. */
const saveOnce = singleFlight((page: { saveShown(): Promise<void> }) => page.saveShown())
const saveAllOnce = singleFlight((page: { saveUnit(): Promise<void> }) => page.saveUnit())
