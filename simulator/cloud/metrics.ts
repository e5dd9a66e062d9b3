import { addCost, emptyCost, type CallCost } from './cost'
import { LIMITS } from './limits'
import type { Cost, JsonObject } from './types'

/** One finished function call. */
export interface CallRecord {
  readonly requestId: string
  readonly function: string
  readonly route: string | undefined
  readonly ok: boolean
  readonly coldStart: boolean
  readonly cost: CallCost
}

/** A query that looked at more documents than LIMITS.scanReport without an index. */
export interface ScanReport {
  readonly action: string
  readonly collection: string
  /** the filter with its values taken out, e.g. {"state":"?","at":{"$lt":"?"}} */
  readonly filter: string
  readonly function: string | undefined
  scanned: number
  times: number
}

export interface CostSummary {
  readonly cost: CallCost
  failures: number
  coldStarts: number
  slowestMs: number
}

export interface ColdStart {
  readonly function: string
  /** from the spawn until the process accepts calls */
  readonly readyMs: number
  /** loading the function's own file */
  readonly requireMs: number
}

export interface MetricsReport {
  readonly functions: Record<string, CostSummary>
  readonly routes: Record<string, CostSummary>
  readonly coldStarts: readonly ColdStart[]
  readonly scans: readonly ScanReport[]
}

/** Calls remembered one by one; older ones are in the sums only. */
const CALLS_KEPT = 10_000
const COLD_STARTS_KEPT = 1_000

/** Counts what every call has cost, by function and by route. */
export class Metrics {
  readonly #functions = new Map<string, CostSummary>()
  readonly #routes = new Map<string, CostSummary>()
  readonly #calls = new Map<string, CallRecord>()
  readonly #scans = new Map<string, ScanReport>()
  #coldStarts: ColdStart[] = []

  record(call: CallRecord): void {
    add(this.#functions, call.function, call)
    if (call.route) add(this.#routes, call.route, call)
    this.#calls.set(call.requestId, call)
    const oldest = this.#calls.keys().next().value
    if (this.#calls.size > CALLS_KEPT && oldest !== undefined) this.#calls.delete(oldest)
  }

  recordColdStart(start: ColdStart): void {
    this.#coldStarts.push(start)
    if (this.#coldStarts.length > COLD_STARTS_KEPT) this.#coldStarts.shift()
  }

  /** Note a database request when it looked at too many documents. */
  recordScan(action: string, params: JsonObject, cost: Cost, caller: string | undefined): void {
    if (cost.scanned <= LIMITS.scanReport) return
    const collection = String(params['collectionName'] ?? '')
    const filter = filterShape(params['query'] ?? params['stages'])
    const key = [action, collection, filter, caller].join('\n')
    const known = this.#scans.get(key) ?? { action, collection, filter, function: caller, scanned: 0, times: 0 }
    known.scanned = Math.max(known.scanned, cost.scanned)
    known.times += 1
    this.#scans.set(key, known)
  }

  call(requestId: string): CallRecord | undefined {
    return this.#calls.get(requestId)
  }

  report(): MetricsReport {
    return {
      functions: Object.fromEntries(this.#functions),
      routes: Object.fromEntries(this.#routes),
      coldStarts: [...this.#coldStarts],
      scans: [...this.#scans.values()],
    }
  }

  reset(): void {
    this.#functions.clear()
    this.#routes.clear()
    this.#calls.clear()
    this.#scans.clear()
    this.#coldStarts = []
  }
}

function add(sums: Map<string, CostSummary>, key: string, call: CallRecord): void {
  const sum = sums.get(key) ?? { cost: emptyCost(), failures: 0, coldStarts: 0, slowestMs: 0 }
  addCost(sum.cost, call.cost)
  sum.failures += call.ok ? 0 : 1
  sum.coldStarts += call.coldStart ? 1 : 0
  sum.slowestMs = Math.max(sum.slowestMs, call.cost.milliseconds)
  sums.set(key, sum)
}

/** The filter without its values, so that the same query with other values is one entry. */
export function filterShape(query: unknown): string {
  return JSON.stringify(shapeOf(query)) ?? ''
}

function shapeOf(value: unknown): unknown {
  if (typeof value === 'string' && /^\s*[[{]/.test(value)) return shapeOf(parseOrNothing(value))
  if (Array.isArray(value)) return value.map(shapeOf)
  if (value === null || typeof value !== 'object') return '?'
  if ('stageKey' in value && 'stageValue' in value) return { [String(value.stageKey)]: shapeOf(value.stageValue) }
  const entries = Object.entries(value)
  const isEjsonValue =
    entries.length === 1 && /^\$(oid|date|number|regularExpression|binary)/.test(entries[0]?.[0] ?? '')
  if (isEjsonValue) return '?'
  return Object.fromEntries(entries.map(([key, inner]) => [key, shapeOf(inner)]))
}

function parseOrNothing(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined // a value that only looks like EJSON
  }
}
