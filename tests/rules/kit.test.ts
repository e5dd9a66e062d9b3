import { execFileSync } from 'node:child_process'
import { resolve } from 'node:path'
import fc from 'fast-check'
import * as v from 'valibot'
import { hasPlace } from '../../cloudfunctions/kit/buildings'
import { AppError, found } from '../../cloudfunctions/kit/errors'
import { codeFrom, digest, newId } from '../../cloudfunctions/kit/ids'
import { grantsOf, newMember, roleKeys } from '../../cloudfunctions/kit/members'
import { requireEnterprise } from '../../cloudfunctions/kit/enterprises'
import { craftMessageFor, fairMessageFor, jobMessageFor, messageFor } from '../../cloudfunctions/kit/messages'
import { count, id, nothing, pageRequest, parse, time, words } from '../../cloudfunctions/kit/schema'
import { requireOwnFiles, uploadPrefix } from '../../cloudfunctions/kit/storage'
import { buildingDocs } from '../../database/estate'
import type { Grant } from '../../miniprogram/contract/estate'

const NOW = Date.UTC(2026, 10, 24, 4)

/** What `run` refuses with. */
function refusal(run: () => unknown): { code: string; fields?: Record<string, string> } {
  try {
    run()
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    return error.fields ? { code: error.code, fields: error.fields } : { code: error.code }
  }
  throw new Error('nothing was refused')
}

describe('schema', () => {
  const schema = v.strictObject({
    name: words(5),
    floor: count(33),
    kind: v.picklist(['a', 'b']),
    at: time,
    who: id,
    tags: v.pipe(v.array(v.string()), v.minLength(1), v.maxLength(2)),
    place: v.strictObject({ unit: count(3) }),
    grant: v.variant('role', [
      v.strictObject({ role: v.literal('staff') }),
      v.strictObject({ role: v.literal('leader'), cluster: v.picklist(['A']) }),
    ]),
  })
  const good = {
    name: '王芳',
    floor: 3,
    kind: 'a',
    at: NOW,
    who: newId(NOW),
    tags: ['x'],
    place: { unit: 1 },
    grant: { role: 'staff' },
  }
  const problems = (change: object) => refusal(() => parse(schema, { ...good, ...change }))

  it('gives the input as it is, words trimmed', () => {
    expect(parse(schema, { ...good, name: '  王芳 ' })).toEqual(good)
    expect(parse(nothing, {})).toEqual({})
    expect(parse(pageRequest, { after: 'x' })).toEqual({ after: 'x' })
  })

  it.each([
    ['too long', { name: '一二三四五六' }, { name: 'too_long:5' }],
    ['nothing but blanks', { name: '   ' }, { name: 'too_short:1' }],
    ['control characters', { name: 'a\u0000b' }, { name: 'wrong_form' }],
    ['a number for words', { name: 1 }, { name: 'wrong_type' }],
    ['missing', { name: undefined }, { name: 'missing' }],
    ['null', { name: null }, { name: 'wrong_type' }],
    ['too large', { floor: 34 }, { floor: 'too_large:33' }],
    ['too small', { floor: 0 }, { floor: 'too_small:1' }],
    ['half a floor', { floor: 1.5 }, { floor: 'wrong_form' }],
    ['no choice', { kind: 'c' }, { kind: 'not_a_choice' }],
    ['no time', { at: -1 }, { at: 'too_small:0' }],
    ['no id', { who: 'x' }, { who: 'wrong_form' }],
    ['too many', { tags: ['a', 'b', 'c'] }, { tags: 'too_long:2' }],
    ['deep inside', { place: { unit: 9 } }, { 'place.unit': 'too_large:3' }],
    ['deep inside, missing', { place: {} }, { 'place.unit': 'missing' }],
    ['a field that nobody declared', { admin: true }, { admin: 'unknown_field' }],
    ['an unknown variant', { grant: { role: 'king' } }, { 'grant.role': 'not_a_choice' }],
    [
      'a variant with a field of another',
      { grant: { role: 'staff', cluster: 'A' } },
      { 'grant.cluster': 'unknown_field' },
    ],
    ['two at once', { floor: 34, kind: 'c' }, { floor: 'too_large:33', kind: 'not_a_choice' }],
  ])('%s', (_name, change, fields) => expect(problems(change)).toEqual({ code: 'INVALID_INPUT', fields }))

  it.each([[null], ['text'], [1], [undefined]])('refuses %p as a whole', (input) => {
    expect(refusal(() => parse(schema, input)).fields).toHaveProperty('input')
  })

  it('never throws anything but a refusal, whatever comes', () => {
    fc.assert(
      fc.property(fc.anything(), (input) => {
        expect(refusal(() => parse(schema, input)).code).toBe('INVALID_INPUT')
      }),
    )
  })

  it('does not let a prototype in', () => {
    expect(problems(JSON.parse('{"__proto__":{"x":1}}') as object).code).toBe('INVALID_INPUT')
  })
})

