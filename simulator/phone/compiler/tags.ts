/** Tags of a template, found by a scan: the template compiler does not tell them. */

/** WeChat's own elements; `wxs` and what only steers the template included. */
export const BUILT_IN: ReadonlySet<string> = new Set(
  `block template import include slot wxs page-meta navigation-bar root-portal
  view scroll-view swiper swiper-item movable-area movable-view cover-view cover-image match-media page-container
  share-element sticky-header sticky-section list-view grid-view draggable-sheet nested-scroll-header nested-scroll-body
  list-builder grid-builder open-container selection span
  icon text rich-text progress button checkbox checkbox-group editor editor-portal form input keyboard-accessory label
  picker picker-view picker-view-column radio radio-group slider switch textarea
  navigator functional-page-navigator audio camera image live-player live-pusher video voip-room channel-video channel-live
  map canvas open-data web-view ad ad-custom official-account official-account-publish store-home store-product
  store-coupon open-data-list open-data-item custom-wrapper wx-open-launch-app`
    .split(/\s+/)
    .filter((tag) => tag !== ''),
)

export interface Tag {
  readonly name: string
  /** of the name in the text */
  readonly index: number
  /** values that are plain text, by name */
  readonly attributes: Readonly<Record<string, { readonly value: string; readonly index: number }>>
}

const START = /<!--|<([A-Za-z][\w.:-]*)/g
/** What may hold a ">" inside a tag, or ends it. */
const STEP = /"|'|\{\{|>/g
const CLOSING: Readonly<Record<string, string>> = { '"': '"', "'": "'", '{{': '}}' }
const ATTRIBUTE = /([^\s"'=/<>]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g

/** The index behind the next `text`; the end when there is none. */
function behind(source: string, text: string, from: number): number {
  const index = source.indexOf(text, from)
  return index === -1 ? source.length : index + text.length
}

/** The index of the ">" that ends a tag. */
function endOfTag(source: string, from: number): number {
  STEP.lastIndex = from
  for (let match = STEP.exec(source); match !== null; match = STEP.exec(source)) {
    const close = CLOSING[match[0]]
    if (close === undefined) return match.index
    STEP.lastIndex = behind(source, close, STEP.lastIndex)
  }
  return source.length
}

function attributesOf(text: string, offset: number): Tag['attributes'] {
  const found: Record<string, { value: string; index: number }> = {}
  for (const match of text.matchAll(ATTRIBUTE)) {
    const value = match[2] ?? match[3] ?? ''
    found[match[1] ?? ''] = { value, index: offset + match.index + match[0].length - value.length - 1 }
  }
  return found
}

/** Opening tags in order. What stands inside <wxs> is script and has none. */
export function tagsOf(source: string): Tag[] {
  const tags: Tag[] = []
  START.lastIndex = 0
  for (let match = START.exec(source); match !== null; match = START.exec(source)) {
    const [whole, name] = match
    const inside = match.index + whole.length
    if (name === undefined) {
      START.lastIndex = behind(source, '-->', inside)
      continue
    }
    const end = endOfTag(source, inside)
    tags.push({ name, index: match.index + 1, attributes: attributesOf(source.slice(inside, end), inside) })
    const isScript = name === 'wxs' && source.charAt(end - 1) !== '/'
    START.lastIndex = isScript ? behind(source, '</wxs', end) : end
  }
  return tags
}
