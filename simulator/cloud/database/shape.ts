import { requestFailed } from './errors'
import { isOperators } from './leaf-tests'
import type { MatchOptions } from './match'
import { mingo } from './mingo'
import { splitPath } from './paths'
import { compileProjection } from './project'
import { field, isDoc, isNumber, toNumber, type Doc } from './values'

/** The stages that give documents another shape: $project, $addFields, $set and $unset. */

interface Node {
  readonly children: Map<string, Node>
  /** keep the field as it is */
  keep?: boolean
  /** compute the field */
  expression?: { readonly of: unknown }
  /** is anything below computed? */
  computes?: boolean
}

type Value = (expression: unknown) => unknown

function newNode(): Node {
  return { children: new Map() }
}

function insert(root: Node, path: string, stage: string): { node: Node; above: Node[] } {
  const above = [root]
  let node = root
  for (const part of splitPath(path)) {
    if (part === '' || part.startsWith('$'))
      throw requestFailed(`Invalid ${stage} :: caused by :: FieldPath '${path}' is not valid`)
    if (node.keep || node.expression) throw requestFailed(`Invalid ${stage} :: caused by :: Path collision at ${path}`)
    const next: Node = node.children.get(part) ?? newNode()
    node.children.set(part, next)
    above.push(next)
    node = next
  }
  if (node.keep || node.expression || node.children.size > 0)
    throw requestFailed(`Invalid ${stage} :: caused by :: Path collision at ${path}`)
  return { node, above }
}

function asFlag(value: unknown): boolean | undefined {
  if (typeof value === 'boolean') return value
  return isNumber(value) ? toNumber(value) !== 0 : undefined
}

/** Enters one field of a specification; objects without operators name fields inside. */
function addField(root: Node, path: string, value: unknown, stage: '$project' | '$addFields'): void {
  if (isDoc(value) && !isOperators(value)) {
    if (Object.keys(value).length === 0)
      throw requestFailed(
        `Invalid ${stage} :: caused by :: an empty object is not a valid value. Found at path ${path}`,
      )
    for (const name of Object.keys(value)) addField(root, `${path}.${name}`, value[name], stage)
    return
  }
  const flag = stage === '$project' ? asFlag(value) : undefined
  if (flag === false) {
    if (path === '_id') return
    throw requestFailed(`Invalid $project :: caused by :: Cannot do exclusion on field ${path} in inclusion projection`)
  }
  const { node, above } = insert(root, path, stage)
  if (flag) {
    node.keep = true
    return
  }
  mingo().check(value)
  node.expression = { of: value }
  for (const one of above) one.computes = true
}

function included(value: unknown, node: Node): unknown {
  if (Array.isArray(value)) {
    const items = (value as unknown[]).map((item) => included(item, node))
    // what is no document drops out, unless fields are computed for it
    return node.computes ? items : items.filter((item) => item !== undefined)
  }
  if (!isDoc(value)) return undefined
  const result: Doc = {}
  for (const name of Object.keys(value)) {
    const child = node.children.get(name)
    if (!child || child.expression) continue
    const kept = child.keep ? field(value, name) : included(field(value, name), child)
    if (kept !== undefined) result[name] = kept
  }
  return result
}

/** Sets what is computed: in every element of an array, and in a new object where there was none. */
function computed(value: unknown, node: Node, of: Value): unknown {
  if (Array.isArray(value)) return (value as unknown[]).map((item) => computed(item, node, of))
  const result: Doc = isDoc(value) ? { ...value } : {}
  for (const [name, child] of node.children) {
    if (!child.computes) continue
    const made = child.expression ? of(child.expression.of) : computed(field(result, name), child, of)
    if (made === undefined) delete result[name]
    else result[name] = made
  }
  return result
}

function valueOf(doc: Doc, variables: Doc | undefined): Value {
  return (expression) => mingo().evaluate(doc, expression, variables)
}

function onlyExcludes(value: unknown): boolean {
  if (isDoc(value) && !isOperators(value)) {
    const inner = Object.values(value)
    return inner.length > 0 && inner.every(onlyExcludes)
  }
  return asFlag(value) === false
}

/** $project: fields kept, dropped, or computed. */
export function project(docs: readonly Doc[], spec: unknown, match: MatchOptions): Doc[] {
  if (!isDoc(spec) || Object.keys(spec).length === 0)
    throw requestFailed('Invalid $project :: caused by :: projection specification must have at least one field')
  if (onlyExcludes(spec)) return docs.map(compileProjection(spec, match))
  const others = Object.entries(spec).filter(([name]) => name !== '_id')
  if (others.length > 0 && others.every(([, value]) => onlyExcludes(value)) && asFlag(spec['_id']) === true)
    return docs.map(compileProjection(spec, match))
  const root = newNode()
  if (!('_id' in spec)) addField(root, '_id', true, '$project')
  for (const path of Object.keys(spec)) addField(root, path, spec[path], '$project')
  return docs.map((doc) => {
    const kept = computed(included(doc, root), root, valueOf(doc, match.variables)) as Doc
    const { _id: id, ...rest } = kept
    return id === undefined ? rest : { _id: id, ...rest }
  })
}

/** $addFields and $set. */
export function addFields(docs: readonly Doc[], spec: unknown, variables: Doc | undefined): Doc[] {
  if (!isDoc(spec) || Object.keys(spec).length === 0)
    throw requestFailed('Invalid $addFields :: caused by :: specification must have at least one field')
  const root = newNode()
  for (const path of Object.keys(spec)) addField(root, path, spec[path], '$addFields')
  return docs.map((doc) => computed(doc, root, valueOf(doc, variables)) as Doc)
}

/** $unset: one path or a list of them. */
export function unsetFields(docs: readonly Doc[], spec: unknown, match: MatchOptions): Doc[] {
  const paths = Array.isArray(spec) ? (spec as unknown[]) : [spec]
  if (paths.length === 0 || !paths.every((path) => typeof path === 'string' && path !== ''))
    throw requestFailed('$unset specification must be a string or an array of strings')
  return docs.map(compileProjection(Object.fromEntries(paths.map((path) => [path as string, 0])), match))
}
