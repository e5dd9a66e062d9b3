/** What the cloud keeps besides the database, over a restart of its own. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createCloud, type Cloud } from '../../simulator/cloud'
import { identityOfOpenid } from '../../simulator/cloud/client'
import { FIXTURES, NOTES, eventually } from './support'

const DAY = 24 * 60 * 60 * 1000

let directory: string
let cloud: Cloud
beforeEach(async () => {
  directory = mkdtempSync(join(tmpdir(), 'jiamenkou-restart-'))
  cloud = await start()
})
afterEach(async () => {
  await cloud.stop()
  rmSync(directory, { recursive: true, force: true })
})

const start = () =>
  createCloud({ directory, declarations: NOTES, functions: { directory: FIXTURES, timersTick: false } })

async function ask<T = Record<string, unknown>>(command: string, more: Record<string, unknown> = {}): Promise<T> {
  const answer = await cloud.client.callFunction(identityOfOpenid('ada'), 'probe', { command, ...more })
  if (!answer.ok) throw new Error(answer.errMsg)
  return JSON.parse(answer.result) as T
}

const restart = async () => {
  await cloud.stop()
  cloud = await start()
}

const verdicts = () =>
  (cloud.functions?.log.lines() ?? [])
    .filter((line) => line.text.includes('wxa_media_check'))
    .map((line) => JSON.parse(line.text) as { trace_id: string; result: { suggest: string } })

test('an open check of a picture is answered after the restart, once, by what the picture holds', async () => {
  const fileID = await cloud.storage.put('p/x.jpg', Buffer.from('risky bytes'), 'ada')
  const { fileList } = await ask<{ fileList: { tempFileURL: string }[] }>('urls', { fileList: [fileID] })
  const data = { mediaUrl: fileList[0]?.tempFileURL, mediaType: 2, version: 2, scene: 3, openid: 'ada' }
  const { traceId } = await ask<{ traceId: string }>('openapi', { api: 'security.mediaCheckAsync', data })
  await restart()
  const [verdict] = await eventually(() => (verdicts().length > 0 ? verdicts() : undefined))
  expect(verdict).toMatchObject({ trace_id: traceId, result: { suggest: 'risky' } })
  await restart()
  await cloud.moveTo(cloud.clock.now() + 5_000)
  expect(verdicts()).toEqual([])
})

test('accepted subscribe messages, files, their addresses and the shift of time are kept', async () => {
  cloud.openapi.subscribe.answer('ada', ['T1'], true)
  const fileID = await cloud.storage.put('kept.txt', Buffer.from('kept'))
  const address = new URL(cloud.storage.temporaryUrl('kept.txt', 2 * DAY))
  await cloud.moveTo(cloud.clock.now() + DAY)
  const { offset } = cloud.clock
  await restart()
  expect(cloud.clock.offset).toBe(offset)
  expect(Math.abs((await ask<{ now: number }>('time')).now - Date.now() - offset)).toBeLessThan(30_000)
  expect(await ask('download', { fileID })).toBe('kept')
  const again = await fetch(`${cloud.origin}${address.pathname}${address.search}`)
  expect(await again.text()).toBe('kept')
  const message = { touser: 'ada', templateId: 'T1', page: 'x', data: { thing1: { value: '好' } } }
  const send = () => ask('openapi', { api: 'subscribeMessage.send', data: message })
  expect(await send()).toMatchObject({ errCode: 0 })
  expect(await send()).toMatchObject({ errCode: 43101 })
})

test('one directory, one cloud: the second is refused while the first runs, even when it is asked to begin anew', async () => {
  await ask('insert', { count: 2 })
  await expect(createCloud({ directory, fresh: true })).rejects.toThrow(`is in use by the cloud at ${cloud.origin}`)
  await restart()
  expect([...cloud.database.exportLines()]).toHaveLength(2)
})
