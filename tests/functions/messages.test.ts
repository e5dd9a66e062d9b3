/** What a person is told: inside, and as a subscribe message. */
import {
  craftMessageFor,
  fairMessageFor,
  jobMessageFor,
  messageFor,
  type CaseNews,
  type CraftEventNews,
  type JobEventNews,
  type MessageDoc,
} from '../../cloudfunctions/kit/messages'
import {
  CASE_PAGE,
  CRAFT_PAGES,
  FAIR_PAGES,
  JOB_PAGES,
  type CaseMessage,
  type Template,
} from '../../miniprogram/contract/messages'
import { TEMPLATES } from '../../simulator/our-app'
import type { TestCloud } from '../cloud'
import { ok, refused, settledCloud, type People, type Person } from './people'
import { insert, rowsOf } from './store'

const HOUR = 3_600_000
let cloud: TestCloud
let people: People
let cases = 0

beforeAll(async () => {
  ;({ cloud, people } = await settledCloud({ only: ['cases', 'estate', 'messages'] }))
}, 60_000)
afterAll(() => cloud.stop())

function news(change: Partial<CaseNews> = {}): CaseNews {
  return {
    caseId: `01CASE${String(++cases).padStart(20, '0')}`,
    eventNo: 2,
    at: cloud.now(),
    command: 'resolve',
    state: 'resolved',
    kind: 'noise.neighbour',
    building: 'A18',
    ...change,
  }
}

function tell({ openid }: Person, as: CaseMessage['as'], about: Partial<CaseNews> = {}): MessageDoc {
  const message = messageFor(openid, as, news(about))
  insert(cloud, 'messages', [message])
  return message
}

const pushOf = (id: string) => rowsOf<MessageDoc>(cloud, 'messages').find(({ _id }) => _id === id)?.push
const quotaOf = ({ openid }: Person) =>
  rowsOf<{ _id: string; quota: object }>(cloud, 'members').find(({ _id }) => _id === openid)?.quota
const sentTo = ({ openid }: Person) => cloud.cloud.openapi.subscribe.sent().filter(({ touser }) => touser === openid)

const TEMPLATE_IDS: { readonly [T in Template]: string } = {
  caseProgress: TEMPLATES.TEMPLATE_CASE_PROGRESS,
  newWork: TEMPLATES.TEMPLATE_NEW_WORK,
  pieceWork: TEMPLATES.TEMPLATE_PIECE_WORK,
  jobNews: TEMPLATES.TEMPLATE_JOB_NEWS,
}

const craftNews = (part: Partial<CraftEventNews> = {}): CraftEventNews => ({
  about: 'claim',
  subject: `01CLAIM${String(++cases).padStart(19, '0')}`,
  eventNo: 3,
  at: cloud.now(),
  what: 'counted',
  title: '缝手套，周小兰的',
  ...part,
})

function tellCraft({ openid }: Person, part: Partial<CraftEventNews>): MessageDoc {
  const message = craftMessageFor(openid, craftNews(part))
  insert(cloud, 'messages', [message])
  return message
}

function tellJob({ openid }: Person, part: Partial<JobEventNews>): MessageDoc {
  const subject = `01JOB${String(++cases).padStart(21, '0')}`
  const news = {
    about: 'posting',
    subject,
    eventNo: 2,
    at: cloud.now(),
    what: 'applied',
    title: '小面馆服务员',
  } as const
  const message = jobMessageFor(openid, { ...news, ...part })
  insert(cloud, 'messages', [message])
  return message
}

/** The person says yes on WeChat's sheet, and the phone tells us. */
async function accept({ openid }: Person, template: Template): Promise<object> {
  cloud.cloud.openapi.subscribe.answer(openid, [TEMPLATE_IDS[template]], true)
  return ok(cloud, openid, 'messages.granted', { templates: [template] })
}

