import type { LogLevel } from './protocol'

export interface LogLine {
  /** epoch milliseconds of the cloud */
  readonly time: number
  readonly function: string
  readonly requestId: string
  readonly level: LogLevel
  readonly text: string
}

const LINES_KEPT = 5_000

/** The last lines that functions wrote, and the reasons why calls failed. */
export class FunctionLog {
  #lines: LogLine[] = []

  write(line: LogLine): void {
    this.#lines.push(line)
    if (this.#lines.length > LINES_KEPT * 2) this.#lines = this.#lines.slice(-LINES_KEPT)
  }

  /** @param requestId only the lines of this call */
  lines(requestId?: string): LogLine[] {
    const last = this.#lines.slice(-LINES_KEPT)
    return requestId === undefined ? last : last.filter((line) => line.requestId === requestId)
  }

  clear(): void {
    this.#lines = []
  }
}