describe('ids', () => {
  it('sort by age and look like ids', () => {
    const moments = fc.uniqueArray(fc.integer({ min: 0, max: 2 ** 45 }), { minLength: 2, maxLength: 20 })
    fc.assert(
      fc.property(moments, (times) => {
        const ids = times.sort((a, b) => a - b).map((time) => newId(time))
        expect([...ids].sort()).toEqual(ids)
        for (const each of ids) expect(parse(id, each)).toBe(each)
      }),
    )
  })

  it('cannot be guessed: of ten thousand in one millisecond none repeats, and all letters come', () => {
    const chances = Array.from({ length: 10_000 }, () => newId(NOW).slice(10))
    expect(new Set(chances).size).toBe(10_000)
    for (let place = 0; place < 16; place++) expect(new Set(chances.map((text) => text[place])).size).toBe(32)
  })

  it('makes the same code from the same secret and another from another', () => {
    const codes = Array.from({ length: 5_000 }, (_, i) => codeFrom(`secret ${i}`, 10))
    expect(new Set(codes).size).toBe(5_000)
    expect(codeFrom('secret 7', 10)).toBe(codes[7])
    for (const code of codes.slice(0, 100)) expect(code).toMatch(/^[0-9A-HJKMNP-TV-Z]{10}$/)
  })

  it('names without telling', () => {
    expect(digest('openid')).toMatch(/^[0-9a-f]{32}$/)
    expect(digest('openid')).toBe(digest('openid'))
    expect(digest('openid')).not.toBe(digest('openid '))
  })
})

describe('clock', () => {
  const code = `
    const { dayOf, minuteOf, startOfDay } = require(${JSON.stringify(resolve('cloudfunctions/kit/clock.ts'))})
    const times = [Date.UTC(2026, 10, 24, 15, 59, 59), Date.UTC(2026, 10, 24, 16), Date.UTC(2026, 2, 8, 7), Date.UTC(2026, 11, 31, 16)]
    console.log(JSON.stringify(times.map((at) => [dayOf(at), minuteOf(at), new Date(startOfDay(at)).toISOString()])))
  `
  it.each(['UTC', 'America/New_York', 'Asia/Shanghai'])('keeps Shanghai days in a process in %s', (TZ) => {
    const args = ['--import', 'tsx', '-e', code]
    const printed = execFileSync(process.execPath, args, { env: { PATH: process.env.PATH, TZ }, encoding: 'utf8' })
    expect(JSON.parse(printed)).toEqual([
      ['2026-11-24', '2026-11-24 23:59', '2026-11-23T16:00:00.000Z'],
      ['2026-11-25', '2026-11-25 00:00', '2026-11-24T16:00:00.000Z'],
      // New York changes to summer time here
      ['2026-03-08', '2026-03-08 15:00', '2026-03-07T16:00:00.000Z'],
      ['2027-01-01', '2027-01-01 00:00', '2026-12-31T16:00:00.000Z'],
    ])
  })
})

