import { withWords } from './canvas-words'
import { element } from './element'
import { load } from './resource'

/** WeChat's canvas node: the browser's own, with the few methods that it has not. */
export interface CanvasNode extends HTMLCanvasElement {
  createImage(): HTMLImageElement
  createImageData(width: number, height: number): ImageData
  createPath2D(path?: Path2D | string): Path2D
  requestAnimationFrame(callback: FrameRequestCallback): number
  cancelAnimationFrame(id: number): void
}

const nodes = new WeakMap<object, CanvasNode>()

/** The node of a <canvas>, for node() of a selector query and for the drawing contexts of wx. */
export const canvasNode = (component: object): CanvasNode | undefined => nodes.get(component)

/** <canvas>; of a type="2d" the node is had by a selector query, of an older one by its canvas-id. */
export const canvas = element({ type: '', canvasId: '', disableScroll: false }, (host) => {
  const drawing = document.createElement('canvas')
  host.dom.append(drawing)
  let words: CanvasRenderingContext2D | undefined
  const contextOf = drawing.getContext.bind(drawing) as (type: string, settings?: unknown) => RenderingContext | null
  const getContext = (type: string, settings?: unknown): RenderingContext | null => {
    const context = contextOf(type, settings)
    return context instanceof CanvasRenderingContext2D ? (words ??= withWords(context)) : context
  }
  const srcOf = Object.getOwnPropertyDescriptor(HTMLImageElement.prototype, 'src')!
  /** An image whose `src` is what the app calls a file. */
  const createImage = (): HTMLImageElement => {
    const image = new Image()
    Object.defineProperty(image, 'src', {
      get: () => srcOf.get!.call(image) as string,
      set: (src: string) =>
        load(host, src, {
          then: (url) => srcOf.set!.call(image, url),
          failed: () => image.dispatchEvent(new Event('error')),
        }),
    })
    return image
  }
  nodes.set(
    host.component,
    Object.assign(drawing, {
      getContext: getContext as HTMLCanvasElement['getContext'],
      createImage,
      createImageData: (width: number, height: number) => new ImageData(width, height),
      createPath2D: (path?: Path2D | string) => new Path2D(path),
      requestAnimationFrame: (callback: FrameRequestCallback) => requestAnimationFrame(callback),
      cancelAnimationFrame: (id: number) => cancelAnimationFrame(id),
    }),
  )
  return {
    changed: {
      canvasId: () => host.dom.setAttribute('canvas-id', host.get('canvasId')),
      type() {
        const type = host.get('type')
        if (type && type !== '2d') host.services.problem(`<canvas> 的 type="${type}" 在这部手机上没有实现`)
      },
      disableScroll: () => host.style({ 'touch-action': host.get('disableScroll') ? 'none' : '' }),
    },
    attached() {
      if (host.get('type') === '2d') return
      // An older canvas draws in pixels of the page; a 2d one has 300×150 until the page sets its size.
      drawing.width = host.dom.clientWidth
      drawing.height = host.dom.clientHeight
    },
  }
})
