import { control } from './controls'
import { attribute, keyboardTap, make } from './dom'
import { element } from './element'

/** <switch>, or a box to tick with type="checkbox". */
export const switchElement = element(
  { checked: false, disabled: false, type: 'switch', color: '#04BE02', name: '' },
  (host) => {
    const { dom } = host
    dom.append(make('span', { class: 'wx-switch', attributes: { 'aria-hidden': 'true' } }))
    dom.tabIndex = 0
    keyboardTap(dom)
    const reflect = (): void => {
      const isSwitch = host.get('type') !== 'checkbox'
      dom.setAttribute('role', isSwitch ? 'switch' : 'checkbox')
      dom.firstElementChild!.className = isSwitch ? 'wx-switch' : 'wx-choice wx-choice-checkbox'
      dom.setAttribute('aria-checked', String(host.get('checked')))
      dom.toggleAttribute('checked', host.get('checked'))
      dom.toggleAttribute('disabled', host.get('disabled'))
      attribute(dom, 'aria-disabled', host.get('disabled') ? 'true' : undefined)
      host.style({ '--color': host.get('color') })
    }
    const toggle = (): void => {
      if (host.get('disabled')) return
      host.set({ checked: !host.get('checked') })
      host.emit('change', { value: host.get('checked') })
    }
    host.on('tap', toggle)
    control.is(host.component, {
      named: dom,
      activate: toggle,
      field: {
        name: () => host.get('name'),
        value: () => host.get('checked'),
        reset: () => host.set({ checked: false }),
      },
    })
    reflect()
    return { changed: { checked: reflect, disabled: reflect, type: reflect, color: reflect } }
  },
)
