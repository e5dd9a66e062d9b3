import { asyncApis, cancelled, textOf, WxFailure, type ApiTable } from '../api'
import type { WxContext } from '../context'
import { button, h } from '../ui/dom'
import { openLayer } from '../ui/layer'

/** Where the phone stands: the centre of Chongqing. */
const PLACE = { latitude: 29.563, longitude: 106.5516 }
const FIX = { ...PLACE, speed: -1, accuracy: 30, altitude: 0, verticalAccuracy: 0, horizontalAccuracy: 30 }

/** app.json must name each location interface that the app uses, else it fails. */
function checkDeclared({ host }: WxContext, name: string): void {
  const declared = host.app.config['requiredPrivateInfos']
  if (Array.isArray(declared) && declared.includes(name)) return
  throw new WxFailure('the api need to be declared in the requiredPrivateInfos field in app.json/ext.json', {
    errno: 112,
  })
}

/** The place of the phone, with its permission. */
export function location(ctx: WxContext): ApiTable {
  const locate = (name: string, scope: string) => async () => {
    checkDeclared(ctx, name)
    await ctx.privacy.require(name)
    await ctx.permissions.require(scope)
    return FIX
  }
  return asyncApis({
    getLocation: locate('getLocation', 'scope.userLocation'),
    getFuzzyLocation: locate('getFuzzyLocation', 'scope.userFuzzyLocation'),
    chooseLocation: async () => {
      checkDeclared(ctx, 'chooseLocation')
      await ctx.privacy.require('chooseLocation')
      return { ...PLACE, ...(await askForPlace(ctx.host.overlay)), errMsg: 'chooseLocation:ok' }
    },
    openLocation: (o) => showPlace(ctx.host.overlay, textOf(o, 'name', '位置'), textOf(o, 'address')),
  })
}

function askForPlace(overlay: HTMLElement): Promise<{ name: string; address: string }> {
  return new Promise((resolve, reject) => {
    const cancel = () => {
      layer.close()
      reject(cancelled())
    }
    const layer = openLayer(overlay, { place: 'bottom', label: '选择位置', className: 'wxui-ask', onDismiss: cancel })
    const name = h('input', { class: 'wxui-field', 'aria-label': '地点名称', placeholder: '地点名称' })
    const done = () => {
      layer.close()
      resolve({ name: name.value.trim(), address: name.value.trim() })
    }
    layer.panel.append(
      h('h2', { class: 'wxui-ask-title', text: '选择位置' }),
      name,
      h(
        'div',
        { class: 'wxui-ask-buttons' },
        button('取消', 'wxui-button wxui-button--quiet', cancel),
        button('完成', 'wxui-button wxui-button--main', done),
      ),
    )
    name.focus()
  })
}

function showPlace(overlay: HTMLElement, name: string, address: string): void {
  const layer = openLayer(overlay, {
    place: 'full',
    label: name,
    className: 'wxui-settings',
    onDismiss: () => layer.close(),
  })
  const back = button('返回', 'wxui-settings-back', () => layer.close())
  layer.panel.append(
    h('div', { class: 'wxui-settings-bar' }, back, h('h2', { text: name })),
    h('p', { class: 'wxui-settings-hint', text: address }),
  )
}
