import { control } from './controls'
import { attribute } from './dom'
import { element } from './element'
import { editing, editingProperties } from './editing'

const properties = {
  ...editingProperties('input-placeholder', 'done'),
  type: 'text',
  password: false,
  safePasswordCertPath: '',
  safePasswordLength: 0,
  safePasswordTimeStamp: 0,
  safePasswordNonce: '',
  safePasswordSalt: '',
  safePasswordCustomHash: '',
}

/** type → which keyboard a phone would show */
const KEYBOARDS: Record<string, string> = {
  text: 'text',
  number: 'numeric',
  idcard: 'text',
  digit: 'decimal',
  nickname: 'text',
  'safe-password': 'text',
  // Types of vant, passed on; WeChat does not know them and shows the keyboard for text.
  tel: 'text',
  search: 'text',
  password: 'text',
}

/** <input> */
export const input = element(properties, (host) => {
  const field = document.createElement('input')
  field.type = 'text'
  field.autocomplete = 'off'
  const edit = editing(host, field)
  field.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter' || event.isComposing) return
    event.preventDefault()
    edit.confirm()
  })
  const keyboard = (): void => {
    const type = host.get('type')
    field.type = host.get('password') || type === 'safe-password' ? 'password' : 'text'
    attribute(field, 'inputmode', KEYBOARDS[type] ?? 'text')
    if (!(type in KEYBOARDS)) host.services.problem(`<input> 没有 type="${type}"`)
  }
  field.addEventListener('blur', () => {
    if (host.get('type') === 'nickname') host.emit('nicknamereview', { pass: true, timeout: false })
  })
  control.is(host.component, { named: field, activate: () => edit.focus(), field: edit.field })
  return {
    ...edit.behaviour,
    changed: { ...edit.behaviour.changed, type: keyboard, password: keyboard },
  }
})
