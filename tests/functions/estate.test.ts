/** What a resident does with the estate: home, name, telephone, and what is kept. */
import type { TestCloud } from '../cloud'
import { ok, refused, settledCloud, type People } from './people'
import { everything, insert, rowsOf } from './store'

const HOME = { building: 'A18', unit: 1, floor: 3, room: 2 }

let cloud: TestCloud
let people: People
let newcomers = 0
const newcomer = () => `oNewcomer_${++newcomers}_x`

beforeAll(async () => {
  ;({ cloud, people } = await settledCloud())
}, 60_000)
afterAll(() => cloud.stop())

const answerOf = (openid: string, route: string, input: unknown, requestId: string) =>
  cloud.call(openid, route, input, requestId)

describe('the buildings', () => {
  it('are shown to anyone, in order, without what is for the server', async () => {
    const { buildings } = await ok(cloud, newcomer(), 'estate.buildings', {})
    expect(buildings).toHaveLength(54)
    expect(buildings.slice(0, 3).map(({ id }) => id)).toEqual(['A1', 'A2', 'A3'])
    expect(buildings[17]).toEqual({ id: 'A18', cluster: 'A', name: 'A区18栋', units: expect.any(Array) })
  })
})

describe('a person unknown so far', () => {
  it('is nobody, and looking leaves no trace', async () => {
    const openid = newcomer()
    const me = await ok(cloud, openid, 'estate.me', {})
    const nothing = {
      id: null,
      name: null,
      phoneMasked: null,
      home: null,
      grants: [],
      leave: null,
      enterprises: [],
    }
    // of all who answer who one is, so that any page may ask to be told of news
    const templates = {
      caseProgress: 'tmpl-case-progress',
      newWork: 'tmpl-new-work',
      pieceWork: 'tmpl-piece-work',
      jobNews: 'tmpl-job-news',
    }
    expect(me).toEqual({ ...nothing, templates })
    expect(await ok(cloud, openid, 'estate.unbind', {})).toEqual(me)
    expect(await ok(cloud, openid, 'estate.erase', {})).toEqual({ done: true })
    const { note: _note, ...kept } = await ok(cloud, openid, 'estate.export', {})
    expect(kept).toEqual({ profile: nothing, phone: null, quota: {}, since: null })
    expect(rowsOf(cloud, 'members').filter(({ _id }) => _id === openid)).toEqual([])
  })
})

describe('home', () => {
  it('is bound, moved and left', async () => {
    const openid = newcomer()
    const bound = await ok(cloud, openid, 'estate.bind', HOME)
    expect(bound).toMatchObject({ id: expect.stringMatching(/^[0-9A-Z]{26}$/), home: HOME })
    const moved = await ok(cloud, openid, 'estate.bind', { building: 'B9', unit: 2, floor: 1, room: 1 })
    expect(moved).toEqual({ ...bound, home: { building: 'B9', unit: 2, floor: 1, room: 1 } })
    expect(await ok(cloud, openid, 'estate.unbind', {})).toEqual({ ...bound, home: null })
    expect(await ok(cloud, openid, 'estate.bind', HOME)).toEqual(bound)
  })

  it.each([
    [{ building: 'A19' }, { building: 'not_found' }],
    [{ building: 'F1' }, { building: 'wrong_form' }],
    [{ building: { $gt: '' } }, { building: 'wrong_type' }],
    [{ unit: 4 }, { unit: 'not_found' }],
    [{ floor: 34 }, { floor: 'not_found' }],
    [{ room: 9 }, { room: 'not_found' }],
    [{ room: 0 }, { room: 'too_small:1' }],
    [{ room: undefined }, { room: 'missing' }],
    [{ owner: 'x' }, { owner: 'unknown_field' }],
  ])('%j does not exist: nothing is changed', async (wrong, fields) => {
    const openid = newcomer()
    expect(await refused(cloud, openid, 'estate.bind', { ...HOME, ...wrong })).toEqual({
      code: 'INVALID_INPUT',
      fields,
    })
    expect(everything(cloud)).not.toContain(`"_id":"${openid}"`)
  })

  it('is bound by twenty calls at once, each its own request: one person, one of the homes', async () => {
    const openid = newcomer()
    const homes = Array.from({ length: 20 }, (_, i) => ({ ...HOME, floor: i + 1 }))
    const all = await Promise.all(homes.map((home) => cloud.call<{ id: string }>(openid, 'estate.bind', home)))
    const done = all.flatMap((answer) => (answer.ok ? [answer.data] : []))
    // those who lost every race are told so and may try again
    for (const answer of all) if (!answer.ok) expect(answer.error.code).toBe('CONFLICT')
    expect(done.length).toBeGreaterThanOrEqual(10)
    expect(new Set(done.map(({ id }) => id)).size).toBe(1)
    const [member, ...more] = rowsOf(cloud, 'members').filter(({ _id }) => _id === openid)
    expect(more).toEqual([])
    expect(member).toMatchObject({ version: done.length, home: { building: 'A18' } })
  })
})

