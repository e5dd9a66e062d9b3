import type { Store } from './store'

/** Thrown by work that meets a document locked by a transaction: it is tried again when that one has ended. */
export class Blocked extends Error {
  constructor(readonly until: Promise<void>) {
    super('waiting for a transaction')
  }
}

interface Job {
  run(): void
  done(): void
  fail(reason: unknown): void
}

/**
 * Group commit: writes that arrive in the same turn share one durable transaction of the store. Each is checked before
 * it writes, so one that fails changes nothing and the others stand. A write is answered after it is on the disk.
 */
export class WriteQueue {
  private waiting: Job[] = []
  private scheduled = false

  constructor(private readonly store: Store) {}

  run<T>(work: () => T): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      let result: { value: T } | undefined
      this.add({
        run: () => {
          result = { value: work() }
        },
        done: () => {
          if (result) resolve(result.value)
        },
        fail: reject,
      })
    })
  }

  private add(job: Job): void {
    this.waiting.push(job)
    if (this.scheduled) return
    this.scheduled = true
    setImmediate(() => this.flush())
  }

  private flush(): void {
    const jobs = this.waiting
    this.waiting = []
    this.scheduled = false
    const written: Job[] = []
    const refused: (() => void)[] = []
    try {
      this.store.transaction(() => {
        for (const job of jobs) {
          try {
            job.run()
            written.push(job)
          } catch (reason) {
            refused.push(() => this.refuse(job, reason))
          }
        }
      })
    } catch (reason) {
      // the commit itself failed: nothing of it is stored
      for (const job of written) job.fail(reason)
      for (const tell of refused) tell()
      return
    }
    for (const job of written) job.done()
    for (const tell of refused) tell()
  }

  private refuse(job: Job, reason: unknown): void {
    if (reason instanceof Blocked) void reason.until.then(() => this.add(job))
    else job.fail(reason)
  }
}
