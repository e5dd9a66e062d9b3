import type * as glassEasel from 'glass-easel'
import { button } from './button'
import type { AnySpec } from './element'
import { define } from './element'
import { canvas } from './canvas'
import { checkbox, checkboxGroup, radio, radioGroup } from './choices'
import { form } from './form'
import { icon } from './icon'
import { image } from './image'
import { input } from './input'
import { label } from './label'
import { navigator } from './navigator'
import { matchMedia, pageMeta, rootPortal } from './page-level'
import { picker } from './picker'
import { pickerView, pickerViewColumn } from './picker-view'
import { progress } from './progress'
import { richText } from './rich-text'
import { refuseUnknown } from './refuse'
import { scrollView } from './scroll-view'
import type { ElementServices } from './services'
import { PART_TAG } from './shape'
import { slider } from './slider'
import { swiper, swiperItem } from './swiper'
import { switchElement } from './switch'
import { text } from './text'
import { textarea } from './textarea'
import { video } from './video'
import { view } from './view'

export type { ElementServices, PageMeta, ShareTarget, ContactOptions } from './services'
export type { CanvasNode, ScrollViewContext } from './nodes'
export { nodeOf } from './nodes'

const elements: Readonly<Record<string, AnySpec>> = {
  view,
  'cover-view': view,
  text,
  image,
  'cover-image': image,
  icon,
  button,
  form,
  input,
  textarea,
  label,
  'scroll-view': scrollView,
  checkbox,
  'checkbox-group': checkboxGroup,
  radio,
  'radio-group': radioGroup,
  switch: switchElement,
  slider,
  picker,
  'picker-view': pickerView,
  'picker-view-column': pickerViewColumn,
  swiper,
  'swiper-item': swiperItem,
  progress,
  'rich-text': richText,
  navigator,
  canvas,
  'page-meta': pageMeta,
  'root-portal': rootPortal,
  'match-media': matchMedia,
  video,
}

/** Defines WeChat's built-in elements in the space of an app, for all its components. */
export const defineElements = (space: glassEasel.ComponentSpace, services: ElementServices): void => {
  space.setGlobalUsingComponent(PART_TAG, PART_TAG)
  for (const [name, spec] of Object.entries(elements)) {
    define(space, name, spec, services)
  }
  refuseUnknown(space, services)
}
