/** What can be told of a page's look by a program: contrast, names, size of targets, overflow, cut text. */
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { ROOT } from '../root'

export interface Flaw {
  /** target, overflow, cut, or a rule of axe-core such as color-contrast */
  readonly rule: string
  readonly element: string
  readonly detail: string
}

export const TARGET = { normal: 44, care: 60 } as const
export type View = keyof typeof TARGET

const AXE = readFileSync(createRequire(join(ROOT, 'package.json')).resolve('axe-core/axe.min.js'), 'utf8')
/** Read rather than imported: it runs in the browser as it stands. */
const LOOK = readFileSync(join(ROOT, 'scripts/shots/in-page.js'), 'utf8')
const AXE_TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa']
/** Rules about documents, which a page of a mini-program is not; the phone zooms as WeChat does. */
const NOT_OURS = ['meta-viewport', 'document-title', 'html-has-lang', 'bypass', 'scrollable-region-focusable']

interface AxeNode {
  readonly target: readonly string[]
  readonly html: string
  readonly failureSummary?: string
  readonly any?: readonly { readonly data?: { readonly messageKey?: string } | null }[]
}
interface AxeRule {
  readonly id: string
  readonly nodes: readonly AxeNode[]
}
interface AxeResults {
  readonly violations: readonly AxeRule[]
  readonly incomplete: readonly AxeRule[]
}

/** Every flaw of the page in front, in the view given. */
export async function flawsOf(page: Page, view: View): Promise<Flaw[]> {
  const settings = JSON.stringify({ target: TARGET[view] })
  const own = await page.evaluate<Flaw[]>(
    `(() => { const module = {}; ${LOOK}; return module.exports.look(${settings}) })()`,
  )
  return [...own, ...(await axeFlaws(page))]
}

async function axeFlaws(page: Page): Promise<Flaw[]> {
  if (!(await page.evaluate<boolean>('typeof axe === "object"'))) await page.evaluate(AXE)
  const options = {
    runOnly: AXE_TAGS,
    rules: Object.fromEntries(NOT_OURS.map((rule) => [rule, { enabled: false }])),
  }
  const [first, ...scrolled] = await page.evaluate<AxeResults[]>(`(async () => {
    const overlay = document.querySelector('.phone-overlay')
    const isEmpty = overlay.childElementCount === 0
    // The empty layer over the page would hide it from axe; what is on the layer hides it from people too.
    if (isEmpty) overlay.style.display = 'none'
    // The words in an empty field lie under its native part, and vant does not say that its button is disabled.
    const words = [...document.querySelectorAll('[data-part="placeholder"]')]
    const disabled = [...document.querySelectorAll('.van-button--disabled:not([aria-disabled])')]
    for (const one of words) one.style.zIndex = '1'
    for (const one of disabled) one.setAttribute('aria-disabled', 'true')
    // A sheet of the page itself dims what lies under it.
    const sheets = [...document.querySelectorAll('.phone-page:not([hidden]) .van-popup')]
    const isSheet = sheets.some((one) => one.checkVisibility())
    const pages = isSheet ? [['.phone-page:not([hidden]) .van-popup']] : [['.phone-pages'], ['.phone-tabs']]
    const include = isEmpty ? pages : [['.phone-overlay']]
    const isLong = sheets.some((one) => one.scrollHeight > one.clientHeight)
    const results = []
    try {
      for (const place of isLong ? [0, 1e6] : [0]) {
        for (const one of sheets) one.scrollTop = place
        results.push(await axe.run({ include }, ${JSON.stringify(options)}))
      }
      return results
    } finally {
      for (const one of sheets) one.scrollTop = 0
      overlay.style.display = ''
      for (const one of words) one.style.zIndex = ''
      for (const one of disabled) one.removeAttribute('aria-disabled')
    }
  })()`)
  const unknown = unknownIn(first).map((rule) => ({
    id: UNKNOWN,
    // words half under the edge of a long sheet are seen whole when it is scrolled
    nodes: rule.nodes.filter((node) => scrolled.every((other) => unknownIn(other).some(holds(node)))),
  }))
  return [...(first?.violations ?? []), ...unknown].flatMap(({ id, nodes }) =>
    nodes.filter(isTold).map((node) => flawOf(id, node)),
  )
}

const unknownIn = (results: AxeResults | undefined): AxeRule[] =>
  (results?.incomplete ?? []).filter(({ id }) => id === 'color-contrast')
const holds =
  (node: AxeNode) =>
  ({ nodes }: AxeRule): boolean =>
    nodes.some(({ target }) => target.join() === node.target.join())

/** Contrast that axe could not tell, as on a picture: to be judged by eye, unless it is an empty field. */
const UNKNOWN = 'contrast-unknown'
const isTold = ({ any = [] }: AxeNode): boolean => any.every(({ data }) => !FINE.includes(data?.messageKey ?? ''))
const FINE = ['emptyValue', 'nonBmp', 'shortTextContent']

const flawOf = (rule: string, { html, failureSummary = '' }: AxeNode): Flaw => ({
  rule,
  element: html.replace(/\s+/g, ' ').slice(0, 110),
  detail: failureSummary.split('\n').slice(1).join(' ').replace(/\s+/g, ' ').trim().slice(0, 160),
})
