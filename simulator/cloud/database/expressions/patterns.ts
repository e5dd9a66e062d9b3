import { requestFailed } from '../errors'
import type { Evaluate, Operators } from './mingo'
import { isRegex } from '../query/leaf-tests'
import { compilePattern } from '../query/regex'
import { isDoc, regexParts } from '../values'

interface Found {
  readonly match: string
  /** counted in code points */
  readonly idx: number
  readonly captures: readonly (string | null)[]
}

function* matches(text: string, pattern: RegExp): Generator<Found> {
  for (const found of text.matchAll(new RegExp(pattern.source, `${pattern.flags}g`))) {
    const [match, ...captures] = found as (string | undefined)[]
    yield {
      match: match ?? '',
      idx: [...text.slice(0, found.index)].length,
      captures: captures.map((capture) => capture ?? null),
    }
  }
}

/** $regexMatch, $regexFind and $regexFindAll. */
export function patternExpressions(evaluate: Evaluate): Operators {
  const search = (name: string, doc: unknown, argument: unknown, options: unknown): Iterable<Found> => {
    if (!isDoc(argument) || !('input' in argument) || !('regex' in argument))
      throw requestFailed(`${name} requires 'input' and 'regex'`)
    const input = evaluate(doc, argument['input'], options)
    const regex = evaluate(doc, argument['regex'], options)
    const flags = evaluate(doc, argument['options'], options)
    if (input !== null && input !== undefined && typeof input !== 'string')
      throw requestFailed(`${name} needs 'input' to be of type string`)
    if (flags !== null && flags !== undefined && isRegex(regex) && regexParts(regex).options !== '')
      throw requestFailed(`${name}: found regex option(s) specified in both 'regex' and 'option' fields`)
    if (input === null || input === undefined || regex === null || regex === undefined) return []
    return matches(input, compilePattern(regex, flags ?? undefined))
  }
  const first = (found: Iterable<Found>): Found | undefined => {
    for (const one of found) return one
    return undefined
  }
  return {
    $regexMatch: (doc, argument, options) => first(search('$regexMatch', doc, argument, options)) !== undefined,
    $regexFind: (doc, argument, options) => first(search('$regexFind', doc, argument, options)) ?? null,
    $regexFindAll: (doc, argument, options) => [...search('$regexFindAll', doc, argument, options)],
  }
}
