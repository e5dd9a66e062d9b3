/** What `export()` gives, and the `animation` property of an element takes. */
export interface AnimationData {
  readonly actions: readonly AnimationStep[]
}

export interface AnimationStep {
  readonly animates: readonly { readonly type: string; readonly args: readonly unknown[] }[]
  readonly option: {
    readonly transformOrigin: string
    readonly transition: { readonly duration: number; readonly timingFunction: string; readonly delay: number }
  }
}

export interface AnimationOptions {
  readonly duration?: number
  readonly timingFunction?: string
  readonly delay?: number
  readonly transformOrigin?: string
}

const TRANSFORMS = [
  ...['matrix', 'matrix3d', 'rotate', 'rotate3d', 'rotateX', 'rotateY', 'rotateZ'],
  ...['scale', 'scale3d', 'scaleX', 'scaleY', 'scaleZ', 'skew', 'skewX', 'skewY'],
  ...['translate', 'translate3d', 'translateX', 'translateY', 'translateZ'],
]
/** Method → CSS property; lengths are px when they are numbers. */
const STYLES: Readonly<Record<string, string>> = {
  opacity: 'opacity',
  backgroundColor: 'background-color',
  width: 'width',
  height: 'height',
  left: 'left',
  right: 'right',
  top: 'top',
  bottom: 'bottom',
}

/** wx.createAnimation: collects steps, which an element plays when it gets them as `animation`. */
export class Animation {
  #actions: AnimationStep[] = []
  #animates: { type: string; args: readonly unknown[] }[] = []
  readonly #defaults: Required<AnimationOptions>

  constructor(options: AnimationOptions = {}) {
    this.#defaults = { duration: 400, timingFunction: 'linear', delay: 0, transformOrigin: '50% 50% 0', ...options }
  }

  add(type: string, args: readonly unknown[]): this {
    this.#animates.push({ type, args })
    return this
  }

  /** End of a group of changes that happen together. */
  step(options: AnimationOptions = {}): this {
    const { transformOrigin, duration, timingFunction, delay } = { ...this.#defaults, ...options }
    const option = { transformOrigin, transition: { duration, timingFunction, delay } }
    this.#actions.push({ animates: this.#animates, option })
    this.#animates = []
    return this
  }

  /** The steps since the last export. */
  export(): AnimationData {
    const actions = this.#actions
    this.#actions = []
    return { actions }
  }
}

for (const name of [...TRANSFORMS, ...Object.keys(STYLES)]) {
  Object.defineProperty(Animation.prototype, name, {
    value(this: Animation, ...args: unknown[]) {
      return this.add(name === 'backgroundColor' ? 'background-color' : name, args)
    },
  })
}

const withUnit = (value: unknown, unit: string): string =>
  typeof value === 'number' ? `${value}${unit}` : String(value)

function unitOf(type: string): string {
  if (/^(rotate|skew)/.test(type)) return 'deg'
  return /^translate/.test(type) ? 'px' : ''
}

function transformText(type: string, args: readonly unknown[]): string {
  const unit = unitOf(type)
  // The first three numbers of rotate3d are an axis.
  const values = args.map((value, index) => withUnit(value, type === 'rotate3d' && index < 3 ? '' : unit))
  return `${type}(${values.join(', ')})`
}

/** The CSS that an element has at the end of a step. Transforms of one step stand together, as WeChat writes them. */
export function stepStyle({ animates }: AnimationStep): Record<string, string> {
  const style: Record<string, string> = {}
  const transforms: string[] = []
  for (const { type, args } of animates) {
    if (TRANSFORMS.includes(type)) transforms.push(transformText(type, args))
    else style[type] = withUnit(args[0], type === 'opacity' || type === 'background-color' ? '' : 'px')
  }
  if (transforms.length > 0) style['transform'] = transforms.join(' ')
  return style
}
