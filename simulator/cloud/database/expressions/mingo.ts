import { createRequire } from 'node:module'
import { arithmeticExpressions } from './arithmetic'
import { accumulators } from './accumulators'
import { choiceExpressions } from './choices'
import { conversionExpressions } from './conversions'
import { datePartExpressions } from './date-parts'
import { dateSpanExpressions } from './date-spans'
import { endAccumulators } from '../stages/ends'
import { evaluator, pathOperator } from './evaluate'
import { comparisonExpressions } from './expressions'
import { dateExpressions } from './dates'
import { withPaths } from './fields'
import { groupDocs } from '../stages/group'
import { listExpressions } from './lists'
import { objectExpressions } from './objects'
import { scoped } from './operands'
import { patternExpressions } from './patterns'
import { scopeExpressions } from './scopes'
import { checker, checkGroup, checkStage } from './signatures'
import { stringExpressions } from './strings'
import { trigonometricExpressions } from './trigonometry'
import type { Doc } from '../values'

/** An operator of an aggregation expression: the document, its unevaluated argument, and mingo's options. */
export type ExpressionOperator = (doc: unknown, argument: unknown, options: unknown) => unknown
export type Evaluate = (doc: unknown, expression: unknown, options: unknown) => unknown
export type Operators = { readonly [name: string]: ExpressionOperator }

export interface Engine {
  /** Refuses an expression that no document could make sense of. */
  check(expression: unknown): void
  /** The value of an expression for a document. */
  evaluate(doc: unknown, expression: unknown, variables: Doc | undefined): unknown
  /** Runs one stage of a pipeline over documents. */
  stage(docs: readonly Doc[], stage: Doc, variables: Doc | undefined): Doc[]
}

const HAND_OVER = '$handOver'

interface MingoContext {
  addExpressionOps(operators: object): unknown
  addAccumulatorOps(operators: object): unknown
  addPipelineOps(operators: object): unknown
  addProjectionOps(operators: object): unknown
  addQueryOps(operators: object): unknown
  addWindowOps(operators: object): unknown
  getOperator(kind: 'expression' | 'accumulator', name: string): unknown
}
interface MingoCore {
  readonly Context: { init(operators: object): MingoContext }
  readonly evalExpr: Evaluate
}
interface MingoAggregator {
  readonly Aggregator: new (pipeline: readonly object[], options: object) => { run(docs: readonly Doc[]): Doc[] }
}

/** mingo's prepared options: the same object serves every document once `root` is set. */
export interface Prepared {
  /** the key of the group is there while its accumulators run */
  readonly local: { readonly root?: unknown; readonly groupId?: unknown; readonly variables?: Doc }
  /** what surrounds the pipeline gives it */
  readonly variables?: Doc
  update(locals: { root?: unknown; groupId?: unknown; variables?: Doc }): Prepared
}

let engine: Engine | undefined

/** mingo, corrected where it differs from MongoDB. Loading it takes a fifth of a second, so that waits for the first use. */
export function mingo(): Engine {
  return (engine ??= load())
}

function load(): Engine {
  const need = createRequire(__filename)
  const { Context, evalExpr } = need('mingo/core') as MingoCore
  const { Aggregator } = need('mingo/aggregator') as MingoAggregator
  const own: { [name: string]: ExpressionOperator } = {}
  const evaluate = evaluator(own, (doc, expression, options) => evalExpr(doc, withPaths(expression), options))
  const families = [
    comparisonExpressions,
    accumulators,
    endAccumulators,
    conversionExpressions,
    dateExpressions,
    datePartExpressions,
    dateSpanExpressions,
    choiceExpressions,
    listExpressions,
    objectExpressions,
    patternExpressions,
    scopeExpressions,
    stringExpressions,
    arithmeticExpressions,
    trigonometricExpressions,
  ]
  for (const family of families) Object.assign(own, family(evaluate))
  own['$literal'] = own['$const'] = (_doc, argument) => argument
  own['$expr'] = evaluate
  // operators that are there first win
  const context = Context.init({
    expression: {
      ...own,
      ...pathOperator(),
      // not exported by mingo, and making them anew for each document would copy all operators each time
      [HAND_OVER]: (_doc: unknown, _argument: unknown, options: unknown) => options,
    },
  })
  context.addExpressionOps(need('mingo/operators/expression') as object)
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
  const plain = evalExpr({}, { [HAND_OVER]: 0 }, optionsWith(undefined)) as Prepared
  const bound = new WeakMap<Doc, Prepared>()
  const preparedFor = (variables: Doc | undefined): Prepared => {
    if (!variables) return plain
    const known = bound.get(variables) ?? scoped(plain).update({ variables })
    bound.set(variables, known)
    return known
  }
  const check = checker(
    (name) => (context.getOperator('expression', name) ?? context.getOperator('accumulator', name)) !== null,
  )
  const grouped = (docs: readonly Doc[], spec: unknown, variables: Doc | undefined): Doc[] => {
    checkGroup(spec, check)
    const group = spec as Doc
    const options = preparedFor(variables)
    return groupDocs(
      docs,
      group,
      (doc) => evaluate(doc, group['_id'], options.update({ root: doc })),
      ({ id, docs: members }, accumulator) =>
        evaluate(members, accumulator, scoped(options).update({ root: members, groupId: id })),
    )
  }
  return {
    check,
    evaluate: (doc, expression, variables) => {
      check(expression)
      return evaluate(doc, expression, preparedFor(variables).update({ root: doc }))
    },
    stage: (docs, stage, variables) => {
      if ('$group' in stage) return grouped(docs, stage['$group'], variables)
      checkStage(stage, check)
      return new Aggregator([withPaths(stage) as Doc], optionsWith(variables)).run(docs)
    },
  }
}
