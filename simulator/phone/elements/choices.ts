import { above, below, control } from './controls'
import { attribute, keyboardTap, make } from './dom'
import type { GeneralComponent, Host } from './element'
import { element } from './element'

const properties = {
  value: '',
  checked: false,
  disabled: false,
  color: '#09BB07',
  backgroundColor: '',
  borderColor: '',
  activeBackgroundColor: '',
  activeBorderColor: '',
  iconColor: '',
}

type ChoiceHost = Host<typeof properties>
type Kind = 'checkbox' | 'radio'

const COLORS = {
  color: '--color',
  backgroundColor: '--background',
  borderColor: '--border',
  activeBackgroundColor: '--active-background',
  activeBorderColor: '--active-border',
  iconColor: '--icon',
} as const

/** The nearest group around an item in the same template. */
const groupOf = (component: GeneralComponent) => {
  for (const node of above(component)) {
    const group = control.of(node)?.group
    if (group) return group
  }
  return undefined
}

const paint = (host: ChoiceHost): void => {
  const names = Object.keys(COLORS) as (keyof typeof COLORS)[]
  host.style(Object.fromEntries(names.map((name) => [COLORS[name], host.get(name)])))
}

/** A box and its words. The box is the item's own, the words are the content. */
const choice = (kind: Kind) =>
  element(properties, (host) => {
    const { dom, component } = host
    dom.prepend(make('span', { class: `wx-choice wx-choice-${kind}`, attributes: { 'aria-hidden': 'true' } }))
    dom.setAttribute('role', kind)
    dom.tabIndex = 0
    keyboardTap(dom)
    const checked = (): boolean => host.get('checked')
    const reflect = (): void => {
      dom.setAttribute('aria-checked', String(checked()))
      dom.toggleAttribute('checked', checked())
    }
    const pick = (): void => {
      if (host.get('disabled') || (kind === 'radio' && checked())) return
      host.set({ checked: !checked() })
      groupOf(component)?.itemChanged(component, true)
    }
    host.on('tap', pick)
    control.is(component, {
      named: dom,
      activate: pick,
      item: { kind, value: () => host.get('value'), checked, uncheck: () => host.set({ checked: false }) },
    })
    reflect()
    const colors = Object.fromEntries(Object.keys(COLORS).map((name) => [name, () => paint(host)]))
    return {
      changed: {
        ...colors,
        checked() {
          reflect()
          if (checked()) groupOf(component)?.itemChanged(component, false)
        },
        disabled() {
          dom.toggleAttribute('disabled', host.get('disabled'))
          attribute(dom, 'aria-disabled', host.get('disabled') ? 'true' : undefined)
        },
      },
    }
  })

/** The items of a group in the order of the page. */
const items = (group: GeneralComponent, kind: Kind) =>
  [...below(group)].flatMap((node) => {
    const item = control.of(node)?.item
    return item?.kind === kind ? [{ node, item }] : []
  })

const checkedValues = (component: GeneralComponent, kind: Kind): string[] =>
  items(component, kind)
    .filter(({ item }) => item.checked())
    .map(({ item }) => item.value())

const group = (kind: Kind, role: string) =>
  element({ name: '' }, (host) => {
    const { component } = host
    host.dom.setAttribute('role', role)
    const value = (): string | string[] => {
      const values = checkedValues(component, kind)
      return kind === 'checkbox' ? values : (values[0] ?? '')
    }
    control.is(component, {
      field: {
        name: () => host.get('name'),
        value,
        reset: () => items(component, kind).forEach(({ item }) => item.uncheck()),
      },
      group: {
        itemChanged(changed, byHand) {
          if (kind === 'radio') {
            for (const { node, item } of items(component, kind)) if (node !== changed && item.checked()) item.uncheck()
          }
          if (byHand) host.emit('change', { value: value() })
        },
      },
    })
  })

export const checkbox = choice('checkbox')
export const radio = choice('radio')
export const checkboxGroup = group('checkbox', 'group')
export const radioGroup = group('radio', 'radiogroup')
