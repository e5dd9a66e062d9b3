/** The parameter object of a call, as the app gives it. */
export type Options = Readonly<Record<string, unknown>>
export type Run = (options: Options) => unknown
export type ApiTable = Record<string, unknown>

/** Why a call fails: the tail of errMsg, and the fields that WeChat adds for it. */
export class WxFailure extends Error {
  constructor(
    reason: string,
    readonly fields: Readonly<Record<string, unknown>> = {},
  ) {
    super(reason)
    this.name = 'WxFailure'
  }
}

/** What fails when the person says no. */
export const cancelled = () => new WxFailure('cancel')

type Callback = (result: unknown) => void

const callbackOf = (options: Options, name: string): Callback | undefined => {
  const value = options[name]
  return typeof value === 'function' ? (value as Callback) : undefined
}

/** An error inside the app's callback belongs to the app: it is reported and never becomes the call's own failure. */
function callBack(callback: Callback | undefined, result: unknown): void {
  if (!callback) return
  try {
    callback(result)
  } catch (error) {
    setTimeout(() => {
      throw error
    })
  }
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const withMessage = (name: string, result: unknown): Record<string, unknown> => ({
  ...(isRecord(result) ? result : {}),
  errMsg: `${name}:ok`,
})

/** The object that an app gets when `name` fails with `error`. */
export function failureOf(name: string, error: unknown): Record<string, unknown> {
  const reason = error instanceof Error ? error.message : String(error)
  const fields = error instanceof WxFailure ? error.fields : {}
  return { ...fields, errMsg: `${name}:fail ${reason}` }
}

/**
 * A call in WeChat's two styles: with success, fail or complete it calls them and returns nothing; without, it returns
 * a promise. `run` throws a WxFailure (or any Error) whose message is the tail of errMsg.
 */
export function asyncApi(name: string, run: Run): (options?: Options) => Promise<unknown> | undefined {
  return (given) => {
    const options = isRecord(given) ? given : {}
    const success = callbackOf(options, 'success')
    const fail = callbackOf(options, 'fail')
    const complete = callbackOf(options, 'complete')
    const outcome = start(name, run, options)
    if (!success && !fail && !complete) {
      return outcome.then(({ ok, result }) => (ok ? result : Promise.reject(result)))
    }
    void outcome.then(({ ok, result }) => {
      callBack(ok ? success : fail, result)
      callBack(complete, result)
    })
    return undefined
  }
}

async function start(name: string, run: Run, options: Options): Promise<{ ok: boolean; result: unknown }> {
  try {
    return { ok: true, result: withMessage(name, await run(options)) }
  } catch (error) {
    return { ok: false, result: failureOf(name, error) }
  }
}

/** Wrap every entry of a table by `asyncApi` under its own name. */
export function asyncApis(table: Readonly<Record<string, Run>>): ApiTable {
  return Object.fromEntries(Object.entries(table).map(([name, run]) => [name, asyncApi(name, run)]))
}

/** The value of a call whose synchronous twin is `${name}Sync`; its failure is thrown as an Error with errMsg's text. */
export function syncApi<A extends unknown[], T>(name: string, run: (...args: A) => T): (...args: A) => T {
  return (...args) => {
    try {
      return run(...args)
    } catch (error) {
      const failure = failureOf(name, error)
      throw Object.assign(new Error(String(failure['errMsg'])), failure)
    }
  }
}

const typeName = (value: unknown): string =>
  value === undefined ? 'Undefined' : value === null ? 'Null' : (value as object).constructor.name

const wrongType = (key: string, wanted: string, value: unknown) =>
  new WxFailure(`parameter error: parameter.${key} should be ${wanted} instead of ${typeName(value)};`)

/** A parameter that must be a string. */
export function requiredText(options: Options, key: string): string {
  const value = options[key]
  if (typeof value !== 'string') throw wrongType(key, 'String', value)
  return value
}

/** A parameter that must be a number. */
export function requiredNumber(options: Options, key: string): number {
  const value = options[key]
  if (typeof value !== 'number') throw wrongType(key, 'Number', value)
  return value
}

/** A parameter that must be a list of strings. */
export function requiredTexts(options: Options, key: string): string[] {
  const value = options[key]
  if (!Array.isArray(value)) throw wrongType(key, 'Array', value)
  const wrong = value.findIndex((item) => typeof item !== 'string')
  if (wrong >= 0) throw wrongType(`${key}[${wrong}]`, 'String', value[wrong])
  return value as string[]
}

export const textOf = (options: Options, key: string, fallback = ''): string => {
  const value = options[key]
  return typeof value === 'string' ? value : typeof value === 'number' ? String(value) : fallback
}

export const numberOf = (options: Options, key: string, fallback: number): number => {
  const value = options[key]
  return typeof value === 'number' && Number.isFinite(value) ? value : fallback
}

export const textsOf = (options: Options, key: string, fallback: readonly string[]): readonly string[] => {
  const value = options[key]
  return Array.isArray(value) ? value.filter((item): item is string => typeof item === 'string') : fallback
}
