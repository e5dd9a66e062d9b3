/** One index: fields in order, 1 ascending, -1 descending, '2dsphere' for a GeoJSON point. A missing field counts as null. */
export interface IndexDeclaration {
  readonly name: string
  readonly fields: readonly (readonly [field: string, order: 1 | -1 | '2dsphere'])[]
  readonly unique?: boolean
}

export interface CollectionDeclaration {
  /** who needs this collection and for what */
  readonly purpose: string
  readonly indexes: readonly IndexDeclaration[]
}

export type Declarations = { readonly [collection: string]: CollectionDeclaration }
