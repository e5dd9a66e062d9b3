/** Starts a cloud with the function "probe" alone, and calls it. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { collections } from '../../../database/collections'
import type { Declarations, IndexDeclaration } from '../../../database/types'
import { buildFunctions } from '../../../scripts/build-functions'
import { startCloud, type RouteAnswer, type TestCloud } from '../../cloud'

export interface Probe {
  readonly cloud: TestCloud
  /** the function's answer; throws when the platform fails the call */
  ask<T = unknown>(command: string, asked?: object, openid?: string): Promise<RouteAnswer<T>>
  /** the data of a call that must succeed */
  done<T = unknown>(command: string, asked?: object): Promise<T>
  stop(): Promise<void>
}

const RANKED: IndexDeclaration = {
  name: 'ranked',
  fields: [
    ['group', 1],
    ['rank', 1],
    ['_id', 1],
  ],
}

export async function startProbe(): Promise<Probe> {
  const functionsDir = await mkdtemp(join(tmpdir(), 'jiamenkou-probe-'))
  await buildFunctions({ source: __dirname, output: functionsDir })
  const { members, requests } = collections
  const things = { purpose: 'of this test', indexes: [RANKED] }
  const declarations = { members, requests, things } as Declarations
  const cloud = await startCloud({ functionsDir, declarations })

  const ask = async <T>(command: string, asked: object = {}, openid = 'oProbe') => {
    const answer = await cloud.raw(openid, 'probe', { command, ...asked })
    if (!answer.ok) throw new Error(answer.code)
    return JSON.parse(answer.result) as RouteAnswer<T>
  }
  return {
    cloud,
    ask,
    done: async <T>(command: string, asked?: object) => {
      const answer = await ask<T>(command, asked)
      if (!answer.ok) throw new Error(answer.error.code)
      return answer.data
    },
    stop: async () => {
      await cloud.stop()
      await rm(functionsDir, { recursive: true, force: true })
    },
  }
}
