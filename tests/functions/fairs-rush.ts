/** Calls of many at once. */
import type { RouteAnswer, TestCloud } from '../cloud'
import { DAY, type Fair } from './fairs'
import { ok } from './people'

let calls = 0
export const newCall = (): string => `request-of-the-rush-${++calls}`

/** As the phone does: "try again" is tried again, with the same requestId. */
export async function persistent<T>(
  cloud: TestCloud,
  openid: string,
  route: string,
  input: object,
  requestId = newCall(),
): Promise<RouteAnswer<T>> {
  for (let attempt = 0; attempt < 60; attempt++) {
    const answer = await cloud.call<T>(openid, route, input, requestId)
    if (answer.ok || answer.error.code !== 'BUSY') return answer
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
  throw new Error(`${route} is busy for ever`)
}

export const codeOf = (answer: RouteAnswer<unknown>) => (answer.ok ? 'ok' : answer.error.code)
export const sorted = (answers: readonly RouteAnswer<unknown>[]) => answers.map(codeOf).sort()
export const times = (count: number, code: string) => Array.from({ length: count }, () => code)

/** One that nobody has signed up for. */
export async function emptySpecial({ cloud, seeker }: Fair): Promise<string> {
  const { rows } = await ok(cloud, seeker.openid, 'fairs.list', {})
  const row = rows.find(
    ({ kind, state, signedUp, opensAt }) =>
      kind === 'special' && state === 'planned' && signedUp === 0 && opensAt > cloud.now() + 2 * DAY,
  )
  if (!row) throw new Error('no special ahead is empty')
  return row.id
}
