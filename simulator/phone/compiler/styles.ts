/** WXSS → CSS for the phone: imports stand in place, rpx are counted, selectors are kept to their owner. */
import postcss, { CssSyntaxError } from 'postcss'
import type { AtRule, ChildNode, Declaration, Root, Rule } from 'postcss'
import { fileUrl } from '../types'
import type { Problem } from '../types'
import { isPackage } from './files'
import type { Reader } from './files'
import { isLoose, rewriteSelector } from './selectors'
import type { Owner } from './selectors'
import { joinPath } from './text'

export interface Css {
  readonly css: string
  readonly problems: readonly Problem[]
}

const ICON_FONT = '/phone/fonts/vant-icon.woff2'
const RPX = /(^|[^\w.#-])([+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?)rpx\b/gi

/** 16rpx → calc(var(--rpx) * 16); the phone's frame sets --rpx. */
export const replaceRpx = (value: string): string =>
  outsideUrls(value, (part) => part.replace(RPX, (_, before: string, n: string) => `${before}calc(var(--rpx) * ${n})`))

/** Media queries know no variables: the phone is 375px wide. */
export const rpxToPx = (value: string): string =>
  value.replace(RPX, (_, before: string, n: string) => `${before}${Number(n) / 2}px`)

const URL = /url\(\s*(?:"([^"]*)"|'([^']*)'|([^)]*?))\s*\)/gi
const URL_OR_STRING = /url\(\s*(?:"[^"]*"|'[^']*'|[^)]*)\s*\)|"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'/gi

function outsideUrls(value: string, change: (part: string) => string): string {
  let result = ''
  let end = 0
  for (const match of value.matchAll(URL_OR_STRING)) {
    result += change(value.slice(end, match.index)) + match[0]
    end = match.index + match[0].length
  }
  return result + change(value.slice(end))
}

class Styles {
  readonly problems: Problem[] = []

  constructor(
    private readonly owner: Owner,
    private readonly files: Reader,
  ) {}

  run(file: string, text: string): string {
    const root = this.#inline(file, text, [file])
    return root === undefined ? '' : root.toString()
  }

  /** The rules of a file and of all it imports, each already rewritten. */
  #inline(file: string, text: string, chain: readonly string[]): Root | undefined {
    const root = this.#parse(file, text)
    if (root === undefined) return undefined
    root.walk((node) => this.#rewrite(node, file))
    root.walkAtRules('import', (rule) => this.#import(rule, file, chain))
    return root
  }

  #parse(file: string, text: string): Root | undefined {
    try {
      return postcss.parse(text, { from: file })
    } catch (error) {
      if (!(error instanceof CssSyntaxError)) throw error
      this.#report(file, error.line ?? 1, error.column ?? 1, `样式有错：${error.reason}`)
      return undefined
    }
  }

  #import(rule: AtRule, file: string, chain: readonly string[]): void {
    const name = /^(?:url\()?\s*["']?([^"')]+)["']?\s*\)?/.exec(rule.params)?.[1] ?? ''
    const target = joinPath(file, name)
    const text = this.files.read(target)
    if (text === undefined) {
      this.#reportAt(rule, file, `没有文件 ${target}`)
      rule.remove()
    } else if (chain.includes(target)) {
      this.#reportAt(rule, file, `@import 转了一圈：${[...chain, target].join(' → ')}`)
      rule.remove()
    } else {
      rule.replaceWith(this.#inline(target, text, [...chain, target])?.nodes ?? [])
    }
  }

  #rewrite(node: ChildNode, file: string): void {
    if (node.type === 'rule') this.#rule(node, file)
    else if (node.type === 'decl') this.#declaration(node, file)
    else if (node.type === 'comment') node.remove()
    else if (node.name === 'media') node.params = rpxToPx(node.params)
  }

  #rule(rule: Rule, file: string): void {
    if (isInKeyframes(rule)) return
    if (this.owner.kind === 'component' && !isPackage(file) && isLoose(rule.selector)) {
      this.#reportAt(rule, file, `组件样式里不能用标签、id、属性选择器：${rule.selector}`)
    }
    try {
      rule.selector = rewriteSelector(rule.selector, this.owner)
    } catch (error) {
      this.#reportAt(rule, file, `选择器有错：${error instanceof Error ? error.message : String(error)}`)
      rule.remove()
    }
  }

  #declaration(node: Declaration, file: string): void {
    node.value = replaceRpx(node.value)
    if (!/url\(/i.test(node.value)) return
    const parent = node.parent
    if (parent?.type === 'atrule' && (parent as AtRule).name === 'font-face') this.#font(node, parent as AtRule, file)
    else this.#urls(node, file)
  }

  #urls(node: Declaration, file: string): void {
    node.value = node.value.replace(URL, (_, ...parts: (string | undefined)[]) =>
      this.#url(parts[0] ?? parts[1] ?? parts[2] ?? '', node, file),
    )
  }

  /** vant's icons come from a server far away; the phone has them. */
  #font(node: Declaration, face: AtRule, file: string): void {
    let family = ''
    face.walkDecls('font-family', ({ value }) => {
      family = value.replace(/["']/g, '')
    })
    if (family === 'vant-icon') node.value = `url(${ICON_FONT}) format("woff2")`
    else this.#urls(node, file)
  }

  #url(url: string, node: Declaration, file: string): string {
    if (/^(?:data:|#)/.test(url)) return `url(${JSON.stringify(url)})`
    if (/^(?:[a-z]+:)?\/\//i.test(url)) {
      this.#reportAt(node, file, `样式里不能取外面的文件：${url}`)
      return 'url("data:,")'
    }
    const target = joinPath(file, url)
    const message = this.files.exists(target)
      ? `微信的样式里不能用本地图片，要用 <image> 或 data: ${url}`
      : `没有文件 ${target}`
    this.#reportAt(node, file, message)
    return `url("${fileUrl(target)}")`
  }

  #reportAt(node: ChildNode, file: string, message: string): void {
    this.#report(file, node.source?.start?.line ?? 1, node.source?.start?.column ?? 1, message)
  }

  #report(file: string, line: number, column: number, message: string): void {
    this.problems.push({ file, line, column, message })
  }
}

const isInKeyframes = (rule: Rule): boolean =>
  rule.parent?.type === 'atrule' && /keyframes$/i.test((rule.parent as AtRule).name)

/** Compiles the .wxss beside a path; one that does not exist is empty. */
export function compileStyles(path: string, owner: Owner, files: Reader): Css {
  const file = `${path}.wxss`
  const text = files.read(file)
  if (text === undefined) return { css: '', problems: [] }
  const styles = new Styles(owner, files)
  const css = styles.run(file, text)
  return { css, problems: styles.problems }
}
