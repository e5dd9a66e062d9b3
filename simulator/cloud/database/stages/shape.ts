import { requestFailed } from '../errors'
import { isOperators } from '../query/leaf-tests'
import type { MatchOptions } from '../query/match'
import { evaluating, Fields, project } from '../query/projection'
import { isDoc, type Doc } from '../values'

/** The stages that give documents another shape: $project, $addFields, $set and $unset. */

function specification(spec: unknown, stage: string): Doc {
  if (!isDoc(spec) || Object.keys(spec).length === 0)
    throw requestFailed(`Invalid ${stage} :: caused by :: specification must have at least one field`)
  return spec
}

/** $project: fields kept, dropped, or computed. */
export function projectFields(docs: readonly Doc[], value: unknown, { variables }: MatchOptions): Doc[] {
  const spec = specification(value, '$project')
  const fields = new Fields('$project')
  for (const path of Object.keys(spec)) project(fields, path, spec[path], variables)
  return docs.map(fields.projected())
}

/** Enters one field of a specification; objects without operators name fields inside. */
function add(fields: Fields, path: string, value: unknown, variables: Doc | undefined): void {
  const names = isDoc(value) && !isOperators(value) ? Object.keys(value) : []
  if (names.length === 0) fields.compute(path, evaluating(value, variables))
  for (const name of names) add(fields, `${path}.${name}`, (value as Doc)[name], variables)
}

/** $addFields and $set. */
export function addFields(docs: readonly Doc[], value: unknown, variables: Doc | undefined): Doc[] {
  const spec = specification(value, '$addFields')
  const fields = new Fields('$addFields')
  for (const path of Object.keys(spec)) add(fields, path, spec[path], variables)
  return docs.map(fields.added())
}

/** $unset: one path or a list of them. */
export function unsetFields(docs: readonly Doc[], spec: unknown): Doc[] {
  const paths = Array.isArray(spec) ? (spec as unknown[]) : [spec]
  if (paths.length === 0 || !paths.every((path) => typeof path === 'string' && path !== ''))
    throw requestFailed('$unset specification must be a string or an array of strings')
  const fields = new Fields('$unset')
  for (const path of paths as string[]) fields.keepOrDrop(path, false)
  return docs.map(fields.projected())
}
