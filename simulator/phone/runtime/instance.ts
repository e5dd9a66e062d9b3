import type { GeneralComponent } from 'glass-easel'

/** `this` of a page or component, as the adapter makes it. */
export interface Instance {
  readonly _$: GeneralComponent
  readonly is: string
  readonly data: Readonly<Record<string, unknown>>
  setData(changes: Readonly<Record<string, unknown>>, done?: () => void): void
  [name: string]: unknown
}
