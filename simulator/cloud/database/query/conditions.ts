import { isOperators } from './leaf-tests'
import { isDoc, RANK, rankOf, type Doc } from '../values'

/** One condition on one field that must hold for every match; `index` numbers it among all of them. */
export interface Condition {
  readonly path: string
  readonly operator: string
  readonly value: unknown
  /** operators beside it on the same field, e.g. the $options of a $regex */
  readonly beside: Doc
  /** what an index finds by it must still be checked, e.g. because it stands inside an $elemMatch */
  readonly hint: boolean
}

export interface Conditions {
  readonly list: readonly Condition[]
  /** conditions that no index can serve by bounds: they are checked on the documents */
  readonly rest: number
  /** the branches of the first $or, should no index serve the rest */
  readonly branches: readonly Doc[] | undefined
}

interface Collecting {
  readonly variables: Doc | undefined
  list: Condition[]
  rest: number
  branches: Doc[] | undefined
}

/** {$or: [{e: {$eq: 1}}, {e: {$in: [2, 3]}}]}, which the SDK sends for _.or(_.eq(1), …), is {e: {$in: [1, 2, 3]}}. */
function asIn(branches: readonly Doc[]): { path: string; values: unknown[] } | undefined {
  const values: unknown[] = []
  let path: string | undefined
  for (const branch of branches) {
    const [key, ...more] = Object.keys(branch)
    if (key === undefined || more.length > 0 || key.startsWith('$') || (path !== undefined && path !== key))
      return undefined
    path = key
    const value = branch[key]
    if (!isOperators(value)) values.push(value)
    else if (Object.keys(value).length !== 1) return undefined
    else if ('$eq' in value) values.push(value['$eq'])
    else if (Array.isArray(value['$in'])) values.push(...(value['$in'] as unknown[]))
    else return undefined
  }
  return path === undefined ? undefined : { path, values }
}

function addOr(value: unknown, into: Collecting): void {
  const branches = Array.isArray(value) ? value.filter(isDoc) : []
  const [only] = branches
  if (only && branches.length === 1) return collect(only, into)
  const merged = asIn(branches)
  if (merged) {
    into.list.push({ path: merged.path, operator: '$in', value: merged.values, beside: {}, hint: false })
    return
  }
  into.rest++
  into.branches ??= branches
}

function addOperators(path: string, operators: Doc, into: Collecting): void {
  for (const operator of Object.keys(operators)) {
    const value = operators[operator]
    into.list.push({ path, operator, value, beside: operators, hint: false })
    if (operator === '$elemMatch' && isDoc(value) && !isOperators(value)) addElement(path, value, into)
  }
}

/** An equality inside $elemMatch finds the documents that may match through an index on the inner field. */
function addElement(path: string, inner: Doc, into: Collecting): void {
  for (const key of Object.keys(inner)) {
    const value = inner[key]
    const operators = isOperators(value) ? value : { $eq: value }
    for (const operator of ['$eq', '$in'])
      if (operator in operators)
        into.list.push({ path: `${path}.${key}`, operator, value: operators[operator], beside: {}, hint: true })
  }
}

/** {$eq: ['$field', value]} finds through an index what may match; the value may be a variable of a $lookup. */
function addExpression(expression: unknown, into: Collecting): void {
  if (!isDoc(expression)) return
  if (Array.isArray(expression['$and'])) for (const item of expression['$and'] as unknown[]) addExpression(item, into)
  const operands = expression['$eq']
  if (!Array.isArray(operands) || operands.length !== 2) return
  const [a, b] = operands as [unknown, unknown]
  for (const [named, other] of [
    [a, b],
    [b, a],
  ]) {
    if (typeof named !== 'string' || !/^\$[^$]/.test(named)) continue
    const value = constant(other, into.variables)
    if (value) into.list.push({ path: named.slice(1), operator: '$eq', value: value.is, beside: {}, hint: true })
  }
}

function constant(value: unknown, variables: Doc | undefined): { is: unknown } | undefined {
  if (typeof value !== 'string') return isDoc(value) || Array.isArray(value) ? undefined : { is: value }
  if (!value.startsWith('$')) return { is: value }
  const name = value.slice(2)
  return value.startsWith('$$') && variables && name in variables ? { is: variables[name] } : undefined
}

function collect(filter: Doc, into: Collecting): void {
  for (const key of Object.keys(filter)) {
    const value = filter[key]
    if (key === '$expr') addExpression(value, into)
    if (key === '$and' && Array.isArray(value)) {
      for (const item of value.filter(isDoc)) collect(item, into)
    } else if (key === '$or') addOr(value, into)
    else if (key === '$comment') continue
    else if (key.startsWith('$')) into.rest++
    else if (isOperators(value)) addOperators(key, value, into)
    else {
      const operator = rankOf(value) === RANK.regex ? '$regex' : '$eq'
      into.list.push({ path: key, operator, value, beside: {}, hint: false })
    }
  }
}

/** Takes a filter apart into the conditions that must all hold; $and of any depth is flattened. */
export function conditionsOf(filter: Doc, variables?: Doc): Conditions {
  const into: Collecting = { variables, list: [], rest: 0, branches: undefined }
  collect(filter, into)
  return into
}