describe('name and telephone', () => {
  it('are set and removed one by one; the telephone is masked', async () => {
    const openid = newcomer()
    const named = await ok(cloud, openid, 'estate.profile', { name: ' 王芳 ' })
    expect(named).toMatchObject({ name: '王芳', phoneMasked: null })
    const both = await ok(cloud, openid, 'estate.profile', { phone: '13800005678' })
    expect(both).toEqual({ ...named, phoneMasked: '138****5678' })
    expect(await ok(cloud, openid, 'estate.profile', { name: null })).toEqual({ ...both, name: null })
    expect(await ok(cloud, openid, 'estate.profile', { phone: null })).toMatchObject({ name: null, phoneMasked: null })
  })

  it.each([
    [{ name: '字'.repeat(21) }, { name: 'too_long:20' }],
    [{ name: ' ' }, { name: 'too_short:1' }],
    [{ name: 'a\u0007' }, { name: 'wrong_form' }],
    [{ phone: '12345678901' }, { phone: 'wrong_form' }],
    [{ phone: '1380000567' }, { phone: 'wrong_form' }],
    [{ phone: 13800005678 }, { phone: 'wrong_type' }],
    [{ grants: [{ role: 'admin' }] }, { grants: 'unknown_field' }],
  ])('%j is refused by field', async (input, fields) => {
    const before = await ok(cloud, people.resident.openid, 'estate.me', {})
    expect(await refused(cloud, people.resident.openid, 'estate.profile', input)).toEqual({
      code: 'INVALID_INPUT',
      fields,
    })
    expect(await ok(cloud, people.resident.openid, 'estate.me', {})).toEqual(before)
  })

  it('takes markup as the text it is', async () => {
    const openid = newcomer()
    expect((await ok(cloud, openid, 'estate.profile', { name: '<b>&"\'</b>' })).name).toBe('<b>&"\'</b>')
  })

  it('a name that the platform refuses is stored nowhere', async () => {
    const openid = newcomer()
    const refusal = await refused(cloud, openid, 'estate.profile', { name: '违规词先生', phone: '13899990000' })
    expect(refusal).toEqual({ code: 'UNSAFE_CONTENT', fields: { name: 'unsafe' } })
    expect(everything(cloud)).not.toContain('违规词先生')
    expect(everything(cloud)).not.toContain('13899990000')
  })

  it('whoever acts for the community keeps a name', async () => {
    const { worker } = people
    expect(await refused(cloud, worker.openid, 'estate.profile', { name: null })).toEqual({ code: 'NOT_NOW' })
    expect((await ok(cloud, worker.openid, 'estate.me', {})).name).toBe(worker.name)
  })

  it('the telephone comes by WeChat’s code, once', async () => {
    const openid = newcomer()
    const code = cloud.cloud.openapi.phoneCodes.issue(openid, '13755556666')
    const requestId = 'phone-request-0001'
    const first = await answerOf(openid, 'estate.phone', { code }, requestId)
    expect(first).toMatchObject({ ok: true, data: { phoneMasked: '137****6666' } })
    // the client's own retry is answered, though WeChat would refuse the code now
    expect(await answerOf(openid, 'estate.phone', { code }, requestId)).toEqual(first)
    expect(await refused(cloud, openid, 'estate.phone', { code })).toEqual({ code: 'EXPIRED' })
    expect(await refused(cloud, openid, 'estate.phone', { code: 'a b' })).toMatchObject({ code: 'INVALID_INPUT' })
  })

  it('a number from abroad is not taken', async () => {
    const openid = newcomer()
    const code = cloud.cloud.openapi.phoneCodes.issue(openid, '85212345678')
    expect(await refused(cloud, openid, 'estate.phone', { code })).toEqual({
      code: 'INVALID_INPUT',
      fields: { code: 'wrong_form' },
    })
  })
})