describe('inside', () => {
  it('messages come newest first, page by page, and only one’s own', async () => {
    const { foreigner } = people
    const told = Array.from({ length: 45 }, (_, i) =>
      tell(foreigner, 'reporter', { at: cloud.now() + i, command: 'start' }),
    )
    const ids: string[] = []
    let after: string | undefined
    do {
      const page = await ok(cloud, foreigner.openid, 'messages.list', after === undefined ? {} : { after })
      for (const row of page.rows) {
        expect(row).toEqual({
          id: row.id,
          at: row.at,
          read: false,
          topic: 'case',
          subject: row.subject,
          command: 'start',
          state: 'resolved',
          kind: 'noise.neighbour',
          building: 'A18',
          as: 'reporter',
        })
        ids.push(row.id)
      }
      after = page.next ?? undefined
    } while (after !== undefined)
    expect(ids).toEqual(told.map(({ _id }) => _id).reverse())
    expect(await ok(cloud, people.visitor.openid, 'messages.list', {})).toEqual({ rows: [], next: null })
  })

  it('news of piece-work comes with its title, and can be marked by its id', async () => {
    const { colleague } = people
    const told = tellCraft(colleague, { about: 'batch', what: 'batch_refused', title: '穿手提绳' })
    const { rows } = await ok(cloud, colleague.openid, 'messages.list', {})
    expect(rows).toEqual([
      {
        id: told._id,
        at: told.at,
        read: false,
        topic: 'craft',
        about: 'batch',
        subject: told.subject,
        what: 'batch_refused',
        title: '穿手提绳',
      },
    ])
    expect(await ok(cloud, colleague.openid, 'messages.read', { ids: [told._id] })).toEqual({ unread: 0 })
  })

  it('are counted and marked as read, these or all, but never another’s', async () => {
    const { resident, neighbour } = people
    const mine = Array.from({ length: 5 }, () => tell(resident, 'reporter', { command: 'start' }))
    const other = tell(neighbour, 'reporter', { command: 'start' })
    const { openid } = resident
    expect(await ok(cloud, openid, 'messages.unread', {})).toEqual({ unread: 5 })
    const ids = [mine[0]!._id, mine[1]!._id, mine[1]!._id, other._id, 'no.such.message']
    expect(await ok(cloud, openid, 'messages.read', { ids })).toEqual({ unread: 3 })
    expect(await ok(cloud, neighbour.openid, 'messages.unread', {})).toEqual({ unread: 1 })
    expect(await ok(cloud, openid, 'messages.read', {})).toEqual({ unread: 0 })
    expect(await ok(cloud, openid, 'messages.unread', {})).toEqual({ unread: 0 })
    expect(await ok(cloud, neighbour.openid, 'messages.unread', {})).toEqual({ unread: 1 })
  })

  it.each([
    ['messages.read', { ids: [] }, { ids: 'too_short:1' }],
    ['messages.read', { ids: Array(51).fill('a') }, { ids: 'too_long:50' }],
    ['messages.read', { ids: ['a b'] }, { 'ids.0': 'wrong_form' }],
    ['messages.read', { ids: [{ $gt: '' }] }, { 'ids.0': 'wrong_type' }],
    ['messages.granted', { templates: [] }, { templates: 'too_short:1' }],
    ['messages.granted', { templates: ['spam'] }, { 'templates.0': 'not_a_choice' }],
    ['messages.list', { after: 'x'.repeat(201) }, { after: 'too_long:200' }],
  ] as const)('%s refuses %j', async (route, input, fields) => {
    expect(await refused(cloud, people.resident.openid, route, input)).toEqual({ code: 'INVALID_INPUT', fields })
  })
})

describe('quota', () => {
  it('grows by one a yes, to twenty; the same yes told twice is one', async () => {
    const openid = 'oQuota_person'
    const granted = (requestId: string) =>
      cloud.call(openid, 'messages.granted', { templates: ['newWork', 'newWork'] }, requestId)
    const twice = await Promise.all([granted('granted-once-0001'), granted('granted-once-0001')])
    for (const answer of twice) expect(answer).toEqual({ ok: true, data: { quota: { newWork: 1 } } })
    for (let i = 0; i < 21; i++) await ok(cloud, openid, 'messages.granted', { templates: ['newWork'] })
    expect(await ok(cloud, openid, 'messages.granted', { templates: ['caseProgress'] })).toEqual({
      quota: { newWork: 20, caseProgress: 1 },
    })
  })

  it('counts every one of ten at once', async () => {
    const openid = 'oQuota_parallel'
    await Promise.all(
      Array.from({ length: 10 }, () => ok(cloud, openid, 'messages.granted', { templates: ['newWork'] })),
    )
    expect(rowsOf(cloud, 'members').find(({ _id }) => _id === openid)).toMatchObject({
      quota: { newWork: 10 },
      version: 10,
    })
  })
})

