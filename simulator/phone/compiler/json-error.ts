/** Where JSON text goes wrong: JSON.parse does not always say. */

const SPACE = /[ \t\r\n]*/y
const SCALAR =
  /"(?:[^"\\\n\r\t]|\\(?:["\\/bfnrt]|u[\dA-Fa-f]{4}))*"|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/y

/** Thrown at the first token that does not fit. */
class Stop extends Error {}

class Scan {
  index = 0

  constructor(private readonly text: string) {}

  document(): void {
    this.#value()
    if (this.#peek() !== '') throw new Stop()
  }

  #value(): void {
    const next = this.#peek()
    if (next === '{') this.#list('}', () => this.#member())
    else if (next === '[') this.#list(']', () => this.#value())
    else this.#scalar()
  }

  #member(): void {
    if (this.#peek() !== '"') throw new Stop()
    this.#scalar()
    this.#expect(':')
    this.#value()
  }

  #list(end: string, item: () => void): void {
    this.index += 1
    if (this.#peek() !== end) {
      item()
      while (this.#peek() === ',') {
        this.index += 1
        item()
      }
    }
    this.#expect(end)
  }

  #scalar(): void {
    SCALAR.lastIndex = this.index
    const length = SCALAR.exec(this.text)?.[0].length ?? 0
    if (length === 0) throw new Stop()
    this.index += length
  }

  #expect(letter: string): void {
    if (this.#peek() !== letter) throw new Stop()
    this.index += 1
  }

  /** The next letter that is no space; "" at the end. */
  #peek(): string {
    SPACE.lastIndex = this.index
    const space = SPACE.exec(this.text)?.[0].length ?? 0
    // the end of what is written, not of the empty lines behind it
    if (this.index + space < this.text.length) this.index += space
    else if (space > 0) return ''
    return this.text.charAt(this.index)
  }
}

/** The index of the first token that is wrong in text which is not JSON. */
export function errorIndex(text: string): number {
  const scan = new Scan(text)
  try {
    scan.document()
  } catch (error) {
    if (!(error instanceof Stop) && !(error instanceof RangeError)) throw error
  }
  return scan.index
}
