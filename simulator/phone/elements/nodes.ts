import type { Element } from 'glass-easel'
import { canvasNode } from './canvas'
import type { CanvasNode } from './canvas'
import type { ScrollViewContext } from './scroll-view'
import { scrollViewContext } from './scroll-view'

export type { CanvasNode, ScrollViewContext }

/** What node() of a selector query gives for an element: a canvas, or the context of a scroll-view. */
export const nodeOf = (element: Element): CanvasNode | ScrollViewContext | undefined =>
  canvasNode(element) ?? scrollViewContext(element)
