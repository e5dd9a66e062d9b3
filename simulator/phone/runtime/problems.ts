import * as glassEasel from 'glass-easel'

const textOf = (error: unknown): string =>
  error instanceof Error
    ? error.stack?.includes(error.message)
      ? error.stack
      : `${error.message}\n${error.stack}`
    : String(error)

/** Everything that went wrong on the phone: kept for tests, told to the shell and to App.onError, and on the console. */
export class Problems {
  readonly texts: string[] = []
  readonly #listeners: ((text: string, error: unknown) => void)[] = []

  on(listener: (text: string, error: unknown) => void): void {
    this.#listeners.push(listener)
  }

  /** An error thrown by the app's code. */
  error(error: unknown, where?: string): void {
    const text = where ? `${where}: ${textOf(error)}` : textOf(error)
    console.error(text)
    this.#keep(text, error)
  }

  /** Something that the app does wrong, or that this phone does not have. */
  report(text: string): void {
    console.error(text)
    this.#keep(text, undefined)
  }

  /** Calls code of the app; its error is reported and goes no further. */
  guard<T>(run: () => T, where?: string): T | undefined {
    try {
      return run()
    } catch (error) {
      this.error(error, where)
      return undefined
    }
  }

  /** Errors that nobody caught; the browser writes these to the console by itself. */
  watch(target: Window): void {
    target.addEventListener('error', ({ error, message }) => this.#keep(error ? textOf(error) : message, error))
    target.addEventListener('unhandledrejection', ({ reason }) =>
      this.#keep(`未处理的 Promise: ${rejection(reason)}`, reason),
    )
    glassEasel.addGlobalErrorListener((error, method, component) => {
      const path = typeof component === 'string' ? component : component?.is
      this.error(error, [path, method].filter(Boolean).join(' '))
      return false
    })
    glassEasel.addGlobalWarningListener((message, component) => {
      // WeChat takes numbers and strings as lists without a word.
      if (message.includes('as for-list is generally for testing')) return false
      const path = typeof component === 'string' ? component : component.is
      console.warn(path ? `${path}: ${message}` : message)
      return false
    })
  }

  #keep(text: string, error: unknown): void {
    this.texts.push(text)
    for (const listener of this.#listeners) listener(text, error)
  }
}

const rejection = (reason: unknown): string =>
  reason instanceof Error || typeof reason !== 'object' ? textOf(reason) : JSON.stringify(reason)
