import { control } from './controls'
import { make } from './dom'
import { editing, editingProperties } from './editing'
import type { Host } from './element'
import { element } from './element'

const properties = {
  ...editingProperties('textarea-placeholder', 'return'),
  autoHeight: false,
  fixed: false,
  showConfirmBar: true,
  disableDefaultPadding: false,
}

/** The height of one line; "normal" depends on the font that is there. */
const lineHeight = (field: HTMLTextAreaElement): number => {
  const probe = make('div', { text: '字A', class: 'wx-line-probe' })
  field.after(probe)
  const height = probe.offsetHeight
  probe.remove()
  return Math.max(1, height)
}

/** Number and height of the lines; the field's own scroll height is read while it is made small. */
const measure = (field: HTMLTextAreaElement): { height: number; lineCount: number } => {
  const before = field.style.height
  field.style.height = '0'
  const style = getComputedStyle(field)
  const padding = parseFloat(style.paddingTop) + parseFloat(style.paddingBottom)
  const height = field.scrollHeight
  field.style.height = before
  return { height, lineCount: Math.max(1, Math.round((height - padding) / lineHeight(field))) }
}

/** Grows with its lines when auto-height is set, and tells the page when their number changes. */
const lines = (host: Host<typeof properties>, field: HTMLTextAreaElement) => {
  let known = 0
  return (): void => {
    if (!field.isConnected || field.clientWidth === 0) return
    const { height, lineCount } = measure(field)
    host.style({ height: host.get('autoHeight') ? `${height}px` : '' })
    if (lineCount === known) return
    known = lineCount
    const width = host.dom.closest<HTMLElement>('.phone-page')?.clientWidth ?? document.documentElement.clientWidth
    host.emit('linechange', { height, heightRpx: (height * 750) / width, lineCount })
  }
}

/** <textarea>; what its input handler returns is ignored, as in WeChat. */
export const textarea = element(properties, (host) => {
  const field = document.createElement('textarea')
  const refresh = lines(host, field)
  const edit = editing(host, field, { replaces: false, shown: refresh })
  let width = 0
  // Lines break anew in another width; the height that follows must not be set while sizes are told.
  const resized = new ResizeObserver(() => {
    if (host.dom.clientWidth === width) return
    width = host.dom.clientWidth
    requestAnimationFrame(refresh)
  })
  field.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter' || event.isComposing || host.get('confirmType') === 'return') return
    event.preventDefault()
    edit.confirm()
  })
  control.is(host.component, { named: field, activate: () => edit.focus(), field: edit.field })
  return {
    ...edit.behaviour,
    attached() {
      edit.behaviour.attached?.()
      resized.observe(host.dom)
    },
    detached: () => resized.disconnect(),
    changed: {
      ...edit.behaviour.changed,
      autoHeight() {
        host.dom.toggleAttribute('auto-height', host.get('autoHeight'))
        refresh()
      },
    },
  }
})
