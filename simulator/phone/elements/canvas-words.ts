/**
 * Words on a canvas. On a phone every font has Chinese; in a browser it may come over the network, part by part, and a
 * canvas draws blanks until then. So the words wait for their part, and whoever takes the picture waits for the words.
 */

const waiting = new WeakMap<HTMLCanvasElement, Promise<void>[]>()

/** Resolves when all words that were written on this canvas can be seen. */
export async function wordsDrawn(canvas: HTMLCanvasElement): Promise<void> {
  await Promise.all(waiting.get(canvas) ?? [])
  waiting.delete(canvas)
}

const FONT = Object.getOwnPropertyDescriptor(CanvasRenderingContext2D.prototype, 'font')!
const METHODS = ['fillText', 'strokeText'] as const
/** What words look like; the rest of the context has no part in them. */
const LOOK = ['font', 'fillStyle', 'strokeStyle', 'lineWidth', 'textAlign', 'textBaseline', 'globalAlpha'] as const

/** The phone's own fonts come after those that the app names. */
const phoneFonts = (): string => getComputedStyle(document.documentElement).getPropertyValue('--font')

/** The 2d context of a canvas, whose words are never blank. */
export function withWords(context: CanvasRenderingContext2D): CanvasRenderingContext2D {
  Object.defineProperty(context, 'font', {
    configurable: true,
    get: () => FONT.get!.call(context) as string,
    set: (font: string) => FONT.set!.call(context, [font, phoneFonts()].filter(Boolean).join(', ')),
  })
  for (const name of METHODS) {
    const write = context[name].bind(context)
    context[name] = (...words) => {
      if (document.fonts.check(context.font, words[0])) write(...words)
      else wait(context, words[0], () => write(...words))
    }
  }
  return context
}

function wait(context: CanvasRenderingContext2D, text: string, write: () => void): void {
  const look = Object.fromEntries(LOOK.map((name) => [name, context[name]]))
  const place = context.getTransform()
  const drawn = document.fonts.load(context.font, text).then(() => {
    context.save()
    Object.assign(context, look)
    context.setTransform(place)
    write()
    context.restore()
  })
  waiting.set(context.canvas, [...(waiting.get(context.canvas) ?? []), drawn])
}
