import type { PhoneHost } from '../../host'
import { asyncApis, requiredText, WxFailure, type ApiTable } from '../api'
import type { LocalState } from '../local-state'
import { ask } from '../ui/ask'
import { button, h } from '../ui/dom'
import { openLayer } from '../ui/layer'

type Answers = Readonly<Record<string, boolean>>

interface Scope {
  /** as the question says it */
  readonly wish: string
  /** as the settings page says it */
  readonly name: string
}

const SCOPES: Readonly<Record<string, Scope>> = {
  'scope.userLocation': { wish: '获取你的位置信息', name: '位置信息' },
  'scope.userFuzzyLocation': { wish: '获取你的模糊位置信息', name: '模糊位置信息' },
  'scope.record': { wish: '使用你的麦克风', name: '麦克风' },
  'scope.camera': { wish: '使用你的摄像头', name: '摄像头' },
  'scope.writePhotosAlbum': { wish: '保存图片或视频到你的相册', name: '添加到相册' },
  'scope.addPhoneContact': { wish: '使用你的通讯录（仅写入）', name: '添加到联系人' },
  'scope.addPhoneCalendar': { wish: '使用你的日历（仅写入）', name: '添加到日历' },
  'scope.werun': { wish: '获取你的微信运动步数', name: '微信运动步数' },
}

const STORED = 'permissions'
const record = (value: unknown): Record<string, unknown> =>
  typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {}

/** What a person has allowed this app: asked once, then remembered; changed in the settings page alone. */
export class Permissions {
  constructor(
    readonly host: PhoneHost,
    readonly local: LocalState,
  ) {}

  answers(): Answers {
    return this.local.get<Answers>(STORED, {})
  }

  /** Ask for a scope unless it was answered before. @throws "auth deny" when it is refused */
  async require(name: string): Promise<void> {
    const scope = SCOPES[name]
    if (!scope) throw new WxFailure(`invalid scope ${name}`)
    const answer = this.answers()[name] ?? (await this.#question(name, scope))
    if (!answer) throw new WxFailure('auth deny', { errno: 103 })
  }

  /** The settings page; resolves when it is left. */
  settings(): Promise<Answers> {
    return new Promise((resolve) => {
      const close = () => {
        layer.close()
        resolve(this.answers())
      }
      const layer = openLayer(this.host.overlay, { place: 'full', label: '设置', className: 'wxui-settings' })
      const rows = Object.entries(this.answers()).map(([name, allowed]) => this.#row(name, allowed))
      layer.panel.append(
        h(
          'div',
          { class: 'wxui-settings-bar' },
          button('返回', 'wxui-settings-back', close),
          h('h2', { text: '设置' }),
        ),
        h('p', { class: 'wxui-settings-hint', text: `允许“${appName(this.host)}”使用` }),
        ...(rows.length > 0 ? rows : [h('p', { class: 'wxui-settings-hint', text: '还没有用到任何权限' })]),
      )
    })
  }

  #row(name: string, allowed: boolean): HTMLElement {
    const box = h('input', { type: 'checkbox', role: 'switch', class: 'wxui-switch' })
    box.checked = allowed
    box.addEventListener('change', () => this.#keep(name, box.checked))
    return h('label', { class: 'wxui-settings-row' }, SCOPES[name]?.name ?? name, box)
  }

  async #question(name: string, { wish }: Scope): Promise<boolean> {
    const desc = record(record(this.host.app.config['permission'])[name])['desc']
    const answer = await ask(this.host.overlay, {
      title: `“${appName(this.host)}”申请${wish}`,
      refuse: '拒绝',
      accept: '允许',
      ...(typeof desc === 'string' && { text: desc }),
    })
    this.#keep(name, answer)
    return answer
  }

  #keep(name: string, answer: boolean): void {
    this.local.set(STORED, { ...this.answers(), [name]: answer })
  }
}

/** The app's name as WeChat's own questions say it. */
export function appName(host: PhoneHost): string {
  const title = host.app.config.window['navigationBarTitleText']
  return typeof title === 'string' && title ? title : '小程序'
}

export function permissionsApi(permissions: Permissions): ApiTable {
  return asyncApis({
    getSetting: () => ({ authSetting: permissions.answers(), subscriptionsSetting: { mainSwitch: true } }),
    openSetting: async () => ({ authSetting: await permissions.settings() }),
    authorize: (o) => permissions.require(requiredText(o, 'scope')),
  })
}
