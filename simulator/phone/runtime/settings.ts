import type { Network, PhoneSettings } from '../types'

const NETWORKS: readonly Network[] = ['good', 'slow', 'offline', 'lost']

/** What the address of the phone's page says. */
export function readSettings(query: URLSearchParams): PhoneSettings {
  const network = query.get('network') as Network | null
  const fontScale = Number(query.get('fontScale'))
  const phoneNumber = query.get('phoneNumber')
  return {
    openid: query.get('openid') ?? 'demo-resident-1',
    network: network && NETWORKS.includes(network) ? network : 'good',
    fontScale: fontScale > 0 ? fontScale : 1,
    ...(phoneNumber && { phoneNumber }),
  }
}
