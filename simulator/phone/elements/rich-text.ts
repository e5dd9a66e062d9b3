import { appStyle } from './dom'
import type { Host } from './element'
import { element } from './element'
import { load } from './resource'

const properties = { nodes: undefined as unknown, space: '', userSelect: false, mode: 'default' }
type RichHost = Host<typeof properties>

/** Tags that WeChat lets through; each with its own attributes besides class and style. */
const TAGS: Readonly<Record<string, readonly string[]>> = {
  ...Object.fromEntries(
    (
      'a abbr address article aside b bdi big blockquote br caption center cite code dd del div dl dt em fieldset ' +
      'footer h1 h2 h3 h4 h5 h6 header hr i ins label legend li mark nav p pre q rt ruby s section small span strong ' +
      'sub sup tbody tfoot thead tr tt u ul'
    )
      .split(' ')
      .map((tag) => [tag, []]),
  ),
  bdo: ['dir'],
  col: ['span', 'width'],
  colgroup: ['span', 'width'],
  font: ['color', 'face', 'size'],
  img: ['alt', 'src', 'height', 'width'],
  ol: ['start', 'type'],
  table: ['width'],
  td: ['colspan', 'height', 'rowspan', 'width'],
  th: ['colspan', 'height', 'rowspan', 'width'],
}

const ENTITIES: Readonly<Record<string, string>> = { nbsp: ' ', lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" }
const SPACES: Readonly<Record<string, string>> = { ensp: ' ', emsp: ' ', nbsp: ' ' }

interface RichNode {
  readonly type?: string
  readonly name?: string
  readonly text?: string
  readonly attrs?: Readonly<Record<string, unknown>>
  readonly children?: readonly RichNode[]
}

/** A style cannot reach out: no picture of it is loaded from anywhere. */
const safeStyle = (style: string): string => style.replace(/[^;]*url\s*\([^;]*;?/gi, '')

const textOf = (host: RichHost, text: string): Text => {
  const decoded = text.replace(/&(nbsp|lt|gt|amp|quot|apos);/g, (_all, name: string) => ENTITIES[name]!)
  const space = SPACES[host.get('space')]
  return document.createTextNode(space ? decoded.replace(/ /g, space) : decoded)
}

const setAttribute = (host: RichHost, node: HTMLElement, tag: string, name: string, value: string): void => {
  if (name === 'class') node.className = host.scoped(value).join(' ')
  else if (name === 'style') appStyle(node, safeStyle(value))
  else if (tag === 'img' && name === 'src') load(host, value, { then: (url) => void node.setAttribute('src', url) })
  else if (TAGS[tag]?.includes(name)) node.setAttribute(name, value)
}

/** The DOM of one node; what is not on the list is left out with all that it holds, as WeChat does. */
const build = (host: RichHost, node: RichNode): Node | undefined => {
  if (node.type === 'text') return textOf(host, node.text ?? '')
  const tag = (node.name ?? '').toLowerCase()
  if (!Object.hasOwn(TAGS, tag)) return undefined
  const dom = document.createElement(tag)
  if (tag === 'img') dom.setAttribute('alt', '')
  for (const [name, value] of Object.entries(node.attrs ?? {})) {
    setAttribute(host, dom, tag, name.toLowerCase(), String(value))
  }
  dom.append(...buildAll(host, node.children ?? []))
  return dom
}

const buildAll = (host: RichHost, nodes: readonly RichNode[]): Node[] =>
  nodes.map((node) => build(host, node)).filter((node) => node !== undefined)

/** HTML as nodes of rich-text. The parser's document runs no script and loads nothing. */
const parse = (html: string): RichNode[] => {
  const convert = (node: Node): RichNode[] => {
    if (node.nodeType === Node.TEXT_NODE) return [{ type: 'text', text: node.textContent ?? '' }]
    if (!(node instanceof Element)) return []
    const attrs = Object.fromEntries([...node.attributes].map(({ name, value }) => [name, value]))
    return [{ name: node.localName, attrs, children: [...node.childNodes].flatMap(convert) }]
  }
  return [...new DOMParser().parseFromString(html, 'text/html').body.childNodes].flatMap(convert)
}

/** <rich-text>: no event reaches what is inside. */
export const richText = element(properties, (host) => {
  const draw = (): void => {
    const nodes = host.get('nodes')
    const list = Array.isArray(nodes) ? (nodes as RichNode[]) : parse(typeof nodes === 'string' ? nodes : '')
    host.dom.replaceChildren(...buildAll(host, list))
  }
  return {
    changed: {
      nodes: draw,
      space: draw,
      userSelect: () => void host.dom.toggleAttribute('selectable', host.get('userSelect')),
    },
  }
})
