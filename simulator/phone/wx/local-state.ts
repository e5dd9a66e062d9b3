/** Named JSON values of one person, kept by the browser. */
export class LocalState {
  readonly #prefix: string

  constructor(
    openid: string,
    readonly storage: Pick<Storage, 'getItem' | 'setItem'> = localStorage,
  ) {
    this.#prefix = `phone:${openid}:`
  }

  get<T>(name: string, fallback: T): T {
    const text = this.storage.getItem(this.#prefix + name)
    return text === null ? fallback : (JSON.parse(text) as T)
  }

  set(name: string, value: unknown): void {
    this.storage.setItem(this.#prefix + name, JSON.stringify(value))
  }
}
