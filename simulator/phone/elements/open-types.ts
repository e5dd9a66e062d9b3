import type { ButtonHost } from './button'
import { askConsent } from './sheet'

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error))

const phone = (kind: 'phone' | 'realtime') => async (host: ButtonHost) => {
  const name = kind === 'phone' ? 'getPhoneNumber' : 'getRealtimePhoneNumber'
  const event = name.toLowerCase()
  const allowed = await askConsent(
    host.services.overlay(),
    kind === 'phone' ? '申请获取你的手机号' : '申请获取并验证你的手机号',
    '允许后，小程序会得到你在微信绑定的手机号码',
  )
  if (!allowed) return host.emit(event, { errMsg: `${name}:fail user deny` })
  try {
    const code = await host.services.phoneCode(kind)
    host.emit(event, { errMsg: `${name}:ok`, code })
  } catch (error) {
    host.emit(event, { errMsg: `${name}:fail ${messageOf(error)}` })
  }
}

const chooseAvatar = async (host: ButtonHost): Promise<void> => {
  try {
    const { tempFiles } = await host.services.callWx('chooseMedia', { count: 1, mediaType: ['image'] })
    const [file] = tempFiles as { tempFilePath: string }[]
    if (file) host.emit('chooseavatar', { avatarUrl: file.tempFilePath })
  } catch (error) {
    host.emit('error', { errMsg: `chooseAvatar:fail ${messageOf(error)}` })
  }
}

const openSetting = async (host: ButtonHost): Promise<void> => {
  try {
    host.emit('opensetting', await host.services.callWx('openSetting', {}))
  } catch (error) {
    host.emit('opensetting', { errMsg: messageOf(error) })
  }
}

const contact = async (host: ButtonHost): Promise<void> => {
  const back = await host.services.contact({
    sessionFrom: host.get('sessionFrom'),
    title: host.get('sendMessageTitle'),
    path: host.get('sendMessagePath'),
    image: host.get('sendMessageImg'),
    card: host.get('showMessageCard'),
  })
  host.emit('contact', { errMsg: 'enterContact:ok', ...back })
}

const share = (host: ButtonHost): void =>
  host.services.share({ id: host.component.id, dataset: host.component.dataset as Record<string, unknown> })

const agreePrivacy = (host: ButtonHost): void => {
  host.services.agreePrivacy(host.component.id)
  host.emit('agreeprivacyauthorization', { errMsg: 'agreePrivacyAuthorization:ok' })
}

/** There is no other app to return to: refused as WeChat does outside of such a visit, and loudly. */
const launchApp = (host: ButtonHost): void => {
  host.services.problem('<button> 的 open-type="launchApp" 在这部手机上没有实现')
  host.emit('error', { errMsg: 'launchApp:fail invalid scene' })
}

/** What a tap on a button does for its open-type. */
export const openTypes: Readonly<Record<string, (host: ButtonHost) => void | Promise<void>>> = {
  getPhoneNumber: phone('phone'),
  getRealtimePhoneNumber: phone('realtime'),
  chooseAvatar,
  openSetting,
  contact,
  share,
  agreePrivacyAuthorization: agreePrivacy,
  launchApp,
}
