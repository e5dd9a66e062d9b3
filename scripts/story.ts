/** npm run story: the life of one noise case between three people, on a fresh cloud, with what each step costs. */
import dayjs from 'dayjs'
import utc from 'dayjs/plugin/utc'
import { buildingDocs } from '../database/estate'
import type { In, Out, Route } from '../miniprogram/contract/api'
import { KIND_NAMES, STATE_NAMES } from '../miniprogram/contract/case-names'
import type { MoveInput } from '../miniprogram/contract/cases'
import type { Grant } from '../miniprogram/contract/estate'
import { startCloud, type TestCloud } from '../tests/cloud'

dayjs.extend(utc)

const HOUR = 3_600_000
const ADMIN = 'story-admin'
const STAFF = 'story-staff'
const RESIDENT = { openid: 'story-resident', name: '周小兰', phone: '13812340001' }
const MEDIATOR = { openid: 'story-mediator', name: '何明霞' }
const WORKER = { openid: 'story-worker', name: '李建国' }

/** Tells what happens and what it cost. */
class Story {
  #totals = { steps: 0, requests: 0, read: 0, written: 0 }

  constructor(readonly cloud: TestCloud) {}

  async call<R extends Route>(openid: string, route: R, input: In<R>): Promise<Out<R>> {
    const answer = await this.cloud.call<Out<R>>(openid, route, input)
    if (!answer.ok) throw new Error(`${route}: ${answer.error.code}`)
    return answer.data
  }

  /** A step of the story: one call, told in a sentence. */
  async tell<R extends Route>(
    openid: string,
    route: R,
    input: In<R>,
    sentence: (data: Out<R>) => string,
  ): Promise<Out<R>> {
    const data = await this.call(openid, route, input)
    const { databaseRequests, documentsRead, documentsWritten, databaseBytesIn, databaseBytesOut, milliseconds } =
      this.cloud.lastCost()
    const time = dayjs
      .utc(this.cloud.now())
      .utcOffset(8 * 60)
      .format('MM-DD HH:mm')
    const bytes = ((databaseBytesIn + databaseBytesOut) / 1024).toFixed(1)
    console.log(`${time}  ${sentence(data)}`)
    console.log(
      `             ${route}：数据库请求 ${databaseRequests} 次，读 ${documentsRead} 条，写 ${documentsWritten} 条，` +
        `${bytes} KB，${milliseconds.toFixed(0)} 毫秒`,
    )
    this.#totals.steps += 1
    this.#totals.requests += databaseRequests
    this.#totals.read += documentsRead
    this.#totals.written += documentsWritten
    return data
  }

  summary(): string {
    const { steps, requests, read, written } = this.#totals
    return `一共 ${steps} 步：数据库请求 ${requests} 次，读 ${read} 条，写 ${written} 条。`
  }
}

async function appoint(
  story: Story,
  by: string,
  person: { openid: string; name: string },
  grant: Grant,
): Promise<void> {
  const { code } = await story.call(by, 'estate.invite', { grant })
  await story.call(person.openid, 'estate.join', { code, name: person.name })
}

async function settle(story: Story): Promise<void> {
  story.cloud.cloud.database.load('buildings', buildingDocs() as unknown as Record<string, unknown>[])
  await appoint(story, ADMIN, { openid: STAFF, name: '赵丽' }, { role: 'staff' })
  await appoint(story, STAFF, MEDIATOR, { role: 'mediator', cluster: 'A', building: 'A18' })
  await appoint(story, STAFF, WORKER, { role: 'worker', cluster: 'A', buildings: ['A17', 'A18'] })
  await story.call(RESIDENT.openid, 'estate.bind', { building: 'A18', unit: 1, floor: 12, room: 3 })
  await story.call(RESIDENT.openid, 'estate.profile', { name: RESIDENT.name, phone: RESIDENT.phone })
}

async function live(story: Story): Promise<void> {
  const { cloud } = story
  const place = { building: 'A18', unit: 1, floor: 13, room: 3 }
  const { id } = await story.tell(
    RESIDENT.openid,
    'cases.report',
    {
      kind: 'noise.neighbour',
      place,
      text: '楼上半夜拖桌子，孩子睡不着',
      answers: { when: 'last_night', often: 'every_week', where: 'above' },
      warned: ['violence'],
    },
    ({ handler, dueAt }) =>
      `${RESIDENT.name}反映：${KIND_NAMES['noise.neighbour']}。先请${handler}来听，${hours((dueAt ?? 0) - cloud.now())}小时内接手。`,
  )
  const move = async (person: { openid: string; name: string }, said: string, input: MoveInput) => {
    const { version } = await story.call(person.openid, 'cases.get', { id })
    return story.tell(
      person.openid,
      'cases.move',
      { id, version, ...input },
      ({ state }) => `${person.name}${said}（现在：${STATE_NAMES[state]}）`,
    )
  }
  const pass = (time: number) => cloud.shift(time)

  await pass(2 * HOUR)
  await story.tell(
    MEDIATOR.openid,
    'messages.unread',
    {},
    ({ unread }) => `${MEDIATOR.name}打开手机：${unread} 条新消息。`,
  )
  await move(MEDIATOR, '接手了', { move: 'accept' })
  await story.tell(
    MEDIATOR.openid,
    'cases.contact',
    { id },
    ({ name }) => `${MEDIATOR.name}查看了反映人${name ?? ''}的电话，这次查看记在案上，本人看得到。`,
  )
  await pass(3 * HOUR)
  await move(MEDIATOR, '上门劝导，做了记录', { move: 'record', form: 'dissuaded', text: '楼上答应垫脚垫' })
  await pass(26 * HOUR)
  await move(RESIDENT, '点了“又响了”', { move: 'occur' })
  await move(MEDIATOR, '请网格员一起来办', { move: 'pass', text: '楼上换了租户，需要网格员登记' })
  await move(WORKER, '接手了', { move: 'accept' })
  await move(WORKER, '调解，两家都同意', { move: 'record', form: 'mediated', text: '十点后不挪家具，两家加了微信' })
  await pass(20 * HOUR)
  await move(WORKER, '说处理好了', { move: 'resolve', text: '连续两晚回访，没有声音了' })
  await story.tell(
    RESIDENT.openid,
    'messages.unread',
    {},
    ({ unread }) => `${RESIDENT.name}打开手机：${unread} 条新消息。`,
  )
  await pass(12 * HOUR)
  await move(RESIDENT, '说真的解决了，打了 5 分：“谢谢你们”', { move: 'confirm', stars: 5, text: '谢谢你们' })
  await story.tell(
    WORKER.openid,
    'cases.get',
    { id },
    ({ events, rating }) => `这件事一共 ${events.length} 条记录，评分 ${rating?.stars ?? 0} 分。`,
  )
}

const hours = (ms: number) => Math.round(ms / HOUR)

async function main(): Promise<void> {
  const cloud = await startCloud({
    functionEnv: { estate: { FIRST_ADMIN: ADMIN } },
    functions: ['cases', 'estate', 'messages'],
  })
  try {
    const story = new Story(cloud)
    await settle(story)
    await live(story)
    console.log(story.summary())
  } finally {
    await cloud.stop()
  }
}

main().catch((error: unknown) => {
  console.error(error)
  process.exitCode = 1
})
