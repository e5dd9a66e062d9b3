import type { Cron } from 'croner'
import type { AgendaSource } from '../agenda'
import { messageOf } from '../http'

/** A timer that a jump of the clock would fire more often than this is fired this often, spread evenly, the last time included. */
const FIRES_PER_JUMP = 24

/** The timer of one function: seven fields, evaluated in UTC+8, one run at a time. */
export class Timer implements AgendaSource {
  readonly #cron: Cron<undefined>
  #plan: number[] = []
  #running: Promise<void> | undefined

  private constructor(
    readonly name: string,
    cron: Cron<undefined>,
    readonly run: (at: number) => Promise<void>,
  ) {
    this.#cron = cron
  }

  /** @throws when the expression has not seven fields that make sense */
  static async create(name: string, expression: string, run: (at: number) => Promise<void>): Promise<Timer> {
    // Loaded when the first timer is made: the cloud starts without it.
    const { Cron } = await import('croner')
    try {
      return new Timer(name, new Cron(expression, { timezone: 'Asia/Shanghai', mode: '7-part', paused: true }), run)
    } catch (error) {
      throw new Error(`the timer of function ${name}: ${messageOf(error)}`)
    }
  }

  prepare(from: number, until: number): void {
    this.#plan = planFires(
      (after) => this.#after(after),
      from,
      until,
      () => this.#lastBefore(until),
    )
  }

  next(from: number, until: number): number | undefined {
    if (until === Number.MAX_SAFE_INTEGER) return this.#after(from)
    return this.#plan[0]
  }

  async fire(at: number): Promise<void> {
    const isPlanned = this.#plan[0] === at
    if (isPlanned) this.#plan.shift()
    // The platform may skip a tick and never overlaps a timer with itself; a jump skips nothing.
    if (this.#running && !isPlanned) return
    await this.runNow(at)
  }

  /** Run once, after the run that is under way. */
  async runNow(at: number): Promise<void> {
    while (this.#running) await this.#running
    const running = this.run(at).finally(() => {
      this.#running = undefined
    })
    this.#running = running.catch(() => undefined)
    await running
  }

  #after(time: number): number | undefined {
    return this.#cron.nextRun(new Date(time))?.getTime()
  }

  #lastBefore(time: number): number | undefined {
    return this.#cron.previousRuns(1, new Date(time + 1))[0]?.getTime()
  }
}

/** Occurrences in (from, until] to fire: all of them when they are few, else evenly spread ones and the last. */
export function planFires(
  after: (time: number) => number | undefined,
  from: number,
  until: number,
  last: () => number | undefined,
): number[] {
  const all = occurrences(after, from, until, 0)
  if (all.length <= FIRES_PER_JUMP) return all
  const spread = occurrences(after, from, until, (until - from) / (FIRES_PER_JUMP - 1))
  const end = last()
  if (end !== undefined && end > (spread.at(-1) ?? 0)) spread.push(end)
  return spread
}

function occurrences(after: (time: number) => number | undefined, from: number, until: number, step: number): number[] {
  const found: number[] = []
  for (let at = after(from); at !== undefined && at <= until; at = after(Math.max(at, from + found.length * step))) {
    found.push(at)
    if (found.length > FIRES_PER_JUMP) break
  }
  return found
}
