import { requestFailed } from '../errors'
import { isOperators } from './leaf-tests'
import { mingo } from '../expressions/mingo'
import { splitPath } from '../paths'
import { field, isDoc, isNumber, toNumber, type Doc } from '../values'

/** What is said of a field: keep it or drop it, compute it, or something of the fields inside. */
interface Node {
  readonly children: Map<string, Node>
  flag?: boolean
  compute?: Compute
  /** is anything below computed? */
  computes?: boolean
}

/** The value of a field, from the whole document. */
export type Compute = (doc: Doc) => unknown

/** The fields that a projection, or a stage like it, gives documents. */
export class Fields {
  private readonly root: Node = { children: new Map() }
  /** does it name what to keep, or what to drop? */
  private isInclusion: boolean | undefined

  constructor(private readonly stage: string) {}

  private invalid(why: string): Error {
    return requestFailed(`Invalid ${this.stage} :: caused by :: ${why}`)
  }

  /** The node of a path that nothing has been said of yet, neither of what is above it nor below. */
  private place(path: string): { node: Node; above: Node[] } {
    const above = [this.root]
    let node = this.root
    for (const part of splitPath(path)) {
      if (part === '' || part.startsWith('$')) throw this.invalid(`FieldPath '${path}' is not valid`)
      if (node.flag !== undefined || node.compute) throw this.invalid(`Path collision at ${path}`)
      const next: Node = node.children.get(part) ?? { children: new Map() }
      node.children.set(part, next)
      above.push(next)
      node = next
    }
    if (node.flag !== undefined || node.compute || node.children.size > 0)
      throw this.invalid(`Path collision at ${path}`)
    return { node, above }
  }

  keepOrDrop(path: string, isKept: boolean): void {
    if (path !== '_id') {
      if (this.isInclusion === !isKept)
        throw this.invalid(
          `Cannot do ${isKept ? 'inclusion' : 'exclusion'} on field ${path} in ${isKept ? 'exclusion' : 'inclusion'} projection`,
        )
      this.isInclusion = isKept
    }
    this.place(path).node.flag = isKept
  }

  compute(path: string, compute: Compute): void {
    if (this.isInclusion === false) throw this.invalid(`Cannot compute field ${path} in exclusion projection`)
    this.isInclusion = true
    const { node, above } = this.place(path)
    node.compute = compute
    for (const one of above) one.computes = true
  }

  /** Does it say what to keep? Without a word but of _id, that decides. */
  includes(): boolean {
    return (this.isInclusion ??= this.root.children.get('_id')?.flag === true)
  }

  /** The documents of a projection. */
  projected(): (doc: Doc) => Doc {
    const { root } = this
    if (!this.includes()) return (doc) => excluded(doc, root) as Doc
    if (!root.children.has('_id')) this.keepOrDrop('_id', true)
    return (doc) => {
      const kept = computed(included(doc, root), root, doc) as Doc
      return root.children.get('_id')?.compute && '_id' in kept ? { _id: kept['_id'], ...kept } : kept
    }
  }

  /** The documents with what is computed added to them. */
  added(): (doc: Doc) => Doc {
    return (doc) => computed(doc, this.root, doc) as Doc
  }
}

/** What is kept inside a value; of arrays, what is kept of the objects in them, and the place of the rest to compute. */
function included(value: unknown, node: Node): unknown {
  if (Array.isArray(value)) {
    const items = (value as unknown[]).map((item) => included(item, node))
    return node.computes ? items : items.filter((item) => item !== undefined)
  }
  if (!isDoc(value)) return undefined
  const result: Doc = {}
  for (const name of Object.keys(value)) {
    const child = node.children.get(name)
    if (!child || child.compute || child.flag === false) continue
    const kept = child.flag ? field(value, name) : included(field(value, name), child)
    if (kept !== undefined) result[name] = kept
  }
  return result
}

/** A value without what is dropped inside. */
function excluded(value: unknown, node: Node): unknown {
  if (Array.isArray(value)) return (value as unknown[]).map((item) => excluded(item, node))
  if (!isDoc(value)) return value
  const result: Doc = {}
  for (const name of Object.keys(value)) {
    const child = node.children.get(name)
    if (child?.flag === false) continue
    result[name] = child && child.flag === undefined ? excluded(value[name], child) : value[name]
  }
  return result
}

/** Sets what is computed: in every element of an array, and in a new object where there was none. */
function computed(value: unknown, node: Node, doc: Doc): unknown {
  if (!node.computes) return value
  if (Array.isArray(value)) return (value as unknown[]).map((item) => computed(item, node, doc))
  const result: Doc = isDoc(value) ? { ...value } : {}
  for (const [name, child] of node.children) {
    if (!child.computes) continue
    const made = child.compute ? child.compute(doc) : computed(field(result, name), child, doc)
    if (made === undefined) delete result[name]
    else result[name] = made
  }
  return result
}

/** The value of an expression of the aggregation. */
export function evaluating(expression: unknown, variables: Doc | undefined): Compute {
  const { check, evaluate } = mingo()
  check(expression)
  return (doc) => evaluate(doc, expression, variables)
}

function asFlag(value: unknown): boolean | undefined {
  if (typeof value === 'boolean') return value
  return isNumber(value) ? toNumber(value) !== 0 : undefined
}

/** Takes what only some projections know, and says so; otherwise the field is entered as usual. */
export type Special = (path: string, value: unknown) => boolean

/** Enters one field of a projection; an object without operators speaks of the fields inside. */
export function project(
  fields: Fields,
  path: string,
  value: unknown,
  variables: Doc | undefined,
  special?: Special,
): void {
  if (special?.(path, value)) return
  const flag = asFlag(value)
  if (flag !== undefined) fields.keepOrDrop(path, flag)
  else if (isDoc(value) && !isOperators(value)) {
    const names = Object.keys(value)
    if (names.length === 0) throw requestFailed(`An empty sub-projection is not a valid value. Found at ${path}`)
    for (const name of names) project(fields, `${path}.${name}`, value[name], variables, special)
  } else fields.compute(path, evaluating(value, variables))
}
