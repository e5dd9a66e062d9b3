/** Selectors of WXSS → selectors of the phone's DOM. */
import parser from 'postcss-selector-parser'
import type { Attribute, ClassName, Node, Root, Selector } from 'postcss-selector-parser'

/** Whose styles they are: the app's, a page's by route, a component's by scope (none when its styles are shared). */
export type Owner =
  | { readonly kind: 'app' }
  | { readonly kind: 'page'; readonly route: string }
  | { readonly kind: 'component'; readonly scope?: string }

/** The class that the runtime gives to the scroller of every page, beside the attribute `is` with the route. */
export const PAGE_CLASS = 'wx-page'

const isPageElement = (node: Node): boolean => node.type === 'class' && node.value === PAGE_CLASS

/** The 2n + 1 of :nth-child() looks like tags to the parser. */
function isFormula(node: Node): boolean {
  const around = node.parent?.parent
  return around?.type === 'pseudo' && around.value.startsWith(':nth-')
}

function pageClass(): ClassName {
  return parser.className({ value: PAGE_CLASS })
}

function hostAttribute(scope: string): Attribute {
  return parser.attribute({ attribute: 'wx-host', operator: '=', value: scope, quoteMark: '"', raws: {} })
}

function rename(root: Root, owner: Owner): void {
  const scope = owner.kind === 'component' ? owner.scope : undefined
  root.walkTags((tag) => {
    if (isFormula(tag)) return
    if (tag.value === 'page') tag.replaceWith(pageClass())
    else tag.value = `wx-${tag.value}`
  })
  root.walkPseudos((pseudo) => {
    if (pseudo.value === ':root') pseudo.replaceWith(pageClass())
    else if (pseudo.value === ':host' && scope !== undefined) replaceHost(pseudo, scope)
  })
  if (scope === undefined) return
  root.walkClasses((name) => {
    if (name.value !== PAGE_CLASS) name.value = `${scope}--${name.value}`
  })
}

function replaceHost(pseudo: parser.Pseudo, scope: string): void {
  const [inner] = pseudo.nodes
  const parts: Node[] = [hostAttribute(scope), ...(inner?.nodes ?? [])]
  const parent = pseudo.parent
  if (parent === undefined) return
  for (const part of parts) parent.insertBefore(pseudo, part.clone() as never)
  pseudo.remove()
}

const where = (text: string): Node => parser.pseudo({ value: `:where(${text})` })

/** Keeps a page's rule to that page; :where() leaves its weight as written. */
function confine(selector: Selector, route: string): void {
  const is = `[is=${JSON.stringify(route)}]`
  const page = selector.nodes.find(isPageElement)
  if (page !== undefined) {
    selector.insertAfter(page, where(`${is}, ${is} *`) as never)
    return
  }
  const [first] = selector.nodes
  if (first === undefined) return
  const space = first.spaces.before
  first.spaces.before = ''
  selector.insertBefore(first, parser.combinator({ value: ' ' }) as never)
  const prefix = where(is)
  prefix.spaces.before = space
  selector.prepend(prefix as never)
}

/** What WeChat warns of in a component: such selectors reach beyond it. */
export function isLoose(selector: string): boolean {
  let isFound = false
  parser((root) => {
    root.walk((node) => {
      if ((node.type === 'tag' && !isFormula(node)) || node.type === 'id' || node.type === 'attribute') isFound = true
    })
  }).processSync(selector)
  return isFound
}

/** Rewrites a selector list; throws where it cannot be read. */
export function rewriteSelector(selector: string, owner: Owner): string {
  return parser((root) => {
    rename(root, owner)
    if (owner.kind === 'page') root.each((item) => confine(item, owner.route))
  }).processSync(selector)
}