describe('what is kept', () => {
  it('is given out whole to the person, without the openid', async () => {
    const { openid, phone, name, id } = people.resident
    const kept = await ok(cloud, openid, 'estate.export', {})
    expect(kept).toMatchObject({ profile: { id, name, home: HOME }, phone, quota: {}, since: expect.any(Number) })
    expect(kept.note).toMatch(/\p{Script=Han}{5}/u)
    expect(JSON.stringify(kept)).not.toContain(openid)
  })

  it('is deleted when the person says so, again and again', async () => {
    const openid = newcomer()
    await ok(cloud, openid, 'estate.bind', HOME)
    await ok(cloud, openid, 'messages.granted', { templates: ['caseProgress'] })
    const { id } = await ok(cloud, openid, 'estate.profile', { name: '要走的人', phone: '13866667777' })
    expect(await ok(cloud, openid, 'estate.erase', {})).toEqual({ done: true })
    expect(await ok(cloud, openid, 'estate.erase', {})).toEqual({ done: true })
    expect(await ok(cloud, openid, 'estate.me', {})).toMatchObject({ id, name: null, phoneMasked: null, home: null })
    const [member] = rowsOf(cloud, 'members').filter(({ _id }) => _id === openid)
    expect(member).toMatchObject({
      name: null,
      phone: null,
      home: null,
      grants: [],
      roleKeys: [],
      leave: null,
      quota: {},
    })
    expect(await ok(cloud, openid, 'estate.bind', HOME)).toMatchObject({ id, home: HOME })
  })

  it('stays while the person acts for the community', async () => {
    for (const { openid } of [people.worker, people.admin]) {
      expect(await refused(cloud, openid, 'estate.erase', {})).toEqual({ code: 'NOT_NOW' })
    }
    expect((await ok(cloud, people.worker.openid, 'estate.me', {})).phoneMasked).toMatch(/^135\*{4}/)
  })

  it('says who looked, newest first, page by page, to the person alone', async () => {
    const person = people.neighbour.openid
    const look = (no: number) => ({
      _id: `look${no}`,
      person,
      at: 1000 + no,
      by: '李建国',
      role: 'worker',
      subject: `case${no}`,
    })
    insert(
      cloud,
      'looks',
      Array.from({ length: 45 }, (_, i) => look(i)),
    )
    const subjects: string[] = []
    let after: string | undefined
    do {
      const page = await ok(cloud, person, 'estate.looks', after === undefined ? {} : { after })
      subjects.push(...page.rows.map(({ subject }) => subject))
      for (const row of page.rows) expect(Object.keys(row).sort()).toEqual(['at', 'by', 'role', 'subject'])
      after = page.next ?? undefined
    } while (after !== undefined)
    expect(subjects).toEqual(Array.from({ length: 45 }, (_, i) => `case${44 - i}`))
    expect(await ok(cloud, people.resident.openid, 'estate.looks', {})).toEqual({ rows: [], next: null })
  })
})

describe('the way in', () => {
  it('knows its own routes alone', async () => {
    const answers = ['estate.nothing', 'estate.constructor', 'estate.__proto__', 'estate.toString'].map((route) =>
      cloud.call(people.resident.openid, route, {}),
    )
    for (const answer of await Promise.all(answers)) expect(answer).toMatchObject({ error: { code: 'NOT_FOUND' } })
  })

  it('wants a requestId of its form', async () => {
    for (const requestId of ['', 'short', 'x'.repeat(65), 'with blanks in it']) {
      const answer = await cloud.call(people.resident.openid, 'estate.me', {}, requestId)
      expect(answer).toMatchObject({ error: { code: 'INVALID_INPUT', fields: { requestId: 'wrong_form' } } })
    }
  })

  it('does not mistake a person’s event for the platform’s', async () => {
    const before = everything(cloud)
    const answer = await cloud.raw(people.resident.openid, 'estate', { Type: 'Timer', TriggerName: 'purge' })
    expect(answer.ok && JSON.parse(answer.result)).toMatchObject({ ok: false, error: { code: 'NOT_FOUND' } })
    expect(everything(cloud)).toBe(before)
  })

  it('refuses a megabyte before the function runs', async () => {
    const before = everything(cloud)
    const event = { route: 'estate.profile', input: { name: 'x'.repeat(1_000_000) }, requestId: 'big-request-00001' }
    expect(await cloud.raw(people.resident.openid, 'estate', event)).toMatchObject({ ok: false })
    expect(everything(cloud)).toBe(before)
  })
})
