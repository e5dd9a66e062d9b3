import type { PhoneHost } from '../host'
import type { FileStore } from './files/store'
import type { Gesture } from './gesture'
import type { LocalState } from './local-state'
import type { NetworkWatch } from './device/network'
import type { Permissions } from './open/permissions'
import type { Privacy } from './open/privacy'
import type { Toast } from './ui/toast'

/** What the parts of wx share on one phone. */
export interface WxContext {
  readonly host: PhoneHost
  /** this person's own settings in WeChat: consents, remembered answers */
  readonly local: LocalState
  readonly gesture: Gesture
  readonly files: FileStore
  readonly toast: Toast
  readonly network: NetworkWatch
  readonly permissions: Permissions
  readonly privacy: Privacy
  /** a URL that the browser can load for what an app calls a file: wxfile://, cloud://, a path of the app */
  urlOf(path: string): Promise<string>
  problem(text: string): void
}
