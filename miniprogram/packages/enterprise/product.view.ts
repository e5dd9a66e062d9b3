/** Products, pure: the list, and the form. */
import type { In } from '../../contract/api'
import type { PictureView } from '../../contract/cases'
import { CRAFT_LIMITS, KEPT_VIDEO, type Needs, type Product } from '../../contract/crafts'
import type { ShownProduct } from '../../core/craft-text'
import type { Problems } from './problems'

export interface ProductItem {
  id: string
  name: string
  facts: string
  /** '' : none that may be shown */
  picture: string
}

export const productItem = ({ id, name, steps, pictures, frozen }: Product): ProductItem => ({
  id,
  name,
  facts: `${steps.length} 步${frozen ? ' · 发过活' : ''}`,
  picture: pictures.find(({ url }) => url !== null)?.url ?? '',
})

// ---- the form

export interface ProductForm {
  name: string
  /** sent before */
  kept: PictureView[]
  /** paths on the phone */
  pictures: string[]
  /** path on the phone; '' : none is new */
  video: string
  /** the one that was sent before stays */
  keepsVideo: boolean
  steps: string[]
  standard: string
  needs: Needs
}

const NO_NEEDS: Needs = { sewing: false, lifting: false, stairs: false, unsafeForChildren: false }

export const EMPTY_PRODUCT: ProductForm = {
  name: '',
  kept: [],
  pictures: [],
  video: '',
  keepsVideo: false,
  steps: [''],
  standard: '',
  needs: NO_NEEDS,
}

export const PRODUCT_FIELDS = ['name', 'pictures', 'video', 'steps', 'standard', 'needs'] as const

/** A frozen one becomes another product, and pictures belong to the one they were sent for. */
export const formOf = ({ name, pictures, video, steps, standard, needs, frozen }: Product): ProductForm => ({
  name,
  kept: frozen ? [] : pictures,
  pictures: [],
  video: '',
  keepsVideo: video !== null && !frozen,
  steps: steps.length > 0 ? steps : [''],
  standard,
  needs,
})

/** Bytes of a video that an old phone sends and others load without a large bill. */
export const VIDEO_BYTES = 20 * 1024 * 1024
export const VIDEO_RULE = '60 秒以内，20 MB 以内。传的时候请连 WiFi。'

export const videoProblem = (bytes: number): string =>
  bytes > VIDEO_BYTES ? `这段有 ${Math.ceil(bytes / 1024 / 1024)} MB，太大了。请拍短一点` : ''

export interface NeedSwitch {
  name: keyof Needs
  text: string
  hint: string
  isOn: boolean
}

const NEED_WORDS: { readonly [N in keyof Needs]: { text: string; hint: string } } = {
  sewing: { text: '要会缝纫', hint: '针线或缝纫机' },
  lifting: { text: '取料要搬重东西', hint: '超过 5 公斤' },
  stairs: { text: '取料要爬楼', hint: '没有电梯' },
  unsafeForChildren: { text: '有针、胶水或小零件', hint: '家里有小孩的要当心' },
}

export const needSwitches = (needs: Needs): NeedSwitch[] =>
  (Object.keys(NEED_WORDS) as (keyof Needs)[]).map((name) => ({ name, ...NEED_WORDS[name], isOn: needs[name] }))

// ---- steps

export const withStep = (steps: readonly string[]): string[] =>
  steps.length < CRAFT_LIMITS.steps ? [...steps, ''] : [...steps]

/** One line always stays to write in. */
export const withoutStep = (steps: readonly string[], index: number): string[] =>
  steps.length > 1 ? steps.filter((_, at) => at !== index) : ['']

/** Changes places with the one before or after it; at an end nothing happens. */
export function movedStep(steps: readonly string[], index: number, by: -1 | 1): string[] {
  const [step, other] = [steps[index], steps[index + by]]
  if (step === undefined || other === undefined) return [...steps]
  return steps.map((one, at) => (at === index ? other : at === index + by ? step : one))
}

export const writtenStep = (steps: readonly string[], index: number, text: string): string[] =>
  steps.map((step, at) => (at === index ? text : step))

const written = (steps: readonly string[]): string[] => steps.map((step) => step.trim()).filter((step) => step !== '')

// ---- sending

/** By field; none: it can be sent. */
export function productProblems({ name, steps, standard }: ProductForm): Problems {
  const problems: Problems = {
    name: name.trim() === '' ? '请写叫什么' : '',
    steps: written(steps).length === 0 ? '请写怎么做，至少一步' : '',
    standard: standard.trim() === '' ? '请写做成什么样算合格，免得以后说不清' : '',
  }
  return Object.fromEntries(Object.entries(problems).filter(([, text]) => text !== ''))
}

/** Where it goes: a new product, or the one there is. A frozen one is never changed. */
export interface Target {
  enterprise: string
  product: Pick<Product, 'id' | 'version' | 'frozen'> | null
}

/** Only for a form without a problem. `pictures`, `video`: cloud file ids of what is new. */
export function productInput(
  form: ProductForm,
  { enterprise, product }: Target,
  { pictures, video }: { pictures: readonly string[]; video: string | null },
): In<'crafts.design'> {
  return {
    enterprise,
    ...(product && !product.frozen ? { id: product.id, version: product.version } : {}),
    name: form.name.trim(),
    pictures: [...form.kept.map(({ id }) => id), ...pictures],
    steps: written(form.steps),
    standard: form.standard.trim(),
    ...(video !== null ? { video } : form.keepsVideo ? { video: KEPT_VIDEO } : {}),
    needs: form.needs,
  }
}

/** As the worker will see it, while it is written. `video`: address of the one that is there. */
export const shownProduct = (form: ProductForm, video: string | null): ShownProduct => ({
  pictures: [...form.kept, ...form.pictures.map((path): PictureView => ({ id: path, url: path, state: 'shown' }))],
  steps: written(form.steps),
  standard: form.standard.trim(),
  video: form.video !== '' ? form.video : form.keepsVideo ? video : null,
  needs: form.needs,
})

export const isWorthKeeping = (form: ProductForm): boolean => JSON.stringify(form) !== JSON.stringify(EMPTY_PRODUCT)
