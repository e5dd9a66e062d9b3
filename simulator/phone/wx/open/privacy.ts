import type { PhoneHost } from '../../host'
import { asyncApis, WxFailure, type ApiTable } from '../api'
import type { LocalState } from '../local-state'
import { ask } from '../ui/ask'
import { button, h } from '../ui/dom'
import { openLayer } from '../ui/layer'
import { appName } from './permissions'

interface Answer {
  readonly event?: string
  readonly buttonId?: string
}

type Listener = (resolve: (answer: Answer) => void, info: { referrer: string }) => void

const STORED = 'privacy-agreed'
const CONTRACT = '《小程序隐私保护指引》'

const refused = () => new WxFailure('privacy permission is not authorized', { errno: 104 })

/**
 * Consent to the privacy guide before the first guarded interface, when app.json says __usePrivacyCheck__. An app that
 * listens to onNeedPrivacyAuthorization asks by itself; else WeChat's own sheet does.
 */
export class Privacy {
  #listener: Listener | undefined
  #asking: Promise<boolean> | undefined
  /** the agreePrivacyAuthorization button that was tapped last */
  #agreedButton: string | undefined

  constructor(
    readonly host: PhoneHost,
    readonly local: LocalState,
  ) {}

  get needed(): boolean {
    return this.host.app.config['__usePrivacyCheck__'] === true && !this.local.get(STORED, false)
  }

  /** Wait for the consent that `name` needs. @throws when it is refused */
  async require(name: string): Promise<void> {
    if (!this.needed) return
    this.#asking ??= this.#ask(name).finally(() => (this.#asking = undefined))
    if (!(await this.#asking)) throw refused()
  }

  /** A button of open-type agreePrivacyAuthorization was tapped. */
  agreeByButton(buttonId: string): void {
    this.#agreedButton = buttonId
    // Outside of a question (an app that asks at its start) the button alone is the consent.
    if (!this.#asking) this.agree()
  }

  agree(): void {
    this.local.set(STORED, true)
  }

  listen(listener: Listener): void {
    this.#listener = listener
  }

  /** The text of the guide; resolves when it is closed. */
  openContract(): Promise<void> {
    return new Promise((resolve) => {
      const close = () => {
        layer.close()
        resolve()
      }
      const layer = openLayer(this.host.overlay, { place: 'full', label: CONTRACT, className: 'wxui-settings' })
      layer.panel.append(
        h(
          'div',
          { class: 'wxui-settings-bar' },
          button('返回', 'wxui-settings-back', close),
          h('h2', { text: CONTRACT }),
        ),
        h('p', { class: 'wxui-settings-hint', text: '正式版在这里显示小程序管理后台填写的隐私保护指引。' }),
      )
    })
  }

  #ask(name: string): Promise<boolean> {
    const listener = this.#listener
    if (!listener) return this.#ownSheet()
    return new Promise((resolve) => {
      const answer = ({ event, buttonId }: Answer) => {
        if (event === 'disagree') return resolve(false)
        if (event !== 'agree') return // exposureAuthorization: the question is on the screen
        const byButton = this.#agreedButton !== undefined && this.#agreedButton === buttonId
        if (byButton) this.agree()
        resolve(byButton)
      }
      listener(answer, { referrer: name })
    })
  }

  async #ownSheet(): Promise<boolean> {
    const link = button(CONTRACT, 'wxui-link', () => void this.openContract())
    const agreed = await ask(this.host.overlay, {
      title: '用户隐私保护提示',
      text: `使用“${appName(this.host)}”前，请阅读并同意：`,
      detail: link,
      refuse: '拒绝',
      accept: '同意',
    })
    if (agreed) this.agree()
    return agreed
  }
}

export function privacyApi(privacy: Privacy): ApiTable {
  return {
    ...asyncApis({
      getPrivacySetting: () => ({ needAuthorization: privacy.needed, privacyContractName: CONTRACT }),
      requirePrivacyAuthorize: () => privacy.require('requirePrivacyAuthorize'),
      openPrivacyContract: () => privacy.openContract(),
    }),
    onNeedPrivacyAuthorization: (listener: Listener) => privacy.listen(listener),
  }
}
