import type { PhoneHost } from '../host'
import type { ApiTable } from './api'
import { Listeners } from './listeners'

/** Events that a browser never has: listening is allowed and nothing comes. */
const SILENT = [
  'MemoryWarning',
  'KeyboardHeightChange',
  'ThemeChange',
  'WindowResize',
  'AudioInterruptionBegin',
  'AudioInterruptionEnd',
  'UserCaptureScreen',
  'PageNotFound',
  'LazyLoadError',
]

/** Errors, and the app going to the front and back. */
export function appEvents(host: PhoneHost): ApiTable {
  const shown = new Listeners()
  const hidden = new Listeners()
  const errors = new Listeners()
  const rejections = new Listeners()
  host.onAppShow((options) => shown.emit(options))
  host.onAppHide(() => hidden.emit())
  window.addEventListener('error', ({ message, error }) => errors.emit(error instanceof Error ? error.stack : message))
  window.addEventListener('unhandledrejection', ({ reason, promise }) => rejections.emit({ reason, promise }))
  return {
    ...shown.api('AppShow'),
    ...hidden.api('AppHide'),
    ...errors.api('Error'),
    ...rejections.api('UnhandledRejection'),
    ...Object.assign({}, ...SILENT.map((name) => new Listeners().api(name))),
  }
}
