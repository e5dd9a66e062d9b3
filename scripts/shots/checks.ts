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
}
interface AxeResults {
  readonly violations: readonly { readonly id: string; readonly nodes: readonly AxeNode[] }[]
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
    resultTypes: ['violations'],
    rules: Object.fromEntries(NOT_OURS.map((rule) => [rule, { enabled: false }])),
  }
  const { violations } = await page.evaluate<AxeResults>(
    `axe.run({ include: [['.phone-pages'], ['.phone-tabs'], ['.phone-overlay']] }, ${JSON.stringify(options)})`,
  )
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ html, failureSummary = '' }) => ({
      rule: id,
      element: html.replace(/\s+/g, ' ').slice(0, 110),
      detail: failureSummary.split('\n').slice(1).join(' ').replace(/\s+/g, ' ').trim().slice(0, 160),
    })),
  )
}
