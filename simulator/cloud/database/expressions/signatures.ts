import { requestFailed } from '../errors'
import { checkVariable, fieldPath, isPath } from './fields'
import { isDoc, type Doc } from '../values'

/** What operators take, so that an expression is refused before it meets a document. */

type Count = readonly [least: number, most: number]

function counts(count: Count, names: string): [string, Count][] {
  return names.split(' ').map((name) => [`$${name}`, count])
}

/** How many operands stand in a list. One alone need not. */
const COUNTS: ReadonlyMap<string, Count> = new Map([
  ...counts([1, 1], 'abs ceil exp floor ln log10 sqrt not size isArray isNumber reverseArray objectToArray'),
  ...counts([1, 1], 'arrayToObject strLenBytes strLenCP toLower toUpper allElementsTrue anyElementTrue first last'),
  ...counts([1, 1], 'type toInt toLong toDouble toDecimal toBool toString toDate toObjectId'),
  ...counts([1, 1], 'year month dayOfMonth hour minute second millisecond dayOfWeek dayOfYear week'),
  ...counts([1, 1], 'isoDayOfWeek isoWeek isoWeekYear bitNot expr'),
  ...counts([1, 1], 'acos acosh asin asinh atan atanh cos cosh sin sinh tan tanh degreesToRadians radiansToDegrees'),
  ...counts([2, 2], 'subtract divide mod pow log cmp eq ne gt gte lt lte in arrayElemAt setDifference setIsSubset'),
  ...counts([2, 2], 'split strcasecmp atan2'),
  ...counts([3, 3], 'substr substrBytes substrCP cond'),
  ...counts([1, 2], 'round trunc'),
  ...counts([2, 3], 'range slice'),
  ...counts([2, 4], 'indexOfArray indexOfBytes indexOfCP'),
  ...counts([2, Infinity], 'ifNull setEquals'),
])

interface Names {
  readonly required: readonly string[]
  readonly optional: readonly string[]
}

function names(required: string, optional = ''): Names {
  const list = (text: string): string[] => text.split(' ').filter(Boolean)
  return { required: list(required), optional: list(optional) }
}

const SHIFT = names('startDate unit amount', 'timezone')
const DATE_PART = names('date', 'timezone')
const DATE_PARTS = 'month day isoWeek isoDayOfWeek hour minute second millisecond timezone'

/** Operands that have names. */
const NAMES: { readonly [operator: string]: Names } = {
  $map: names('input in', 'as'),
  $filter: names('input cond', 'as limit'),
  $reduce: names('input initialValue in'),
  $let: names('vars in'),
  $switch: names('branches', 'default'),
  $zip: names('inputs', 'defaults useLongestLength'),
  $trim: names('input', 'chars'),
  $ltrim: names('input', 'chars'),
  $rtrim: names('input', 'chars'),
  $replaceOne: names('input find replacement'),
  $replaceAll: names('input find replacement'),
  $regexMatch: names('input regex', 'options'),
  $regexFind: names('input regex', 'options'),
  $regexFindAll: names('input regex', 'options'),
  $convert: names('input to', 'onError onNull'),
  $dateToString: names('date', 'format timezone onNull'),
  $dateFromString: names('dateString', 'format timezone onError onNull'),
  $dateFromParts: names('', `year isoWeekYear ${DATE_PARTS}`),
  $dateToParts: names('date', 'timezone iso8601'),
  $dateAdd: SHIFT,
  $dateSubtract: SHIFT,
  $dateDiff: names('startDate endDate unit', 'timezone startOfWeek'),
  $dateTrunc: names('date unit', 'binSize timezone startOfWeek'),
  $setField: names('field input value'),
  $unsetField: names('field input'),
  $sortArray: names('input sortBy'),
  $firstN: names('input n'),
  $lastN: names('input n'),
  $minN: names('input n'),
  $maxN: names('input n'),
  $top: names('output sortBy'),
  $bottom: names('output sortBy'),
  $topN: names('n output sortBy'),
  $bottomN: names('n output sortBy'),
}

/** Operators whose one operand may also come with names: {date: …, timezone: …}. */
const EITHER: { readonly [operator: string]: Names } = {
  $cond: names('if then else'),
  $getField: names('field input'),
  ...Object.fromEntries(
    ['year', 'month', 'dayOfMonth', 'hour', 'minute', 'second', 'millisecond', 'dayOfWeek', 'dayOfYear', 'week']
      .concat(['isoDayOfWeek', 'isoWeek', 'isoWeekYear'])
      .map((name) => [`$${name}`, DATE_PART] as const),
  ),
}

function checkNames(operator: string, argument: unknown, { required, optional }: Names): Doc {
  if (!isDoc(argument)) throw requestFailed(`${operator} only supports an object as its argument`)
  for (const name of Object.keys(argument))
    if (!required.includes(name) && !optional.includes(name))
      throw requestFailed(`Unrecognized argument to ${operator}: ${name}`)
  for (const name of required)
    if (!(name in argument)) throw requestFailed(`Missing '${name}' parameter to ${operator}`)
  return argument
}

function isNamed(argument: unknown): argument is Doc {
  return isDoc(argument) && !Object.keys(argument).some((name) => name.startsWith('$'))
}

function checkSwitch({ branches }: Doc): void {
  if (!Array.isArray(branches) || branches.length === 0) throw requestFailed('$switch requires at least one branch')
  for (const branch of branches as unknown[]) checkNames('a branch of $switch', branch, names('case then'))
}

