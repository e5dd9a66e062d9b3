import type { template as easel } from 'glass-easel'

/** Names of parts from the outside in; the content of the element lies in the last. */
export type Shape = readonly string[]

/** The tag of the parts; they are found by data-part. */
export const PART_TAG = 'wx-part'

type Define = (tag: string, generics: object, init: (node: PartNode, creation: boolean) => void, inner: Inner) => void
type Inner = (creation: boolean, text: unknown, define: Define, group: unknown, loop: unknown, slot: Slot) => void
type Slot = (name: string) => void
interface PartNode {
  readonly $$: { setAttribute(name: string, value: string): void } | null
}

const nest = ([name, ...rest]: Shape): Inner =>
  name === undefined
    ? (_creation, _text, _define, _group, _loop, slot) => slot('')
    : (_creation, _text, define) =>
        define(PART_TAG, {}, (node, creation) => creation && node.$$?.setAttribute('data-part', name), nest(rest))

/** A template as the compiler of WXML would make it: the parts one within another, then the slot. */
export const template = (shape: Shape = []): Record<string, unknown> => {
  const generated: Pick<easel.ComponentTemplate, 'content'> = {
    content: (() => () => ({ C: nest(shape) })) as unknown as easel.ComponentTemplate['content'],
  }
  return generated
}
