/** The job supermarket in every state for one who looks for work, and its screens. */
import type { ApplicationInput } from '../../miniprogram/contract/job-applications'
import type { PostingInput } from '../../miniprogram/contract/jobs'
import type { TestCloud } from '../../tests/cloud'
import type { Phone } from '../../tests/phone/phone'
import { ask } from './ask'
import type { Screen } from './screens'

/** has the card, the applications and the talk of the seed */
const SEEKER = 'demo-resident-1'
/** applied in the stage, by what became of it */
const DECLINED = 'demo-resident-5'
const WITHDRAWN = 'demo-resident-6'
const NO_CARD = 'demo-resident-9'
const STRANGER = 'new-resident-jobs'
const FIRM = { noodles: 'demo-noodles', tower: 'demo-tower', knitters: 'demo-boss' } as const

export interface JobStage {
  /** of the seed; not applied for by anybody in the screens */
  readonly posting: string
  /** as long as its words may be */
  readonly long: string
  readonly ended: string
  readonly invited: string
  readonly sent: string
  readonly hired: string
  readonly declined: string
  readonly withdrawn: string
  /** the seeker's, answered; and one that is full of long lines */
  readonly talk: string
  readonly longTalk: string
  readonly firm: string
  /** its members have talks */
  readonly knitters: string
}

const LONG: PostingInput = {
  title: '华岩新城二期三期四期轮流做楼道保洁工人',
  kind: 'cleaning',
  pay: { from: 9_999_900, to: 10_000_000, unit: 'month' },
  hoursPerDay: 8,
  daysPerWeek: 5,
  place: '重庆市九龙坡区华岩镇华龙大道延长线一千二百三十四号附五十六号院子里面进去左手边',
  way: { by: 'bus', minutes: 120 },
  shifts: ['day', 'evening', 'night', 'weekend', 'free'],
  duties: '扫楼道、拖地、擦扶手，'.repeat(25).slice(0, 300),
  needs: `${'做事仔细，'.repeat(40)}${'a'.repeat(90)}`.slice(0, 300),
  insurance: 'full',
  wanted: 200,
}

export async function setJobStage(cloud: TestCloud): Promise<JobStage> {
  const { rows } = await ask(cloud, SEEKER, 'jobs.list', {})
  const byTitle = (title: string) => rows.find((row) => row.title === title)
  const idOf = (title: string) => byTitle(title)?.id ?? ''
  const firm = byTitle('楼道保洁')?.enterprise ?? ''
  const knitters = byTitle('针织车工')?.enterprise ?? ''
  const long = (await ask(cloud, FIRM.tower, 'jobs.post', { ...LONG, enterprise: firm })).id
  const over = await ask(cloud, FIRM.tower, 'jobs.post', { ...LONG, title: '年底帮工', enterprise: firm })
  await ask(cloud, SEEKER, 'jobs.save', { posting: over.id, saved: true })
  await ask(cloud, FIRM.tower, 'jobs.move', { id: over.id, version: over.version, move: 'close' })

  const declined = await applied(cloud, DECLINED, long)
  await answered(cloud, FIRM.tower, declined, { move: 'decline', reason: 'skills' })
  const withdrawn = await applied(cloud, WITHDRAWN, idOf('小区门岗保安'))
  await answered(cloud, WITHDRAWN, withdrawn, { move: 'withdraw' })

  const words = '每个月几号发工资，夜班补贴怎么算，能不能只上晚班？'
  const { talk: longTalk } = await ask(cloud, NO_CARD, 'jobs.say', { posting: long, text: words })
  for (let no = 0; no < 4; no++) {
    const text = no % 2 === 0 ? '十号发，夜班每晚多三十元，您打 13912345678 细说。' : words.repeat(8).slice(0, 200)
    await ask(cloud, no % 2 === 0 ? FIRM.tower : NO_CARD, 'jobs.say', { talk: longTalk, text })
  }
  const applications = (await ask(cloud, SEEKER, 'jobs.applications', {})).rows
  const hired = (await ask(cloud, 'demo-resident-3', 'jobs.applications', { ended: true })).rows[0]
  const [talk] = (await ask(cloud, SEEKER, 'jobs.talks', {})).rows
  const inState = (state: string) => applications.find((row) => row.state === state)?.id ?? ''
  return {
    posting: idOf('物业前台'),
    long,
    ended: over.id,
    invited: inState('invited'),
    sent: inState('sent'),
    hired: hired?.id ?? '',
    declined,
    withdrawn,
    talk: talk?.id ?? '',
    longTalk,
    firm,
    knitters,
  }
}

