/** Changes to a text that do not overlap, made together at the end. */
export class Edits {
  readonly #changes: { readonly start: number; readonly end: number; readonly text: string }[] = []

  constructor(private readonly source: string) {}

  replace(start: number, end: number, text: string): void {
    this.#changes.push({ start, end, text })
  }

  insert(at: number, text: string): void {
    this.replace(at, at, text)
  }

  toString(): string {
    let result = ''
    let done = 0
    for (const { start, end, text } of this.#changes.sort((a, b) => a.start - b.start || a.end - b.end)) {
      result += this.source.slice(done, start) + text
      done = end
    }
    return result + this.source.slice(done)
  }
}