describe('members', () => {
  it.each([
    ['nobody', [], []],
    ['mediator', [{ role: 'mediator', cluster: 'A', building: 'A18' }], ['mediator:A18', 'cluster:A']],
    [
      'worker',
      [{ role: 'worker', cluster: 'A', buildings: ['A17', 'A18'] }],
      ['worker:A17', 'worker:A18', 'grid:A', 'cluster:A'],
    ],
    ['leader', [{ role: 'leader', cluster: 'B' }], ['leader:B', 'grid:B', 'cluster:B']],
    ['staff and admin', [{ role: 'staff' }, { role: 'admin' }], ['staff', 'admin']],
    [
      'each key once',
      [
        { role: 'leader', cluster: 'A' },
        { role: 'worker', cluster: 'A', buildings: ['A1'] },
      ],
      ['leader:A', 'grid:A', 'cluster:A', 'worker:A1'],
    ],
  ] as [string, Grant[], string[]][])('role keys: %s', (_name, grants, keys) => expect(roleKeys(grants)).toEqual(keys))

  it('makes the first administrator by setting, until there is a grant', () => {
    process.env.FIRST_ADMIN = 'first'
    const member = newMember('first', newId(NOW), NOW)
    expect(grantsOf('first', null)).toEqual([{ role: 'admin' }])
    expect(grantsOf('first', member)).toEqual([{ role: 'admin' }])
    expect(grantsOf('first', { ...member, grants: [{ role: 'admin' }] })).toEqual([{ role: 'admin' }])
    expect(grantsOf('second', member)).toEqual([])
    delete process.env.FIRST_ADMIN
    expect(grantsOf('first', member)).toEqual([])
  })
})

describe('places', () => {
  const building = buildingDocs()[0]!
  it.each([
    [{}, true],
    [{ unit: 1 }, true],
    [{ unit: 1, floor: 33, room: 6 }, true],
    [{ unit: 1, lift: '2号梯' }, true],
    [{ unit: 1, lift: '9号梯' }, false],
    [{ unit: 3 }, false],
    [{ unit: 1, floor: 34 }, false],
    [{ unit: 1, floor: 1, room: 7 }, false],
    [{ unit: 1, room: 1 }, false],
    [{ floor: 1 }, false],
    [{ lift: '1号梯' }, false],
  ])('%j: %s', (place, is) => expect(hasPlace(building, place)).toBe(is))
})

describe('files', () => {
  const own = `cloud://env-1.bucket-1/${uploadPrefix('me', 'L1')}a.jpg`
  it('takes own uploads alone', () => {
    expect(() => requireOwnFiles([own], 'me', 'pictures')).not.toThrow()
    const others = [
      own.replace(uploadPrefix('me', 'L1'), uploadPrefix('you', 'L1')),
      'https://x/y',
      own.replace('a.jpg', '../b'),
      '',
    ]
    for (const file of others) {
      expect(refusal(() => requireOwnFiles([own, file], 'me', 'pictures')).fields).toEqual({ pictures: 'not_yours' })
    }
  })
})

describe('messages', () => {
  const news = {
    caseId: newId(NOW),
    eventNo: 3,
    at: NOW,
    command: 'resolve',
    state: 'resolved',
    kind: 'noise.plaza',
    building: 'A18',
  } as const

  it('has one _id a person, event and relation', () => {
    const ids = ['me', 'you'].flatMap((to) => [
      messageFor(to, 'reporter', news),
      messageFor(to, 'handler', news),
      messageFor(to, 'reporter', { ...news, eventNo: 4 }),
    ])
    expect(new Set(ids.map(({ _id }) => _id)).size).toBe(6)
    expect(messageFor('me', 'reporter', { ...news, at: NOW + 5 })._id).toBe(ids[0]?._id)
  })

  it('is unread, kept for ninety days, and due only when a template fits', () => {
    expect(messageFor('me', 'reporter', news)).toMatchObject({
      read: false,
      push: 'due',
      expiresAt: NOW + 90 * 86_400_000,
    })
    expect(messageFor('me', 'handler', news).push).toBe('none')
  })
})

