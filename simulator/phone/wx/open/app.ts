import { asyncApis, type ApiTable } from '../api'
import type { WxContext } from '../context'
import { button, h } from '../ui/dom'
import { openLayer } from '../ui/layer'

const OK = () => undefined
const nothing = (): void => undefined

/** Updates, measuring, sharing and leaving. */
export function app(ctx: WxContext): ApiTable {
  return {
    getUpdateManager: () => updateManager,
    getPerformance: () => performanceApi,
    getLogManager: () => logManager,
    getRealtimeLogManager: () => logManager,
    // What the platform collects and shows in its console; there is nobody to read it here.
    reportEvent: nothing,
    reportAnalytics: nothing,
    reportMonitor: nothing,
    reportPerformance: nothing,
    triggerGC: nothing,
    ...asyncApis({
      showShareMenu: OK,
      hideShareMenu: OK,
      updateShareMenu: OK,
      setEnableDebug: OK,
      exitMiniProgram: () => leave(ctx),
    }),
  }
}

/** The phone always has the newest version. */
const updateManager = {
  onCheckForUpdate: (listener: (result: { hasUpdate: boolean }) => void) =>
    void setTimeout(() => listener({ hasUpdate: false })),
  onUpdateReady: nothing,
  onUpdateFailed: nothing,
  applyUpdate: nothing,
}

const logManager = Object.fromEntries(
  ['debug', 'info', 'log', 'warn', 'error', 'setFilterMsg', 'addFilterMsg'].map((name) => [name, nothing]),
)

interface Entry {
  readonly name: string
  readonly entryType: 'navigation' | 'render'
  readonly startTime: number
  readonly duration: number
}

/** From the browser's own entries: the launch and the first picture. Times are epoch ms, as WeChat's. */
function entries(): Entry[] {
  const { timeOrigin } = performance
  const [load] = performance.getEntriesByType('navigation')
  const [paint] = performance.getEntriesByName('first-contentful-paint')
  const launch = { name: 'appLaunch', entryType: 'navigation' as const, startTime: timeOrigin }
  return [
    ...(load ? [{ ...launch, duration: load.duration }] : []),
    ...(paint
      ? [{ name: 'firstPaint', entryType: 'render' as const, startTime: timeOrigin + paint.startTime, duration: 0 }]
      : []),
  ]
}

const listOf = (list: readonly Entry[]) => ({
  getEntries: () => list,
  getEntriesByName: (name: string) => list.filter((entry) => entry.name === name),
  getEntriesByType: (type: string) => list.filter((entry) => entry.entryType === type),
})

const performanceApi = {
  getEntries: () => entries(),
  getEntriesByName: (name: string) => listOf(entries()).getEntriesByName(name),
  getEntriesByType: (type: string) => listOf(entries()).getEntriesByType(type),
  setBufferSize: nothing,
  createObserver: (listener: (list: ReturnType<typeof listOf>) => void) => ({
    observe: ({ entryTypes = [] }: { entryTypes?: readonly string[] } = {}) =>
      void setTimeout(() => {
        const list = entries().filter((entry) => entryTypes.includes(entry.entryType))
        if (list.length > 0) listener(listOf(list))
      }),
    disconnect: nothing,
  }),
}

function leave({ host }: WxContext): void {
  const layer = openLayer(host.overlay, { place: 'full', label: '小程序已退出', className: 'wxui-settings' })
  layer.panel.append(
    h('div', { class: 'wxui-settings-bar' }, h('h2', { text: '小程序已退出' })),
    h(
      'div',
      { class: 'wxui-row-buttons' },
      button('重新打开', 'wxui-button wxui-button--main', () => location.reload()),
    ),
  )
}
