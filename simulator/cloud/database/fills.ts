import { requestFailed } from './errors'
import { mingo } from './mingo'
import { sortBy } from './order'
import { splitPath, valueAt } from './paths'
import { keyText } from './keys'
import { addFields } from './shape'
import { fieldPath, options, withValue } from './stages'
import { compare, isDoc, isNumber, toNumber, type Doc } from './values'
import { setWindowFields } from './windows'

/** The stages that add what is not there: $fill and $densify. */

/** $fill: values for fields that are null or missing, given or from the documents around. */
export function fill(docs: readonly Doc[], value: unknown, variables: Doc | undefined): Doc[] {
  const spec = options(value, '$fill', ['partitionBy', 'partitionByFields', 'sortBy', 'output'])
  const { partitionBy, partitionByFields: names, sortBy: order, output } = spec
  if (!isDoc(output) || Object.keys(output).length === 0) throw requestFailed("$fill requires an 'output'")
  if (names !== undefined && (!Array.isArray(names) || partitionBy !== undefined))
    throw requestFailed("Maximum one of 'partitionBy' and 'partitionByFields' can be specified in $fill")
  const given: Doc = {}
  const found: Doc = {}
  for (const path of Object.keys(output)) {
    const { value: otherwise, method } = options(output[path], '$fill', ['value', 'method'])
    if ((otherwise === undefined) === (method === undefined))
      throw requestFailed(`Each field of $fill needs either a 'value' or a 'method': ${path}`)
    if (method === undefined) given[path] = { $ifNull: [`$${path}`, otherwise] }
    else if (method === 'locf' || method === 'linear')
      found[path] = { [method === 'locf' ? '$locf' : '$linearFill']: `$${path}` }
    else throw requestFailed("Method must be either 'locf' or 'linear'")
  }
  const fields = Array.isArray(names) ? (names as unknown[]).map((name) => fieldPath(name, 'partitionByFields')) : []
  const partition = fields.length === 0 ? partitionBy : Object.fromEntries(fields.map((name) => [name, `$${name}`]))
  const filled =
    Object.keys(found).length === 0
      ? [...docs]
      : setWindowFields(
          docs,
          {
            output: found,
            ...(order === undefined ? {} : { sortBy: order }),
            ...(partition === undefined ? {} : { partitionBy: partition }),
          },
          variables,
        )
  return Object.keys(given).length === 0 ? filled : addFields(filled, given, variables)
}

type Step = (value: unknown, times: number) => unknown

function stepOf(step: unknown, unit: unknown): Step {
  if (!isNumber(step) || !(toNumber(step) > 0)) throw requestFailed("$densify 'step' must be a positive number")
  if (unit === undefined) return (value, times) => toNumber(value) + toNumber(step) * times
  return (value, times) =>
    mingo().evaluate({}, { $dateAdd: { startDate: value, unit, amount: toNumber(step) * times } }, undefined)
}

/** $densify: documents for the values that are left out in a sequence. */
export function densify(docs: readonly Doc[], value: unknown): Doc[] {
  const spec = options(value, '$densify', ['field', 'partitionByFields', 'range'])
  const parts = splitPath(fieldPath(spec['field'], "$densify 'field'"))
  const { step, unit, bounds } = options(spec['range'], "$densify 'range'", ['step', 'unit', 'bounds'])
  const { partitionByFields: given = [] } = spec
  const names = Array.isArray(given) ? (given as unknown[]).map((name) => fieldPath(name, 'partitionByFields')) : []
  const next = stepOf(step, unit)
  if (bounds !== 'full' && bounds !== 'partition' && !(Array.isArray(bounds) && bounds.length === 2))
    throw requestFailed("$densify 'bounds' must be 'full', 'partition' or a list of two values")
  const isRight = (key: unknown): boolean => (unit === undefined ? isNumber(key) : key instanceof Date)
  const keyOf = (doc: Doc): unknown => valueAt(doc, parts) ?? null
  const keyed = docs.filter((doc) => keyOf(doc) !== null)
  if (!keyed.every((doc) => isRight(keyOf(doc))))
    throw requestFailed(`$densify field must be ${unit === undefined ? 'a number' : 'a date where a unit is given'}`)
  const sorted = sortBy(keyed, (doc) => doc, [[parts.join('.'), 1]])
  const partitions = new Map<string, Doc[]>()
  for (const doc of sorted) {
    const key = keyText(names.map((name) => valueAt(doc, splitPath(name)) ?? null))
    const members = partitions.get(key) ?? []
    partitions.set(key, members)
    members.push(doc)
  }
  const ends = (members: readonly Doc[]): unknown[] => [members[0], members.at(-1)].map((doc) => doc && keyOf(doc))
  const without = docs.filter((doc) => keyOf(doc) === null)
  const dense = [...partitions.values()].flatMap((members) => {
    const [low, high] = Array.isArray(bounds) ? (bounds as unknown[]) : ends(bounds === 'full' ? sorted : members)
    const isOpen = Array.isArray(bounds)
    const there = new Set(members.map((doc) => keyText(keyOf(doc))))
    const made: Doc[] = []
    for (let times = 0, key: unknown = low; compare(key, high) < (isOpen ? 0 : 1); key = next(low, ++times)) {
      if (there.has(keyText(key))) continue
      const kept = names.reduce<Doc>((doc, name) => {
        const same = valueAt(members[0], splitPath(name))
        return same === undefined ? doc : withValue(doc, splitPath(name), same)
      }, {})
      made.push(withValue(kept, parts, key))
    }
    return sortBy([...members, ...made], (doc) => doc, [[parts.join('.'), 1]])
  })
  return [...without, ...dense]
}