function checkZip({ inputs, defaults, useLongestLength: longest = false }: Doc): void {
  if (!Array.isArray(inputs)) throw requestFailed('inputs must be an array of expressions')
  if (inputs.length === 0) throw requestFailed('$zip requires at least one input array')
  if (typeof longest !== 'boolean') throw requestFailed('useLongestLength must be a bool')
  if (defaults === undefined) return
  if (!Array.isArray(defaults)) throw requestFailed('defaults must be an array of expressions')
  if (!longest) throw requestFailed('cannot specify defaults unless useLongestLength is true')
  if (defaults.length !== inputs.length) throw requestFailed('defaults and inputs must have the same length')
}

/** The expressions inside the named operands of an operator. */
function inside(operator: string, parts: Doc): unknown[] {
  switch (operator) {
    case '$let':
      if (!isDoc(parts['vars'])) throw requestFailed("$let requires 'vars' to be an object")
      for (const name of Object.keys(parts['vars'])) checkVariable(name)
      return [...Object.values(parts['vars']), parts['in']]
    case '$switch':
      checkSwitch(parts)
      return [...(parts['branches'] as Doc[]).flatMap((branch) => Object.values(branch)), parts['default']]
    case '$zip':
      checkZip(parts)
      return [...(parts['inputs'] as unknown[]), ...((parts['defaults'] as unknown[] | undefined) ?? [])]
    case '$map':
    case '$filter':
      if ('as' in parts) checkVariable(parts['as'])
      break
    default:
  }
  return Object.entries(parts).flatMap(([name, value]) => (name === 'sortBy' || name === 'as' ? [] : [value]))
}

/** Refuses expressions that no document could make sense of. `isKnown` tells which operators there are. */
export function checker(isKnown: (operator: string) => boolean): (expression: unknown) => void {
  const checked = new WeakSet<object>()
  const each = (items: readonly unknown[]): void => {
    for (const item of items) check(item)
  }
  const operator = (name: string, argument: unknown): void => {
    if (name === '$literal' || name === '$const') return
    if (!isKnown(name)) throw requestFailed(`Unrecognized expression '${name}'`)
    const named = NAMES[name] ?? (isNamed(argument) ? EITHER[name] : undefined)
    if (named) return each(inside(name, checkNames(name, argument, named)))
    const operands = Array.isArray(argument) ? (argument as unknown[]) : [argument]
    const [least, most] = COUNTS.get(name) ?? [0, Infinity]
    if (operands.length < least || operands.length > most)
      throw requestFailed(`Expression ${name} takes ${least === most ? 'exactly' : 'at least'} ${least} arguments`)
    each(operands)
  }
  const check = (expression: unknown): void => {
    if (typeof expression === 'string' && isPath(expression)) fieldPath(expression)
    if (typeof expression !== 'object' || expression === null || checked.has(expression)) return
    if (Array.isArray(expression)) each(expression as unknown[])
    else if (isDoc(expression)) {
      const fields = Object.keys(expression)
      const [first = ''] = fields
      if (!first.startsWith('$')) {
        if (fields.some((name) => name.startsWith('$') || name.includes('.')))
          throw requestFailed(`FieldPath field names may not contain '.' or start with '$'`)
        each(Object.values(expression))
      } else if (fields.length > 1)
        throw requestFailed('an object representing an expression must have exactly one field')
      else operator(first, expression[first])
    }
    checked.add(expression)
  }
  return check
}

/** Names that may stand in a $group. */
const IN_GROUP = new Set(
  `sum avg min max stdDevPop stdDevSamp first last push addToSet mergeObjects count accumulator median percentile
  firstN lastN maxN minN top topN bottom bottomN`
    .split(/\s+/)
    .map((name) => `$${name}`),
)

/** Refuses what is no accumulator. */
export function checkGroup(value: unknown, check: (expression: unknown) => void): void {
  if (!isDoc(value) || !('_id' in value)) throw requestFailed('a group specification must include an _id')
  check(value['_id'])
  for (const name of Object.keys(value)) {
    if (name === '_id') continue
    if (name === '' || name.startsWith('$') || name.includes('.'))
      throw requestFailed(`The field name '${name}' cannot be used in $group: it is empty, or has a '$' or a '.'`)
    const accumulator = value[name]
    const [operator, ...more] = isDoc(accumulator) ? Object.keys(accumulator) : []
    if (operator === undefined || more.length > 0 || !operator.startsWith('$'))
      throw requestFailed(`The field '${name}' must be an accumulator object`)
    if (!IN_GROUP.has(operator)) throw requestFailed(`unknown group operator '${operator}'`)
    if (Array.isArray((accumulator as Doc)[operator]))
      throw requestFailed(`The ${operator} accumulator is a unary operator`)
    if (operator !== '$accumulator') check(accumulator)
    const { $count: nothing = {} } = accumulator as Doc
    if (!isDoc(nothing) || Object.keys(nothing).length > 0)
      throw requestFailed('$count takes no arguments, i.e. $count:{}')
  }
}

/** The same for the other stages that take expressions and that mingo runs. */
export function checkStage(
  { $replaceWith: root, $replaceRoot: spec }: Doc,
  check: (expression: unknown) => void,
): void {
  check(root)
  if (isDoc(spec)) check(spec['newRoot'])
}
