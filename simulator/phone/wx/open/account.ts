import { asyncApis, WxFailure, type ApiTable } from '../api'
import type { WxContext } from '../context'

/** Names that the documentation gives to withdrawn profiles. */
const ANONYMOUS = { nickName: '微信用户', avatarUrl: '', gender: 0, country: '', province: '', city: '', language: '' }

const BY_TAP = 'can only be invoked by user TAP gesture.'

/** Login and profile. The profile is the anonymous one that WeChat has given out since it withdrew the real one. */
export function account({ gesture }: WxContext): ApiTable {
  const profile = () => ({
    userInfo: ANONYMOUS,
    rawData: JSON.stringify(ANONYMOUS),
    signature: '',
    encryptedData: '',
    iv: '',
  })
  return asyncApis({
    login: () => ({ code: crypto.randomUUID().replaceAll('-', '') }),
    checkSession: () => undefined,
    getUserInfo: profile,
    getUserProfile: (o) => {
      if (!gesture.active) throw new WxFailure(BY_TAP)
      if (typeof o['desc'] !== 'string' || o['desc'] === '')
        throw new WxFailure('parameter error: parameter.desc should be a non-empty String')
      return profile()
    },
  })
}