async function applied(cloud: TestCloud, openid: string, posting: string): Promise<string> {
  await ask(cloud, openid, 'jobs.keep', {
    kinds: ['cleaning', 'security', 'driver', 'warehouse', 'care'],
    shifts: ['day', 'evening', 'night', 'weekend', 'free'],
    want: 320_000,
    minutes: 40,
    intro: '干过保洁和门岗，会开小货车，'.repeat(10).slice(0, 100),
    match: openid !== WITHDRAWN,
    born: '1980-05',
  })
  return (await ask(cloud, openid, 'jobs.apply', { posting, agree: true })).id
}

async function answered(cloud: TestCloud, openid: string, id: string, input: ApplicationInput): Promise<void> {
  const { version } = await ask(cloud, openid, 'jobs.application', { id })
  await ask(cloud, openid, 'jobs.answer', { id, version, ...input })
}

// ---- the screens

const PAGES = '/packages/jobs/pages'

export function jobScreens(stage: JobStage): Screen[] {
  const shown = (name: string, openid: string, path: string, then?: Screen['then']): Screen => ({
    name: `jobs-${name}`,
    openid,
    path: `${PAGES}/${path}`,
    ...(then ? { then } : {}),
  })
  const down = (phone: Phone) => phone.scroll(6_000)
  const tap = (words: string) => (phone: Phone) => phone.tap(words)
  const posting = (id: string) => `posting/index?id=${id}`
  const application = (id: string) => `application/index?id=${id}`
  const talk = (id: string) => `talk/index?id=${id}`
  return [
    shown('list', SEEKER, 'list/index'),
    shown('list-found', SEEKER, 'list/index?text=%E4%BF%9D%E5%AE%89'),
    shown('list-none', SEEKER, 'list/index?text=%E6%B2%A1%E6%9C%89%E8%BF%99%E7%A7%8D%E6%B4%BB'),
    shown('list-suited', SEEKER, 'list/index?tab=suited'),
    shown('list-suited-off', WITHDRAWN, 'list/index', tap('适合我')),
    shown('list-saved', SEEKER, 'list/index?tab=saved'),
    shown('posting', SEEKER, posting(stage.posting)),
    shown('posting-end', SEEKER, posting(stage.posting), down),
    shown('posting-ended', SEEKER, posting(stage.ended)),
    shown('posting-consent', DECLINED, posting(stage.posting), async (phone) => {
      await phone.tap('报名')
      await phone.see('同意，报名')
      await phone.tap('我同意给他们看')
    }),
    shown('posting-lack', NO_CARD, posting(stage.posting), async (phone) => {
      await phone.tap('报名')
      await phone.see('填求职卡')
    }),
    shown('posting-report', SEEKER, posting(stage.posting), async (phone) => {
      await down(phone)
      await phone.tap('这个岗位有问题，我要举报')
      await phone.tap('叫我交钱、押证件')
    }),
    shown('posting-long', NO_CARD, posting(stage.long)),
    shown('posting-own', FIRM.tower, posting(stage.ended)),
    shown('card-new', NO_CARD, 'card/index'),
    shown('card-new-end', NO_CARD, 'card/index', async (phone) => {
      await phone.tap('存好')
      await down(phone)
    }),
    shown('card', DECLINED, 'card/index'),
    shown('mine', SEEKER, 'mine/index'),
    shown('mine-ended', WITHDRAWN, 'mine/index', tap('有结果的')),
    shown('mine-none', STRANGER, 'mine/index'),
    shown('application-invited', SEEKER, application(stage.invited)),
    shown('application-invited-end', SEEKER, application(stage.invited), down),
    shown('application-sent', SEEKER, application(stage.sent)),
    shown('application-hired', 'demo-resident-3', application(stage.hired)),
    shown('application-declined', DECLINED, application(stage.declined)),
    shown('application-withdrawn', WITHDRAWN, application(stage.withdrawn)),
    shown('talks', SEEKER, 'talks/index'),
    shown('talks-firm', FIRM.knitters, `talks/index?enterprise=${stage.knitters}`),
    shown('talks-none', STRANGER, 'talks/index'),
    shown('talk', SEEKER, talk(stage.talk)),
    shown('talk-long', NO_CARD, talk(stage.longTalk)),
    shown('talk-firm', FIRM.tower, talk(stage.longTalk)),
    shown(
      'talk-new',
      WITHDRAWN,
      `talk/index?posting=${stage.posting}&title=%E7%89%A9%E4%B8%9A&firm=%E5%8D%8E%E5%B2%A9`,
    ),
    shown('firm', SEEKER, `firm/index?id=${stage.firm}`),
  ]
}
