/** The parts of @wxml/parser that we use; it has no typings of its own. */
declare module '@wxml/parser' {
  export interface WXElement {
    type: 'WXElement'
    name: string
    loc: { start: { line: number } }
    startTag: { attributes: { key: string; value: string | null }[] }
    children: WXNode[]
  }
  export type WXNode = WXElement | { type: 'WXText' | 'WXInterpolation' | 'WXScript' | 'WXComment' }
  export function parse(source: string): { body: WXNode[]; errors: { message: string }[] }
}
