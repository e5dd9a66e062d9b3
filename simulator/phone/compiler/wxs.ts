/** WXS → JavaScript that behaves as WeChat's own translation does. */
import { parse } from 'acorn'
import type { Node } from 'acorn'
import { full } from 'acorn-walk'
import { Edits } from './edits'

export interface WxsError {
  /** into the source */
  readonly index: number
  readonly message: string
}

export interface Wxs {
  readonly code: string
  /** paths as they stand in require() */
  readonly requires: readonly { readonly name: string; readonly index: number }[]
  readonly errors: readonly WxsError[]
}

/** What the translated scripts call; stands once before all of them. */
export const WXS_RUNTIME = `
var wxsConstructor=function(x){if(x==null)return undefined;
var t=Object.prototype.toString.call(x).slice(8,-1);
return t==='Object'&&Object.prototype.hasOwnProperty.call(x,'constructor')?x.constructor:t};
var getRegExp=function(pattern,flags){return new RegExp(pattern,flags)};
var getDate=function(){return new (Function.prototype.bind.apply(Date,[null].concat([].slice.call(arguments))))()};
var wxsFailed=function(path,error){console.error('WXS '+path+': '+(error&&error.stack||error))};
`

/** Syntax that WeChat's compiler refuses in WXS. */
const REFUSED: Readonly<Record<string, string>> = {
  ArrowFunctionExpression: '箭头函数',
  TemplateLiteral: '模板字符串',
  TryStatement: 'try',
  ThrowStatement: 'throw',
  NewExpression: 'new',
  ClassDeclaration: 'class',
  ClassExpression: 'class',
  ForInStatement: 'for…in',
  ForOfStatement: 'for…of',
  SpreadElement: '展开运算符',
  ObjectPattern: '解构',
  ArrayPattern: '解构',
  WithStatement: 'with',
  LabeledStatement: '标签',
  ChainExpression: '?.',
}

/** Names a browser has and WXS has not. */
const UNKNOWN = new Set(
  'Object window document wx globalThis Promise setTimeout setInterval Map Set Symbol RegExp getApp'.split(' '),
)

interface Any extends Node {
  readonly [key: string]: unknown
}

const isNode = (value: unknown): value is Any => typeof value === 'object' && value !== null && 'type' in value

/** Backslashes as WeChat's translation treats them: all but \\n, \\r, \\t become a character of their own. */
export function wxsString(raw: string): string {
  return raw.replace(/\\([\s\S])/g, (whole, next: string) => {
    if ('nrt'.includes(next)) return whole
    if (next === '\\') return '\\\\x5c'
    if (next === '"') return '\\\\x22'
    if (next === "'") return '\\\\x27'
    return `\\x5c${next}`
  })
}

function refusal(node: Any): string | undefined {
  const refused = REFUSED[node.type]
  if (refused !== undefined) return refused
  if (node.type === 'VariableDeclaration' && node['kind'] !== 'var') return String(node['kind'])
  if (node.type === 'Literal' && node['regex'] !== undefined) return '正则字面量（用 getRegExp）'
  if (node.type === 'Property' && (node['shorthand'] === true || node['method'] === true)) return '简写属性'
  if (node.type === 'Property' && (node['computed'] === true || node['kind'] !== 'init')) return '这样的属性'
  if (['in', 'instanceof', '**', '??'].includes(String(node['operator']))) return String(node['operator'])
  return undefined
}

class Translation {
  readonly #text: Edits
  readonly requires: { name: string; index: number }[] = []
  readonly errors: WxsError[] = []

  constructor(
    private readonly source: string,
    private readonly isStrict: boolean,
  ) {
    this.#text = new Edits(source)
  }

  run(): Wxs {
    try {
      full(parse(this.source, { ecmaVersion: 2020, sourceType: 'script' }), (node) => this.#visit(node as Any))
    } catch (error) {
      if (!(error instanceof SyntaxError)) throw error
      const index = (error as SyntaxError & { pos?: number }).pos ?? 0
      this.errors.push({ index, message: `WXS 有错：${error.message.replace(/ \(\d+:\d+\)$/, '')}` })
    }
    return { code: this.errors.length > 0 ? '' : this.#text.toString(), requires: this.requires, errors: this.errors }
  }

  #visit(node: Any): void {
    const refused = this.isStrict ? refusal(node) : undefined
    if (refused !== undefined) this.errors.push({ index: node.start, message: `WXS 里不能用 ${refused}` })
    if (node.type === 'Literal' && typeof node['value'] === 'string') this.#string(node)
    if (node.type === 'MemberExpression') this.#member(node)
    if (node.type === 'CallExpression') this.#call(node)
    if (this.isStrict && node.type === 'Identifier' && UNKNOWN.has(String(node['name']))) {
      this.errors.push({ index: node.start, message: `WXS 里没有 ${String(node['name'])}` })
    }
  }

  #string(node: Any): void {
    const raw = this.source.slice(node.start, node.end)
    const text = raw.slice(0, 1) + wxsString(raw.slice(1, -1)) + raw.slice(-1)
    if (text !== raw) this.#text.replace(node.start, node.end, text)
  }

  /** x.constructor is a name in WXS: "Array", "Object"… */
  #member(node: Any): void {
    const { object, property } = node
    if (!isNode(object) || !isNode(property)) return
    const name = node['computed'] === true ? property['value'] : property['name']
    if (name !== 'constructor') return
    const mark = this.source.lastIndexOf(node['computed'] === true ? '[' : '.', property.start - 1)
    this.#text.insert(node.start, 'wxsConstructor(')
    this.#text.replace(node['optional'] === true ? this.source.lastIndexOf('?', mark) : mark, node.end, ')')
  }

  #call(node: Any): void {
    const callee = node['callee']
    const argument = Array.isArray(node['arguments']) ? (node['arguments'] as unknown[])[0] : undefined
    if (!isNode(callee) || callee.type !== 'Identifier' || callee['name'] !== 'require') return
    if (!isNode(argument) || typeof argument['value'] !== 'string') return
    this.requires.push({ name: argument['value'], index: argument.start })
    this.#text.replace(argument.start, argument.end, JSON.stringify(argument['value'].replace(/\.wxs$/, '')))
  }
}

/**
 * Translates one script. A script with errors becomes empty, so that the rest of the app still runs. Packages are taken
 * as they are: their scripts run in WeChat although its compiler would refuse some of them.
 */
export function translateWxs(source: string, options: { isPackage?: boolean } = {}): Wxs {
  return new Translation(source, options.isPackage !== true).run()
}
