import { requestFailed } from '../errors'
import { keyText } from '../keys'
import { mingo } from '../expressions/mingo'
import { sortBy } from '../order'
import { splitPath, valueAt } from '../paths'
import { fieldPath, options, withValue } from './stages'
import { compare, isNumber, toNumber, type Doc } from '../values'

interface Range {
  readonly bounds: 'full' | 'partition' | readonly [low: unknown, high: unknown]
  /** is a value of the kind that the steps lead over? */
  isRight(value: unknown): boolean
  /** the value that lies some steps after another */
  after(value: unknown, steps: number): unknown
}

function rangeOf(value: unknown): Range {
  const { step, unit, bounds } = options(value, "$densify 'range'", ['step', 'unit', 'bounds'])
  if (!isNumber(step) || !(toNumber(step) > 0)) throw requestFailed("$densify 'step' must be a positive number")
  const size = toNumber(step)
  const isDate = unit !== undefined
  if (isDate && !Number.isInteger(size)) throw requestFailed("$densify 'step' must be a whole number for dates")
  const after = (from: unknown, steps: number): unknown => {
    if (!isDate) return toNumber(from) + size * steps
    return mingo().evaluate({}, { $dateAdd: { startDate: from, unit, amount: size * steps } }, undefined)
  }
  // refuses a unit that is none
  if (isDate) after(new Date(0), 1)
  const isRight = (one: unknown): boolean => (isDate ? one instanceof Date : isNumber(one))
  if (bounds === 'full' || bounds === 'partition') return { bounds, isRight, after }
  const [low, high, ...more] = Array.isArray(bounds) ? (bounds as unknown[]) : []
  if (!isRight(low) || !isRight(high) || more.length > 0 || compare(low, high) > 0)
    throw requestFailed("$densify 'bounds' must be 'full', 'partition', or two ascending numbers, or dates with a unit")
  return { bounds: [low, high], isRight, after }
}

function partitionFields(value: unknown, field: string): string[] {
  if (value === undefined) return []
  if (!Array.isArray(value)) throw requestFailed("$densify 'partitionByFields' must be an array")
  const names = (value as unknown[]).map((name) => fieldPath(name, 'partitionByFields'))
  if (names.some((name) => `${name}.`.startsWith(`${field}.`) || `${field}.`.startsWith(`${name}.`)))
    throw requestFailed("$densify 'partitionByFields' contains the field that is being densified")
  return names
}

/** $densify: documents for the values that are left out in a sequence. */
export function densify(docs: readonly Doc[], value: unknown): Doc[] {
  const spec = options(value, '$densify', ['field', 'partitionByFields', 'range'])
  const path = fieldPath(spec['field'], "$densify 'field'")
  const parts = splitPath(path)
  const { bounds, isRight, after } = rangeOf(spec['range'])
  const names = partitionFields(spec['partitionByFields'], path)
  if (bounds === 'partition' && names.length === 0)
    throw requestFailed("$densify 'bounds' may only be 'partition' beside 'partitionByFields'")
  const keyOf = (doc: Doc | undefined): unknown => valueAt(doc, parts) ?? null
  const inOrder = (some: readonly Doc[]): Doc[] => sortBy(some, (doc) => doc, [[path, 1]])
  const sorted = inOrder(docs.filter((doc) => keyOf(doc) !== null))
  if (!sorted.every((doc) => isRight(keyOf(doc))))
    throw requestFailed('$densify field must be a number, or a date where there is a unit')
  const partitions = new Map<string, Doc[]>()
  // without fields to part by there is one partition, even of no documents
  if (names.length === 0) partitions.set(keyText([]), [])
  for (const doc of sorted) {
    const key = keyText(names.map((name) => valueAt(doc, splitPath(name)) ?? null))
    const members = partitions.get(key) ?? []
    partitions.set(key, members)
    members.push(doc)
  }
  const dense = [...partitions.values()].flatMap((members) => {
    const all = bounds === 'full' ? sorted : members
    // the last value of a sequence belongs to it, an upper bound does not
    const isSequence = typeof bounds === 'string'
    const [low, high] = isSequence ? [keyOf(all[0]), keyOf(all.at(-1))] : bounds
    const there = new Set(members.map((doc) => keyText(keyOf(doc))))
    const same = names.reduce<Doc>((doc, name) => {
      const shared = valueAt(members[0], splitPath(name))
      return shared === undefined ? doc : withValue(doc, splitPath(name), shared)
    }, {})
    const made: Doc[] = []
    for (let steps = 0, at = low; at !== null && compare(at, high) < (isSequence ? 1 : 0); at = after(low, ++steps))
      if (!there.has(keyText(at))) made.push(withValue(same, parts, at))
    return inOrder([...members, ...made])
  })
  return [...docs.filter((doc) => keyOf(doc) === null), ...dense]
}
