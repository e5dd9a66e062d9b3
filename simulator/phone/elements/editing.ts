import { appStyle, make } from './dom'
import type { Behaviour, Host } from './element'

/** What <input> and <textarea> have in common. */
export const editingProperties = (placeholderClass: string, confirmType: string) => ({
  value: '',
  placeholder: '',
  placeholderStyle: '',
  placeholderClass,
  disabled: false,
  maxlength: 140,
  autoFocus: false,
  focus: false,
  confirmType,
  confirmHold: false,
  cursor: -1,
  selectionStart: -1,
  selectionEnd: -1,
  name: '',
  // About a keyboard on the screen, which this phone has not: taken and without effect.
  cursorSpacing: 0,
  adjustPosition: true,
  holdKeyboard: false,
  alwaysEmbed: false,
  cursorColor: '',
})

type EditingProperties = ReturnType<typeof editingProperties>
type Field = HTMLInputElement | HTMLTextAreaElement

export interface Editing<P> {
  readonly behaviour: Behaviour<P & Readonly<Record<string, unknown>>>
  readonly field: { name(): string; value(): string; reset(): void }
  focus(): void
  /** Enter, or the key that stands for it on a phone */
  confirm(): void
}

interface Options {
  /** what the handler of `input` returns replaces the text; WeChat does that for <input> alone */
  readonly replaces: boolean
  /** after every change of the text */
  readonly shown?: () => void
}

const HIGH_SURROGATE = /[\ud800-\udbff]$/

/**
 * WeChat's documents only say "最大输入长度"; its inputs count UTF-16 units as JavaScript's length does (an emoji is two
 * or more), and -1 is no limit. A character is never cut in the middle of its pair.
 */
export const cut = (text: string, maxlength: number): string =>
  maxlength < 0 || text.length <= maxlength ? text : text.slice(0, maxlength).replace(HIGH_SURROGATE, '')

const placeholderOf = <P extends EditingProperties>(host: Host<P>, field: Field) => {
  const hint = make('div', { attributes: { 'data-part': 'placeholder', 'aria-hidden': 'true' } })
  host.dom.append(hint, field)
  const refresh = (): void => {
    hint.textContent = host.get('placeholder')
    hint.className = host.scoped(host.get('placeholderClass')).join(' ')
    appStyle(hint, host.get('placeholderStyle'))
    // The attribute is for screen readers and tests; the stylesheet makes it invisible.
    field.placeholder = host.get('placeholder')
    toggle()
  }
  const toggle = (): void => void (hint.hidden = field.value !== '')
  return { refresh, toggle }
}

const replacementOf = (answer: unknown): { value: string; cursor?: number } | undefined => {
  if (typeof answer === 'string') return { value: answer }
  if (typeof answer !== 'object' || answer === null) return undefined
  const { value, cursor } = answer as { value?: unknown; cursor?: unknown }
  if (typeof value !== 'string') return undefined
  return typeof cursor === 'number' ? { value, cursor } : { value }
}

const caretOf = (field: Field): number => field.selectionEnd ?? field.value.length
const setCaret = (field: Field, start: number, end = start): void => {
  if (document.activeElement === field) field.setSelectionRange(start, end)
}

