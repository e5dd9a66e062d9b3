import type { ElementServices, ShareTarget } from '../elements/services'
import type { Wx } from '../wx'
import { joinPath } from './modules'
import type { Components } from './components'
import { openCard } from './frame/sheet'
import type { PageStack } from './stack'
import { parseUrl } from './url'

export interface ServiceParts {
  readonly components: Components
  readonly stack: PageStack
  readonly overlay: HTMLElement
  readonly wx: Wx
  share(from: 'button' | 'menu', target?: ShareTarget): void
}

type Api = (options: Readonly<Record<string, unknown>>) => Promise<Record<string, unknown>>

const isInline = (src: string): boolean => /^(?:data|blob):/.test(src)

/** What the elements need from the phone. */
export function elementServices({ components, stack, overlay, wx, share }: ServiceParts): ElementServices {
  return {
    navigation: stack,
    overlay: () => overlay,
    problem: (text) => components.problems.report(text),
    callWx: (name, options) => (wx.wx[name] as Api)(options),
    resourceUrl: (src, owner) => resourceUrl(src, owner, wx),
    pageMeta: (element, meta) => stack.pageOf(element)?.applyMeta(meta),
    phoneCode: () => wx.phoneCode(),
    share: (target) => share('button', target),
    contact: async ({ title, path, card }) => {
      await openCard(overlay, '客服会话', card && title ? [title] : ['正在接入客服'], '返回小程序')
      return parseUrl(path)
    },
    agreePrivacy: (buttonId) => wx.privacy.agreeByButton(buttonId),
    hasBehavior: (component, name) => components.behaviors.has(component, name),
    scroller: () => {
      const page = stack.front
      if (!page) throw new Error('no page is open')
      return page.scroller
    },
  }
}

function resourceUrl(src: string, owner: string, wx: Wx): string | Promise<string> {
  if (isInline(src)) return src
  if (/^https?:/i.test(src)) {
    if (new URL(src).origin === location.origin) return src
    throw new Error('这部手机不取外面的文件')
  }
  return wx.urlOf(/^[a-z][\w+.-]*:/i.test(src) ? src : `/${joinPath(owner, src)}`)
}
