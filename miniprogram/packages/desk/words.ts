/** Words that several pages of the desk say. */
import type { Want } from '../../contract/enterprises'

const WANT_TEXTS: { readonly [W in Want]: string } = { hiring: '招人', piecework: '发手工活' }

export const wantsText = (wants: readonly Want[]): string => wants.map((want) => WANT_TEXTS[want]).join('、')

/** Somebody who had the name deleted, or never left one. */
export const nameText = (name: string): string => (name === '' ? '（没留名字）' : name)

/** Staff decide nothing about an enterprise for which they act. */
export const OWN_TEXT = '您在这家企业里，这件事要请别的同事来定。'

export interface Fact {
  name: string
  text: string
}

/** A line of a story, as the component draws it. */
export interface StoryItem {
  no: number
  title: string
  when: string
  text: string
  pictures?: { id: string; url: string | null; state: string }[]
}
