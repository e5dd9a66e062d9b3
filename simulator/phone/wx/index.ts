import type { PhoneHost } from '../host'
import { appEvents } from './app-events'
import type { ApiTable } from './api'
import { canIUse } from './can-i-use'
import { cloud } from './cloud'
import type { WxContext } from './context'
import { device } from './device'
import { NetworkWatch } from './device/network'
import { SDK_VERSION } from './device/system'
import { noArchive, openArchive, type Archive } from './files/archive'
import { fileApi } from './files/manager'
import { USER_ROOT } from './files/paths'
import { FileStore } from './files/store'
import { urlResolver } from './files/urls'
import { Gesture } from './gesture'
import { LocalState } from './local-state'
import { media } from './media'
import { open } from './open'
import { Permissions } from './open/permissions'
import { Privacy } from './open/privacy'
import { page } from './page'
import { strict } from './strict'
import { feedback } from './ui/feedback'
import { Toast } from './ui/toast'

/** wx, and what elements and the runtime need of its inside. */
export interface Wx {
  readonly wx: Record<string, unknown>
  /** a URL that the browser can load for wxfile://, cloud:// or a path of the app; rejects when there is no such file */
  urlOf(path: string): Promise<string>
  /** the URL of a temporary or saved file; undefined for anything else */
  localUrl(path: string): string | undefined
  readonly privacy: Privacy
  /** a code for this person's telephone number */
  phoneCode(): Promise<string>
}

let archive: Archive = noArchive()

/** Load the files that this person has saved; to be awaited before `createWx`, whose synchronous calls read them. */
export async function prepareWx(openid: string): Promise<void> {
  archive = await openArchive(openid)
}

/** Build `wx` together with its inside. */
export function openWx(host: PhoneHost): Wx {
  const local = new LocalState(host.settings().openid)
  const problem = (text: string): void => host.report({ type: 'problem', text })
  const ctx: WxContext = {
    host,
    local,
    gesture: new Gesture(window),
    files: new FileStore(archive, () => host.now()),
    toast: new Toast(host),
    network: new NetworkWatch(host),
    permissions: new Permissions(host, local),
    privacy: new Privacy(host, local),
    urlOf: (path) => urlOf(path),
    problem,
  }
  const { api: cloudApi, transport } = cloud(ctx)
  // WeChat's own elements ask on a way of their own, which is no call of the app.
  const urlOf = urlResolver(ctx.files, ctx.network, async (fileList) => {
    await ctx.network.travel()
    const { body } = await transport.ask({ path: 'temporary-urls', body: JSON.stringify({ fileList }) })
    return (body as { fileList: { tempFileURL?: string }[] }).fileList.map(({ tempFileURL }) => tempFileURL)
  })
  const table: ApiTable = {
    ...page(ctx),
    ...feedback(ctx),
    ...media(ctx),
    ...fileApi(ctx.files),
    ...device(ctx),
    ...open(ctx, transport),
    ...appEvents(host),
    env: { USER_DATA_PATH: USER_ROOT },
    version: { SDKVersion: SDK_VERSION },
    cloud: strict('wx.cloud', cloudApi, problem),
  }
  table['canIUse'] = canIUse(table)
  return {
    wx: strict('wx', table, problem),
    urlOf,
    localUrl: (path) => ctx.files.url(path),
    privacy: ctx.privacy,
    phoneCode: async () => {
      await ctx.privacy.require('getPhoneNumber')
      const answer = await transport.post({ path: 'phone-code', body: JSON.stringify(phoneOf(host)) })
      return (answer.body as { code: string }).code
    },
  }
}

const phoneOf = (host: PhoneHost) => ({ phoneNumber: host.settings().phoneNumber })

/** The global `wx` of a phone. */
export function createWx(host: PhoneHost): Record<string, unknown> {
  return openWx(host).wx
}
