/** What the app may call on an offscreen canvas besides the browser's own methods. */
interface CanvasExtras {
  createImage(): HTMLImageElement
  createPath2D(path?: Path2D): Path2D
  requestAnimationFrame(callback: FrameRequestCallback): number
  cancelAnimationFrame(handle: number): void
}

/** A canvas that is not on the page, with WeChat's own methods. */
export function offscreenCanvas(width: number, height: number): OffscreenCanvas & CanvasExtras {
  const extras: CanvasExtras = {
    createImage: () => new Image(),
    createPath2D: (path) => new Path2D(path),
    requestAnimationFrame: (callback) => requestAnimationFrame(callback),
    cancelAnimationFrame: (handle) => cancelAnimationFrame(handle),
  }
  return Object.assign(new OffscreenCanvas(width, height), extras)
}
