import { createRequire } from 'node:module'
import { arithmeticExpressions } from './arithmetic'
import { accumulators } from './accumulators'
import { conversionExpressions } from './conversions'
import { datePartExpressions } from './date-parts'
import { endAccumulators } from './ends'
import { comparisonExpressions } from './expressions'
import { dateExpressions } from './dates'
import { FIELD_PATH, fieldPathOperator, withPaths } from './fields'
import { listExpressions } from './lists'
import { patternExpressions } from './patterns'
import { stringExpressions } from './strings'
import type { Doc } from './values'

/** An operator of an aggregation expression: the document, its unevaluated argument, and mingo's options. */
export type ExpressionOperator = (doc: unknown, argument: unknown, options: unknown) => unknown
export type Evaluate = (doc: unknown, expression: unknown, options: unknown) => unknown
export type Operators = { readonly [name: string]: ExpressionOperator }

export interface Engine {
  /** The value of an expression for a document. */
  evaluate(doc: unknown, expression: unknown, variables: Doc | undefined): unknown
  /** Runs one stage of a pipeline over documents. */
  stage(docs: readonly Doc[], stage: Doc, variables: Doc | undefined): Doc[]
}

const HAND_OVER = '$handOver'

interface MingoCore {
  readonly Context: {
    init(operators: object): {
      addExpressionOps(operators: object): unknown
      addAccumulatorOps(operators: object): unknown
      addPipelineOps(operators: object): unknown
      addProjectionOps(operators: object): unknown
      addQueryOps(operators: object): unknown
      addWindowOps(operators: object): unknown
    }
  }
  readonly evalExpr: Evaluate
}
interface MingoAggregator {
  readonly Aggregator: new (pipeline: readonly object[], options: object) => { run(docs: readonly Doc[]): Doc[] }
}

/** mingo's prepared options: the same object serves every document once `root` is set. */
export interface Prepared {
  readonly local: { readonly root?: unknown }
  update(locals: { root: unknown }): Prepared
}

/** Operators of one operand, which may also stand in a list of one: {$size: [[1, 2]]} is 2. mingo takes the list for the operand. */
const UNARY = [
  '$abs',
  '$arrayToObject',
  '$ceil',
  '$exp',
  '$floor',
  '$objectToArray',
  '$reverseArray',
  '$sqrt',
  '$isNumber',
]

function unwrapped(operators: Operators): Operators {
  const entries = UNARY.flatMap((name) => {
    const original = operators[name]
    if (!original) return []
    const operator: ExpressionOperator = (doc, argument, options) =>
      original(doc, Array.isArray(argument) && argument.length === 1 ? argument[0] : argument, options)
    return [[name, operator] as const]
  })
  return Object.fromEntries(entries)
}

/** Operators of any number of operands, of which a single one need not stand in a list. */
const NARY = ['$add', '$multiply', '$concat', '$concatArrays', '$allElementsTrue', '$anyElementTrue']

function listed(operators: Operators): Operators {
  const entries = NARY.flatMap((name) => {
    const original = operators[name]
    if (!original) return []
    const operator: ExpressionOperator = (doc, argument, options) =>
      original(doc, Array.isArray(argument) ? argument : [argument], options)
    return [[name, operator] as const]
  })
  return Object.fromEntries(entries)
}

let engine: Engine | undefined

/** mingo, corrected where it differs from MongoDB. Loading it takes a fifth of a second, so that waits for the first use. */
export function mingo(): Engine {
  return (engine ??= load())
}

function load(): Engine {
  const need = createRequire(__filename)
  const core = need('mingo/core') as MingoCore
  const { Aggregator } = need('mingo/aggregator') as MingoAggregator
  const { evalExpr } = core
  const expressions = need('mingo/operators/expression') as Operators
  // operators that are there first win
  const context = core.Context.init({
    expression: {
      ...comparisonExpressions(evalExpr),
      ...accumulators(evalExpr),
      ...endAccumulators(evalExpr),
      ...conversionExpressions(evalExpr),
      ...dateExpressions(evalExpr),
      ...datePartExpressions(evalExpr),
      ...listExpressions(evalExpr),
      ...patternExpressions(evalExpr),
      ...stringExpressions(evalExpr),
      ...arithmeticExpressions(evalExpr),
      ...unwrapped(expressions),
      ...listed(expressions),
      [FIELD_PATH]: fieldPathOperator(evalExpr),
      // not exported by mingo, and making them anew for each document would copy all operators each time
      [HAND_OVER]: (_doc: unknown, _argument: unknown, options: unknown) => options,
    },
  })
  context.addExpressionOps(expressions)
  context.addAccumulatorOps(need('mingo/operators/accumulator') as object)
  context.addPipelineOps(need('mingo/operators/pipeline') as object)
  context.addProjectionOps(need('mingo/operators/projection') as object)
  context.addQueryOps(need('mingo/operators/query') as object)
  context.addWindowOps(need('mingo/operators/window') as object)
  const optionsWith = (variables: Doc | undefined): object => ({
    context,
    scriptEnabled: false,
    ...(variables ? { variables } : {}),
  })
  const prepare = (variables: Doc | undefined): Prepared =>
    evalExpr({}, { [HAND_OVER]: 0 }, optionsWith(variables)) as Prepared
  const plain = prepare(undefined)
  const bound = new WeakMap<Doc, Prepared>()
  const preparedFor = (variables: Doc | undefined): Prepared => {
    if (!variables) return plain
    const known = bound.get(variables) ?? prepare(variables)
    bound.set(variables, known)
    return known
  }
  return {
    evaluate: (doc, expression, variables) =>
      evalExpr(doc, withPaths(expression), preparedFor(variables).update({ root: doc })),
    stage: (docs, stage, variables) => new Aggregator([withPaths(stage) as Doc], optionsWith(variables)).run(docs),
  }
}
