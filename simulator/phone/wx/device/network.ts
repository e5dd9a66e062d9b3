import type { PhoneHost } from '../../host'
import { asyncApis, type ApiTable } from '../api'
import { Listeners } from '../listeners'

interface State {
  readonly networkType: 'wifi' | '3g' | 'none'
  readonly isConnected: boolean
}

/** One way through a slow network. */
const SLOW_MS = 1500

/** Follows the network that the shell sets for this phone. */
export class NetworkWatch {
  readonly changed = new Listeners()
  readonly weak = new Listeners()
  #last: State

  constructor(readonly host: PhoneHost) {
    this.#last = this.state()
    // The runtime takes the same message as the new settings; look once it has.
    window.addEventListener('message', () => setTimeout(() => this.check()))
  }

  get offline(): boolean {
    return this.host.settings().network === 'offline'
  }

  /** The request runs, its answer never comes. */
  get losesAnswers(): boolean {
    return this.host.settings().network === 'lost'
  }

  state(): State {
    const { network } = this.host.settings()
    if (network === 'offline') return { networkType: 'none', isConnected: false }
    return { networkType: network === 'slow' ? '3g' : 'wifi', isConnected: true }
  }

  /** Tell the listeners when the network is no longer what it was. */
  check(): void {
    const now = this.state()
    const before = this.#last
    this.#last = now
    if (now.networkType === before.networkType) return
    this.changed.emit(now)
    const isWeak = (state: State) => state.networkType === '3g'
    if (isWeak(now) !== isWeak(before)) this.weak.emit({ weakNet: isWeak(now), networkType: now.networkType })
  }

  /** The time that one way takes. */
  async travel(): Promise<void> {
    if (this.host.settings().network === 'slow') await new Promise((resolve) => setTimeout(resolve, SLOW_MS))
  }
}

export function networkApi(network: NetworkWatch): ApiTable {
  return {
    ...asyncApis({
      getNetworkType: () => ({
        ...network.state(),
        hasSystemProxy: false,
        weakNet: network.state().networkType === '3g',
      }),
      getLocalIPAddress: () => ({ localip: '127.0.0.1', netmask: '255.0.0.0' }),
    }),
    ...network.changed.api('NetworkStatusChange'),
    ...network.weak.api('NetworkWeakChange'),
  }
}
