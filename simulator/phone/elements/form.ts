import { below, control } from './controls'
import type { GeneralComponent, Host } from './element'
import { element } from './element'

const properties = { reportSubmit: false, reportSubmitTimeout: 0 }

interface Field {
  name(): string
  value(): unknown
  reset(): void
}

/** A component of the app with the behaviour wx://form-field carries its name and value as properties. */
const customField = (component: GeneralComponent): Field => ({
  name: () => String(component.data.name ?? ''),
  value: () => component.data.value as unknown,
  reset: () => undefined,
})

function* fields(host: Host<typeof properties>): Generator<Field> {
  for (const node of below(host.component)) {
    const own = control.of(node)?.field
    const component = node.asGeneralComponent()
    if (own) yield own
    else if (component && host.services.hasBehavior(component, 'wx://form-field')) yield customField(component)
  }
}

/** <form>: collects what lies in it by name when a button submits it. */
export const form = element(properties, (host) => {
  const submit = (button: GeneralComponent): void => {
    const value: Record<string, unknown> = {}
    for (const field of fields(host)) {
      const name = field.name()
      if (name) value[name] = field.value()
    }
    const target = { id: button.id, dataset: button.dataset as unknown, offsetLeft: 0, offsetTop: 0 }
    host.emit('submit', { value, target, ...(host.get('reportSubmit') && { formId: 'the formId is a mock one' }) })
  }
  const reset = (): void => {
    for (const field of fields(host)) field.reset()
    host.emit('reset', { target: {} })
  }
  control.is(host.component, { form: { submit, reset } })
})
