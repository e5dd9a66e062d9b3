import { above, control } from './controls'
import { attribute, keyboardTap } from './dom'
import type { Host } from './element'
import { element } from './element'
import { hover, hoverProperties } from './hover'
import { openTypes } from './open-types'

const properties = {
  size: 'default',
  type: 'default',
  plain: false,
  disabled: false,
  loading: false,
  formType: '',
  openType: '',
  name: '',
  lang: 'en',
  sessionFrom: '',
  sendMessageTitle: '',
  sendMessagePath: '',
  sendMessageImg: '',
  showMessageCard: false,
  appParameter: '',
  businessId: '',
  phoneNumberNoQuotaToast: true,
  needShowEntrance: true,
  entrancePath: '',
  groupId: '',
  guildId: '',
  publicId: '',
  shareType: 0,
  shareMode: '',
  ...hoverProperties('button-hover', 20, 70),
}

export type ButtonHost = Host<typeof properties>

/** A button inside a component reaches the form outside when the component says that it is a form's button. */
const formOf = (host: ButtonHost) => {
  const through = (owner: Parameters<typeof host.services.hasBehavior>[0]): boolean =>
    host.services.hasBehavior(owner, 'wx://form-field-button')
  for (const node of above(host.component, through)) {
    const form = control.of(node)?.form
    if (form) return form
  }
  return undefined
}

const actOnForm = (host: ButtonHost): void => {
  const type = host.get('formType')
  if (!type) return
  if (type !== 'submit' && type !== 'reset') return host.services.problem(`<button> 没有 form-type="${type}"`)
  const form = formOf(host)
  if (type === 'submit') form?.submit(host.component)
  else form?.reset()
}

/** One tap may serve two: "getPhoneNumber|agreePrivacyAuthorization". */
const openAll = (host: ButtonHost): void => {
  for (const type of host.get('openType').split('|').filter(Boolean)) {
    const open = openTypes[type]
    if (open) void open(host)
    else host.services.problem(`<button> 的 open-type="${type}" 在这部手机上没有实现`)
  }
}

/** <button>: looks by attributes (stylesheet), forms, open-type. */
export const button = element(properties, (host) => {
  const { dom, component } = host
  const disabled = (): boolean => host.get('disabled')
  dom.setAttribute('role', 'button')
  dom.tabIndex = 0
  keyboardTap(dom)
  hover(host, 'button-hover', () => !disabled())
  // A disabled button answers no tap, neither its own handler's nor a form's.
  host.on('tap', (event) => disabled() && event.stopPropagation(), { capture: true })
  host.on('tap', () => {
    actOnForm(host)
    openAll(host)
  })
  control.is(component, { activate: () => dom.click() })

  const reflect = (name: 'type' | 'size') => (): void => attribute(dom, name, host.get(name))
  const flag = (name: 'plain' | 'loading') => (): void => void dom.toggleAttribute(name, host.get(name))
  reflect('type')()
  reflect('size')()
  return {
    changed: {
      type: reflect('type'),
      size: reflect('size'),
      plain: flag('plain'),
      loading: flag('loading'),
      disabled() {
        dom.toggleAttribute('disabled', disabled())
        attribute(dom, 'aria-disabled', disabled() ? 'true' : undefined)
        dom.tabIndex = disabled() ? -1 : 0
      },
    },
  }
})