describe('pushing', () => {
  it('sends what is due, once, and takes one from the quota', async () => {
    const { neighbour, worker } = people
    await accept(neighbour, 'caseProgress')
    await accept(neighbour, 'caseProgress')
    await accept(worker, 'newWork')
    const message = tell(neighbour, 'reporter')
    const work = tell(worker, 'handler', { command: 'report', state: 'reported', kind: 'dog.lead' })
    const quiet = tell(neighbour, 'reporter', { command: 'start', state: 'in_progress' })
    expect(quiet.push).toBe('none')

    await cloud.timer('messages')
    await cloud.timer('messages')
    const [sent, ...more] = sentTo(neighbour)
    expect(more).toEqual([])
    expect(sent).toMatchObject({
      templateId: TEMPLATES.TEMPLATE_CASE_PROGRESS,
      page: `${CASE_PAGE}?id=${message.subject}`,
      data: {
        thing1: { value: '邻居太吵' },
        phrase2: { value: '处理好了' },
        thing4: { value: '处理好了，请看看真的好了吗' },
      },
    })
    expect(sent?.data.time3?.value).toMatch(/^\d{4}-\d\d-\d\d \d\d:\d\d$/)
    expect(JSON.stringify(sent)).not.toContain('A18')
    expect(sentTo(worker)).toMatchObject([
      {
        templateId: TEMPLATES.TEMPLATE_NEW_WORK,
        data: { thing1: { value: '遛狗不牵绳' }, thing2: { value: 'A区18栋' } },
      },
    ])
    expect([pushOf(message._id), pushOf(work._id)]).toEqual(['sent', 'sent'])
    expect(quotaOf(neighbour)).toEqual({ caseProgress: 1 })
    expect(quotaOf(worker)).toEqual({ newWork: 0 })
  })

  it('sends oldest first while the quota lasts; the rest is shown inside', async () => {
    const { leader } = people
    await accept(leader, 'newWork')
    const about = { command: 'escalate', state: 'reported' } as const
    const later = tell(leader, 'leader', { ...about, at: cloud.now() - 1 * HOUR, kind: 'dog.bite' })
    const older = tell(leader, 'leader', { ...about, at: cloud.now() - 2 * HOUR, kind: 'dog.stray' })
    await cloud.timer('messages')
    expect(sentTo(leader).map(({ data }) => data.thing1?.value)).toEqual(['流浪狗'])
    expect([pushOf(older._id), pushOf(later._id)]).toEqual(['sent', 'none'])
    expect((await ok(cloud, leader.openid, 'messages.list', {})).rows).toHaveLength(2)
  })

  it('does not send to those who never said yes, nor what is older than a day', async () => {
    const { mediator, colleague } = people
    await accept(colleague, 'newWork')
    const unasked = tell(mediator, 'handler', { command: 'assign', state: 'reported' })
    const stale = tell(colleague, 'handler', { command: 'assign', state: 'reported', at: cloud.now() - 24 * HOUR - 1 })
    await cloud.timer('messages')
    expect([...sentTo(mediator), ...sentTo(colleague)]).toEqual([])
    expect([pushOf(unasked._id), pushOf(stale._id)]).toEqual(['none', 'none'])
    expect(quotaOf(colleague)).toEqual({ newWork: 1 })
  })

  it('forgets the quota of a person whom WeChat refuses', async () => {
    const { foreignWorker } = people
    // counted here three times, but WeChat knows of no yes: it was taken back in the settings
    for (let i = 0; i < 3; i++) await ok(cloud, foreignWorker.openid, 'messages.granted', { templates: ['newWork'] })
    const message = tell(foreignWorker, 'handler', { command: 'report', state: 'reported' })
    await cloud.timer('messages')
    expect(sentTo(foreignWorker)).toEqual([])
    expect(pushOf(message._id)).toBe('none')
    expect(quotaOf(foreignWorker)).toEqual({ newWork: 0 })
    const log = cloud
      .logs()
      .map(({ text }) => text)
      .join('\n')
    expect(log).toContain('43101')
    expect(log).not.toContain(foreignWorker.openid)
  })

  it('sends news of piece-work with a page of its own and nothing that anybody wrote', async () => {
    const { foreignMediator, foreigner } = people
    for (const person of [foreignMediator, foreigner]) await accept(person, 'pieceWork')
    const counted = tellCraft(foreigner, { what: 'counted' })
    const late = tellCraft(foreignMediator, { about: 'wage', what: 'pay_late' })
    const quiet = tellCraft(foreigner, { what: 'settled' })
    await cloud.timer('messages')
    expect(sentTo(foreigner)).toMatchObject([
      {
        templateId: TEMPLATES.TEMPLATE_PIECE_WORK,
        page: `${CRAFT_PAGES.worker.claim}?id=${counted.subject}`,
        data: {
          thing1: { value: '您领的手工活' },
          phrase2: { value: '点好数了' },
          thing4: { value: '点好数了，三天内看看对不对' },
        },
      },
    ])
    expect(sentTo(foreignMediator)).toMatchObject([
      { page: `${CRAFT_PAGES.enterprise.claim}?id=${late.subject}`, data: { phrase2: { value: '拖欠工钱' } } },
    ])
    expect(JSON.stringify([...sentTo(foreigner), ...sentTo(foreignMediator)])).not.toContain('周小兰')
    expect([counted, late, quiet].map(({ _id }) => pushOf(_id))).toEqual(['sent', 'sent', 'none'])
    expect(quotaOf(foreigner)).toEqual({ pieceWork: 0 })
  })

  it('sends news of jobs with the page of who reads it', async () => {
    const { foreignMediator, foreigner, staff } = people
    for (const person of [foreignMediator, foreigner, staff]) await accept(person, 'jobNews')
    const invited = tellJob(foreigner, { about: 'application', what: 'invited' })
    const asked = tellJob(foreignMediator, { about: 'talk', what: 'asked' })
    const look = tellJob(staff, { what: 'to_look' })
    const quiet = tellJob(foreigner, { what: 'matched' })
    await cloud.timer('messages')
    const sent = [foreigner, foreignMediator, staff].map((who) => sentTo(who).at(-1))
    expect(sent).toMatchObject([
      { page: `${JOB_PAGES.application}?id=${invited.subject}`, data: { thing1: { value: '您找的工作' } } },
      { page: `${JOB_PAGES.talk}?id=${asked.subject}`, data: { thing1: { value: '你们招人的岗位' } } },
      { page: `${JOB_PAGES.desk}?id=${look.subject}`, data: { phrase2: { value: '有人举报' } } },
    ])
    for (const message of sent) expect(message?.templateId).toBe(TEMPLATES.TEMPLATE_JOB_NEWS)
    expect(JSON.stringify(sent)).not.toContain('面馆')
    expect([invited, asked, look, quiet].map(({ _id }) => pushOf(_id))).toEqual(['sent', 'sent', 'sent', 'none'])
  })

  it('sends news of fairs by the template of jobs', async () => {
    const { foreigner } = people
    await accept(foreigner, 'jobNews')
    const subject = '2026-12-20-market'
    const first = Date.UTC(2026, 11, 20, 1, 20)
    const news = {
      subject,
      eventNo: 1,
      at: cloud.now(),
      what: 'fair_tomorrow',
      title: '赶集日招聘会',
      number: 7,
      first,
    } as const
    insert(cloud, 'messages', [fairMessageFor(foreigner.openid, news)])
    await cloud.timer('messages')
    expect(sentTo(foreigner).at(-1)).toMatchObject({
      page: `${FAIR_PAGES.seeker}?id=${subject}`,
      templateId: TEMPLATES.TEMPLATE_JOB_NEWS,
      data: { thing1: { value: '您报名的招聘会' }, thing4: { value: '您是7号，第一场09:20开始' } },
    })
  })

  it('takes a hundred a minute', async () => {
    const { foreignLeader } = people
    for (let i = 0; i < 120; i++) tell(foreignLeader, 'leader', { command: 'escalate', state: 'reported' })
    const due = () => rowsOf<MessageDoc>(cloud, 'messages').filter(({ push }) => push === 'due').length
    expect(due()).toBe(120)
    await cloud.shift(60_000)
    expect(due()).toBe(20)
    await cloud.shift(60_000)
    expect(due()).toBe(0)
  }, 60_000)

  it('no query goes without an index', () => expect(cloud.cloud.metrics.report().scans).toEqual([]))
})

test('without templates in the settings everything is shown inside only', async () => {
  const settled = await settledCloud({ functionEnv: { estate: { FIRST_ADMIN: 'oFirstAdmin0000000000000001' } } })
  try {
    const { resident } = settled.people
    await ok(settled.cloud, resident.openid, 'messages.granted', { templates: ['caseProgress'] })
    const message = messageFor(resident.openid, 'reporter', news({ at: settled.cloud.now() }))
    insert(settled.cloud, 'messages', [message])
    await settled.cloud.timer('messages')
    expect(rowsOf<MessageDoc>(settled.cloud, 'messages')[0]).toEqual({ ...message, push: 'none' })
    expect(settled.cloud.cloud.openapi.subscribe.sent()).toEqual([])
    expect(rowsOf(settled.cloud, 'members').find(({ _id }) => _id === resident.openid)).toMatchObject({
      quota: { caseProgress: 1 },
    })
  } finally {
    await settled.cloud.stop()
  }
}, 60_000)
