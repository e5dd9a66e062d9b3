import type { TestCloud } from '../cloud'
import { dance, look, move, report } from './case-helpers'
import { ok, refused, settledCloud, type People } from './people'
import { everything } from './store'

let cloud: TestCloud
let people: People

beforeAll(async () => {
  ;({ cloud, people } = await settledCloud())
})
afterAll(() => cloud.stop())

const PNG = Buffer.from('89504e470d0a1a0a', 'hex')

async function upload(who: { openid: string }, name: string): Promise<string> {
  const { prefix } = await ok(cloud, who.openid, 'estate.uploads', {})
  return cloud.upload(who.openid, `${prefix}${name}`, PNG)
}

/** Waits until the platform has answered for all pictures of the case. */
async function verdicts(id: string, states: string[]): Promise<void> {
  const deadline = Date.now() + 15_000
  for (;;) {
    const { pictures } = await look(cloud, people.worker, id)
    if (pictures.every(({ state }) => state !== 'checking')) {
      return expect(pictures.map(({ state }) => state)).toEqual(states)
    }
    if (Date.now() > deadline) throw new Error('no verdict came')
    await new Promise((resolve) => setTimeout(resolve, 200))
  }
}

test('a picture is hidden until the platform lets it pass, then shown by a short-lived address', async () => {
  const good = await upload(people.resident, 'dance.png')
  const bad = await upload(people.resident, 'risky.png')
  const { id } = await report(cloud, people.resident, { ...dance, pictures: [good, bad] })
  const first = await look(cloud, people.worker, id)
  expect(first.pictures).toMatchObject([
    { state: 'checking', url: null },
    { state: 'checking', url: null },
  ])
  await verdicts(id, ['shown', 'refused'])
  const { pictures, events } = await look(cloud, people.worker, id)
  expect(pictures[1]?.url).toBeNull()
  expect(events[0]?.pictures).toEqual(pictures.map((picture) => picture.id))
  const reply = await fetch(pictures[0]?.url ?? '')
  expect(Buffer.from(await reply.arrayBuffer()).equals(PNG)).toBe(true)
})

test("a picture with the handler's words", async () => {
  const { id } = await report(cloud, people.resident)
  await move(cloud, people.worker, id, { move: 'accept' })
  const hall = await upload(people.worker, 'hall.png')
  await move(cloud, people.worker, id, { move: 'record', form: 'visited', text: '去过现场', pictures: [hall] })
  const done = await upload(people.worker, 'done.png')
  await move(cloud, people.worker, id, { move: 'resolve', text: '已停', pictures: [done] })
  await verdicts(id, ['shown', 'shown'])
  // the picture of a record belongs to the work; the one that shows the result is for the reporter
  expect((await look(cloud, people.resident, id)).pictures).toHaveLength(1)
})

test("somebody else's upload and a file that is not there are refused", async () => {
  const foreign = await upload(people.neighbour, 'mine.png')
  const before = everything(cloud)
  const input = { ...dance, pictures: [foreign] }
  expect(await refused(cloud, people.resident.openid, 'cases.report', input)).toEqual({
    code: 'INVALID_INPUT',
    fields: { pictures: 'not_yours' },
  })
  const own = await upload(people.resident, 'gone.png')
  const gone = { ...dance, pictures: [own.replace('gone.png', 'never.png')] }
  expect(await refused(cloud, people.resident.openid, 'cases.report', gone)).toMatchObject({
    code: 'INVALID_INPUT',
    fields: { pictures: 'not_found' },
  })
  expect(everything(cloud)).toBe(before)
})

test('a verdict about an unknown picture changes nothing', async () => {
  const before = everything(cloud)
  const event = JSON.stringify({ Event: 'wxa_media_check', trace_id: 'nobody', result: { suggest: 'pass' } })
  await cloud.cloud.functions?.invoke('cases', { event, source: 'wx_trigger' })
  expect(everything(cloud)).toBe(before)
})

test('addresses do not tell that two pictures come from the same person', async () => {
  const places = [await upload(people.resident, 'a.png'), await upload(people.resident, 'a.png')].map((file) =>
    file.split('/').slice(0, -1).join('/').split('-').at(-1),
  )
  expect(places[0]).toMatch(/^[0-9a-f]{32}$/)
  expect(places[0]).not.toBe(places[1])
})
