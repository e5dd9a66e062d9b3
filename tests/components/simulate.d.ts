/** What the tests use of two packages that bring no types. */
declare module 'miniprogram-simulate' {
  const simulate: {
    load(path: string, options: object): string
    render(id: string, properties: object): unknown
    sleep(ms: number): Promise<void>
  }
  export default simulate
}

declare module 'miniprogram-exparser' {
  const exparser: { triggerEvent(element: unknown, name: string, detail: object, options: object): void }
  export default exparser
}
