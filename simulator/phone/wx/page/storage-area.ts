import { WxFailure } from '../api'

/** 1 MB a key and 10 MB a person, as WeChat allows. */
export const KEY_BYTES = 1024 * 1024
export const AREA_BYTES = 10 * 1024 * 1024

/** What localStorage offers. */
export interface TextStore {
  readonly length: number
  key(index: number): string | null
  getItem(key: string): string | null
  setItem(key: string, value: string): void
  removeItem(key: string): void
}

interface Kept {
  readonly data: unknown
}

const bytesOf = (text: string): number => new TextEncoder().encode(text).byteLength

/** wx.setStorage and its kin for one person of one app: JSON values within WeChat's quota. */
export class StorageArea {
  readonly #prefix: string

  constructor(
    openid: string,
    readonly store: TextStore,
  ) {
    this.#prefix = `storage:${openid}:`
  }

  /** undefined when there is none */
  get(key: string): Kept | undefined {
    const text = this.store.getItem(this.#name(key))
    return text === null ? undefined : (JSON.parse(text) as Kept)
  }

  set(key: string, data: unknown): void {
    const text = JSON.stringify({ data: data === undefined ? '' : data })
    const bytes = bytesOf(text)
    if (bytes > KEY_BYTES) throw new WxFailure('entry size limit reached')
    const others = this.bytes() - bytesOf(this.store.getItem(this.#name(key)) ?? '')
    if (others + bytes > AREA_BYTES) throw new WxFailure('quota reached')
    try {
      this.store.setItem(this.#name(key), text)
    } catch (error) {
      // The browser's own limit, for all phones of this page together.
      throw new WxFailure(`quota reached (${error instanceof Error ? error.name : String(error)})`)
    }
  }

  remove(key: string): void {
    this.store.removeItem(this.#name(key))
  }

  clear(): void {
    for (const key of this.keys()) this.remove(key)
  }

  keys(): string[] {
    const names = Array.from({ length: this.store.length }, (_, index) => this.store.key(index) ?? '')
    return names.filter((name) => name.startsWith(this.#prefix)).map((name) => name.slice(this.#prefix.length))
  }

  bytes(): number {
    return this.keys().reduce((sum, key) => sum + bytesOf(this.store.getItem(this.#name(key)) ?? ''), 0)
  }

  /** As wx.getStorageInfo gives it, in KB. */
  info(): { keys: string[]; currentSize: number; limitSize: number } {
    return { keys: this.keys(), currentSize: Math.ceil(this.bytes() / 1024), limitSize: AREA_BYTES / 1024 }
  }

  #name(key: string): string {
    return this.#prefix + key
  }
}
