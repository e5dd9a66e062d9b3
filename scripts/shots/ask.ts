import type { In, Out, Route } from '../../miniprogram/contract/api'
import type { TestCloud } from '../../tests/cloud'

/** The data of a call that must succeed: what a stage is built of. */
export async function ask<R extends Route>(cloud: TestCloud, openid: string, route: R, input: In<R>): Promise<Out<R>> {
  const answer = await cloud.call<Out<R>>(openid, route, input)
  if (!answer.ok) throw new Error(`${route} as ${openid}: ${JSON.stringify(answer.error)}`)
  return answer.data
}
