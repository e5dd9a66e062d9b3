import { requestFailed } from '../errors'
import { addFields } from './shape'
import { fieldPath, options } from './stages'
import { isDoc, type Doc } from '../values'
import { setWindowFields } from './windows'

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
