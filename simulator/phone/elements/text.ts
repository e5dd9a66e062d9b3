import { element } from './element'

const SPACES: Record<string, string> = { ensp: ' ', emsp: ' ', nbsp: ' ' }
const ENTITIES: Record<string, string> = {
  '&nbsp;': ' ',
  '&ensp;': ' ',
  '&emsp;': ' ',
  '&lt;': '<',
  '&gt;': '>',
  '&amp;': '&',
  '&apos;': "'",
}

const decoded = (text: string): string =>
  text.replace(/&(?:nbsp|ensp|emsp|lt|gt|amp|apos);/g, (name) => ENTITIES[name]!)
const spaced = (text: string, kind: string): string => text.replace(/ /g, SPACES[kind] ?? ' ')

/** Shows text nodes as `space` and `decode` say, and again whenever the framework writes one. */
const rewriter = (dom: HTMLElement, change: (text: string) => string) => {
  const shown = new WeakMap<Node, { source: string; output: string }>()
  const rewrite = (): void => {
    for (const node of dom.childNodes) {
      if (node.nodeType !== Node.TEXT_NODE) continue
      const before = shown.get(node)
      const now = node.textContent ?? ''
      const source = before?.output === now ? before.source : now
      const output = change(source)
      shown.set(node, { source, output })
      if (output !== now) node.textContent = output
    }
  }
  let observer: MutationObserver | undefined
  return {
    start() {
      observer ??= new MutationObserver(rewrite)
      observer.observe(dom, { childList: true, characterData: true, subtree: true })
      rewrite()
    },
    stop: () => observer?.disconnect(),
  }
}

/** <text>: line breaks are kept (stylesheet), "\n" written out breaks the line too, space and decode as documented. */
export const text = element(
  { selectable: false, userSelect: false, space: '', decode: false, overflow: 'visible', maxLines: 0 },
  (host) => {
    const change = (source: string): string => {
      const lines = source.replaceAll('\\n', '\n')
      const plain = host.get('decode') ? decoded(lines) : lines
      return host.get('space') ? spaced(plain, host.get('space')) : plain
    }
    const writer = rewriter(host.dom, change)
    const selectable = (): void => {
      host.dom.toggleAttribute('selectable', host.get('selectable') || host.get('userSelect'))
    }
    const clipped = (): void => {
      const lines = host.get('maxLines')
      const clip = host.get('overflow') === 'ellipsis' || lines > 0
      host.dom.toggleAttribute('data-clipped', clip)
      host.style({ '-webkit-line-clamp': clip ? String(lines || 1) : '' })
    }
    /** Most texts are shown as they are, and need nobody to watch them. */
    const watch = (): void => {
      if (host.get('decode') || host.get('space') || host.dom.textContent?.includes('\\n')) writer.start()
      else writer.stop()
    }
    return {
      attached: watch,
      detached: () => writer.stop(),
      changed: {
        selectable,
        userSelect: selectable,
        overflow: clipped,
        maxLines: clipped,
        space: watch,
        decode: watch,
      },
    }
  },
)