describe('messages of piece-work', () => {
  const news = { about: 'claim', subject: newId(NOW), eventNo: 3, at: NOW, what: 'counted', title: '缝手套' } as const

  it('has one _id a person and event, that a phone may send back', () => {
    const docs = ['me', 'you'].flatMap((to) => [
      craftMessageFor(to, news),
      craftMessageFor(to, { ...news, what: 'settled' }),
      craftMessageFor(to, { ...news, eventNo: 4 }),
      craftMessageFor(to, { ...news, subject: newId(NOW) }),
    ])
    expect(new Set(docs.map(({ _id }) => _id)).size).toBe(8)
    for (const { _id } of docs) expect(_id).toMatch(/^[\w.-]{1,100}$/)
    const again = craftMessageFor('me', { ...news, at: NOW + 5, title: '别的' })
    expect(again._id).toBe(docs[0]?._id)
  })

  it('is due when it asks something, else shown inside only', () => {
    expect(craftMessageFor('me', news)).toMatchObject({ topic: 'craft', read: false, push: 'due' })
    expect(craftMessageFor('me', { ...news, what: 'settled' }).push).toBe('none')
  })
})

describe('messages of jobs', () => {
  const news = { about: 'posting', subject: newId(NOW), eventNo: 2, at: NOW, what: 'to_look', title: '服务员' } as const

  it('has one _id a person and event', () => {
    const docs = ['me', 'you'].flatMap((to) => [
      jobMessageFor(to, news),
      jobMessageFor(to, { ...news, what: 'posting_hidden' }),
      jobMessageFor(to, { ...news, eventNo: 3 }),
    ])
    expect(new Set(docs.map(({ _id }) => _id)).size).toBe(6)
    for (const { _id } of docs) expect(_id).toMatch(/^[\w.-]{1,100}$/)
  })

  it('is due when it asks something, else shown inside only', () => {
    expect(jobMessageFor('me', news)).toMatchObject({ topic: 'job', about: 'posting', read: false, push: 'due' })
    expect(jobMessageFor('me', { ...news, what: 'matched' }).push).toBe('none')
  })
})

test('a message about a fair has one _id a person and event, and what is to be known of it', () => {
  const news = {
    subject: '2026-12-20-market',
    eventNo: NOW,
    at: NOW,
    what: 'fair_tomorrow',
    title: '赶集日招聘会',
  } as const
  const doc = fairMessageFor('me', { ...news, number: 12, first: NOW })
  expect(doc).toMatchObject({ topic: 'fair', number: 12, first: NOW, push: 'due', read: false })
  expect(doc._id).toBe(fairMessageFor('me', news)._id)
  expect(doc._id).toMatch(/^[\w.-]{1,100}$/)
  const others = [
    fairMessageFor('you', news),
    fairMessageFor('me', { ...news, eventNo: 1 }),
    fairMessageFor('me', { ...news, what: 'fair_moved' }),
  ]
  for (const other of others) expect(other._id).not.toBe(doc._id)
  expect(others[0]).toMatchObject({ number: null, first: null })
})

test('an enterprise is acted for by those whose record names it', () => {
  const mine = { id: 'E1', name: '山城针织' }
  const member = { ...newMember('me', 'ID', NOW), enterprises: [mine] }
  expect(requireEnterprise({ member }, 'E1')).toEqual(mine)
  for (const other of [member, newMember('me', 'ID', NOW), null]) {
    expect(refusal(() => requireEnterprise({ member: other }, 'E2'))).toEqual({ code: 'NOT_FOUND' })
  }
})

test('found refuses what is not there', () => {
  expect(found(0)).toBe(0)
  expect(refusal(() => found(null))).toEqual({ code: 'NOT_FOUND' })
  expect(refusal(() => found(undefined))).toEqual({ code: 'NOT_FOUND' })
})