/** Text, caret and length: everything between the DOM's field and the handlers of the page. */
const typing = <P extends EditingProperties>(host: Host<P>, field: Field, options: Options, toggle: () => void) => {
  let composing = false
  let keyCode = 0
  const show = (text: string, caret?: number): void => {
    if (field.value !== text) field.value = text
    if (caret !== undefined) setCaret(field, caret)
    toggle()
    options.shown?.()
  }
  const remember = (): void => host.set({ value: field.value } as Partial<P>)
  const shorten = (): void => {
    const allowed = cut(field.value, host.get('maxlength'))
    if (allowed !== field.value) show(allowed, Math.min(caretOf(field), allowed.length))
  }
  const typed = (): void => {
    toggle()
    // As on a phone, a word that an input method still composes reaches the page when it is chosen.
    if (composing) return options.shown?.()
    shorten()
    options.shown?.()
    // Text of several lines put in at once is one change, though the browser tells of every line.
    if (field.value === host.get('value')) return
    remember()
    let answer: unknown
    const detail = { value: field.value, cursor: caretOf(field), keyCode }
    host.emit('input', detail, { onReturn: (value) => void (answer = value) })
    const replacement = options.replaces ? replacementOf(answer) : undefined
    if (!replacement) return
    show(cut(replacement.value, host.get('maxlength')), replacement.cursor ?? replacement.value.length)
    remember()
  }
  const composition = (type: string, begins: boolean) =>
    field.addEventListener(`composition${type}`, (event) => {
      composing = begins
      host.emit(`keyboardcomposition${type}`, { data: (event as CompositionEvent).data })
      if (type === 'end') typed()
    })
  composition('start', true)
  composition('update', true)
  composition('end', false)
  field.addEventListener('keydown', (event) => void (keyCode = (event as KeyboardEvent).keyCode))
  field.addEventListener('input', typed)
  return {
    refresh: (): void => {
      if (!composing && field.value !== host.get('value')) show(host.get('value'), host.get('value').length)
    },
    shorten,
  }
}

const selection = <P extends EditingProperties>(host: Host<P>, field: Field): void => {
  const [cursor, start, end] = [host.get('cursor'), host.get('selectionStart'), host.get('selectionEnd')]
  if (start >= 0 && end >= 0) setCaret(field, start, end)
  else if (cursor >= 0) setCaret(field, cursor)
}

/** Joins a native field to the element: value, length, placeholder, focus and their events. */
export const editing = <P extends EditingProperties>(
  host: Host<P>,
  field: Field,
  options: Options = { replaces: true },
): Editing<P> => {
  const hint = placeholderOf(host, field)
  const text = typing(host, field, options, hint.toggle)
  const focus = (): void => {
    if (!host.get('disabled')) field.focus({ preventScroll: false })
  }
  const wanted = (): void => {
    // The node is in the document only after the framework has put the whole template in.
    const want = host.get('focus') || host.get('autoFocus')
    setTimeout(() => {
      if (want) focus()
      else if (document.activeElement === field) field.blur()
    })
  }
  const confirm = (): void => {
    host.emit('confirm', { value: field.value })
    if (!host.get('confirmHold')) field.blur()
  }
  field.addEventListener('focus', () => {
    selection(host, field)
    host.emit('focus', { value: field.value, height: 0 })
  })
  field.addEventListener('blur', () => host.emit('blur', { value: field.value, cursor: caretOf(field) }))
  // A tap beside the text but inside the element starts typing, as on a phone.
  host.on('tap', () => document.activeElement !== field && focus())
  hint.refresh()
  const caret = (): void => selection(host, field)
  const hintChanged = hint.refresh
  return {
    focus,
    confirm,
    field: {
      name: () => host.get('name'),
      value: () => field.value,
      reset: () => host.set({ value: '' } as Partial<P>),
    },
    behaviour: {
      ariaTarget: field,
      attached() {
        hint.refresh()
        if (host.get('focus') || host.get('autoFocus')) wanted()
      },
      changed: {
        value: text.refresh,
        placeholder: hintChanged,
        placeholderStyle: hintChanged,
        placeholderClass: hintChanged,
        maxlength: text.shorten,
        focus: wanted,
        disabled() {
          field.disabled = host.get('disabled')
          host.dom.toggleAttribute('disabled', host.get('disabled'))
        },
        confirmType: () => field.setAttribute('enterkeyhint', enterKey(host.get('confirmType'))),
        cursor: caret,
        selectionStart: caret,
        selectionEnd: caret,
      } as Behaviour<P & Readonly<Record<string, unknown>>>['changed'] & object,
    },
  }
}

const enterKey = (confirmType: string): string =>
  ['send', 'search', 'next', 'go', 'done'].includes(confirmType) ? confirmType : 'enter'
