import { asyncApis, requiredTexts, WxFailure, type ApiTable } from '../api'
import type { Transport } from '../cloud/transport'
import type { WxContext } from '../context'
import { button, h } from '../ui/dom'
import { openLayer } from '../ui/layer'
import { appName } from './permissions'

type Answer = 'accept' | 'reject'

interface Answers {
  readonly [templateId: string]: Answer
}

const MOST = 3
const REMEMBERED = 'subscribe-remembered'

/** wx.requestSubscribeMessage: a sheet with one box a template; each accept is one message. */
export function subscribe(ctx: WxContext, transport: Transport): ApiTable {
  return asyncApis({
    requestSubscribeMessage: async (o) => {
      const ids = requiredTexts(o, 'tmplIds')
      if (ids.length === 0) throw new WxFailure("TmplIds can't be empty", { errCode: 10001 })
      if (ids.length > MOST) throw new WxFailure('Templates count out of max bounds', { errCode: 20003 })
      if (!ctx.gesture.active) throw new WxFailure('can only be invoked by user TAP gesture.', { errCode: 20026 })
      if (ctx.network.offline) throw new WxFailure('Request list fail', { errCode: 10002 })
      const answers = remembered(ctx, ids) ?? (await askFor(ctx, ids))
      const accepted = ids.filter((id) => answers[id] === 'accept')
      if (accepted.length > 0)
        await transport.post({ path: 'subscribe', body: JSON.stringify({ templateIds: accepted, accept: true }) })
      return answers
    },
  })
}

/** The answers that were to be kept always, when every template has one. */
function remembered({ local }: WxContext, ids: readonly string[]): Answers | undefined {
  const kept = local.get<Answers>(REMEMBERED, {})
  const entries = ids.flatMap((id) => (kept[id] ? [[id, kept[id]] as const] : []))
  return entries.length === ids.length ? Object.fromEntries(entries) : undefined
}

function askFor({ host, local }: WxContext, ids: readonly string[]): Promise<Answers> {
  return new Promise((resolve) => {
    const boxes = ids.map((id) => ({ id, box: h('input', { type: 'checkbox' }) }))
    const always = h('input', { type: 'checkbox' })
    for (const { box } of boxes) box.checked = true
    const answer = (allowed: boolean) => {
      const choice = ({ id, box }: { id: string; box: HTMLInputElement }) =>
        [id, allowed && box.checked ? 'accept' : 'reject'] as const
      const answers: Answers = Object.fromEntries(boxes.map(choice))
      if (always.checked) local.set(REMEMBERED, { ...local.get<Answers>(REMEMBERED, {}), ...answers })
      layer.close()
      resolve(answers)
    }
    const layer = openLayer(host.overlay, { place: 'bottom', label: '订阅消息', className: 'wxui-ask' })
    layer.panel.append(
      h('h2', { class: 'wxui-ask-title', text: `“${appName(host)}”申请向你发送以下消息` }),
      ...boxes.map(({ id, box }) => h('label', { class: 'wxui-check' }, box, host.templateTitle(id) ?? id)),
      h('label', { class: 'wxui-check wxui-check--quiet' }, always, '总是保持以上选择，不再询问'),
      h(
        'div',
        { class: 'wxui-ask-buttons' },
        button('取消', 'wxui-button wxui-button--quiet', () => answer(false)),
        button('允许', 'wxui-button wxui-button--main', () => answer(true)),
      ),
    )
  })
}
