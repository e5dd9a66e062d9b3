/** Names of style scopes: readable, fit for a CSS class, and never the same for two components. */
export class Scopes {
  readonly #byPath = new Map<string, string>()
  readonly #taken = new Set<string>()

  of(path: string): string {
    const known = this.#byPath.get(path)
    if (known !== undefined) return known
    const name = path
      .replace(/^miniprogram_npm\//, '')
      .replace(/\/index$/, '')
      .replace(/[^\w-]+/g, '-')
      .replace(/^-+/, '')
      .replace(/^(?![A-Za-z])/, 'c-')
    let scope = name
    for (let count = 2; this.#taken.has(scope); count += 1) scope = `${name}-${count}`
    this.#byPath.set(path, scope)
    this.#taken.add(scope)
    return scope
  }
}
