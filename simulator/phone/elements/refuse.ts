import type * as glassEasel from 'glass-easel'
import { template } from './shape'
import type { ElementServices } from './services'

/**
 * A tag that neither the app nor WeChat's set defines, or an element that this phone does not have: loud, with its
 * name, and visible on the page. Without this the framework makes a mute node of any name.
 */
export const refuseUnknown = (space: glassEasel.ComponentSpace, services: ElementServices): void => {
  const known = space.getGlobalUsingComponent.bind(space)
  const refused = new Map<string, glassEasel.GeneralComponentDefinition>()
  const refusal = (name: string): glassEasel.GeneralComponentDefinition => {
    const text = `<${name}> 在这部手机上没有实现`
    const definition = space.defineComponent({
      is: `wx-refused/${name}`,
      template: template(),
      lifetimes: {
        created(this: glassEasel.GeneralComponent) {
          const dom = this.$$ as unknown as HTMLElement
          dom.setAttribute('data-refused', text)
          services.problem(`${text}（${this.ownerShadowRoot?.getHostNode().is ?? ''}）`)
        },
      },
    })
    return definition.general()
  }
  space.getGlobalUsingComponent = (name) => {
    const definition = known(name)
    // The framework asks for the empty name when it makes its root.
    if (definition !== null || name === '') return definition
    if (!refused.has(name)) refused.set(name, refusal(name))
    return refused.get(name) ?? null
  }
}
