/** Enterprises that came by the rules themselves, with the people who act for them. Names and codes are made up. */
import { newId } from '../../cloudfunctions/kit/ids'
import type { Member } from '../../cloudfunctions/kit/members'
import type { Application, Call, EnterpriseDoc } from '../../cloudfunctions/enterprises/model.rules'
import { decide, joined, newEnterprise } from '../../cloudfunctions/enterprises/rules'
import type { Chance } from './chance'
import { member } from './people'

const DAY = 86_400_000

interface Plan extends Omit<Application, 'contact'> {
  /** openid of who applies */
  owner: string
  /** openid of a colleague */
  colleague?: string
  /** days before the end of the story */
  daysAgo: number
  approved: boolean
}

const PLANS: readonly Plan[] = [
  {
    owner: 'demo-boss',
    colleague: 'demo-clerk',
    name: '山茶花针织社（演示）',
    code: '91500107MADEM0A01M',
    wants: ['piecework', 'hiring'],
    about: '做手套、帽子和围巾，有活可以领回家做，头一次来先教会',
    daysAgo: 90,
    approved: true,
  },
  {
    owner: 'demo-maker',
    name: '小拐角纸艺坊（演示）',
    code: '91500107MADEM0B02E',
    wants: ['piecework'],
    about: '糊纸盒、穿手提绳，不用出力，坐着就能做',
    daysAgo: 60,
    approved: true,
  },
  {
    owner: 'demo-applicant',
    name: '半坡串珠工作室（演示）',
    code: '91500107MADEM0C037',
    wants: ['hiring'],
    about: '做头饰和挂件，想招两名熟手',
    daysAgo: 1,
    approved: false,
  },
  {
    owner: 'demo-noodles',
    name: '石桥铺老灶小面馆（演示）',
    code: '91500107MADEM0D040',
    wants: ['hiring'],
    about: '开了九年的小面馆，早上和中午最忙，熟客多',
    daysAgo: 80,
    approved: true,
  },
  {
    owner: 'demo-tower',
    name: '华岩安居物业服务（演示）',
    code: '91500107MADEM0E05Q',
    wants: ['hiring'],
    about: '管着华岩和巴国城的六个小区，保洁、保安、维修都招',
    daysAgo: 75,
    approved: true,
  },
]

export interface EnterprisesOptions {
  /** the staff who decide */
  staff: Member
  now: number
  chance: Chance
}

export interface SeededEnterprises {
  enterprises: EnterpriseDoc[]
  /** owners and colleagues */
  people: Member[]
}

/** Four that are active, of which three look for people, and an application that waits. */
export function enterprisesOf(options: EnterprisesOptions): SeededEnterprises {
  const made = PLANS.map((plan) => enterpriseOf(plan, options))
  return { enterprises: made.map(({ doc }) => doc), people: made.flatMap(({ people }) => people) }
}

function enterpriseOf(
  { owner: openid, colleague, daysAgo, approved, ...application }: Plan,
  { staff, now, chance }: EnterprisesOptions,
): { doc: EnterpriseDoc; people: Member[] } {
  const at = now - daysAgo * DAY
  const id = newId(at, chance.bytes(16))
  const mine = { enterprises: [{ id, name: application.name }] }
  const owner = member(openid, at, chance, mine)
  const call = (by: string, time: number): Call => ({ openid: by, requestId: `seed-${id}-${time}`, now: time })
  const contact = { name: owner.name ?? '', phone: owner.phone ?? '' }
  const applied = newEnterprise(id, { ...application, contact }, call(openid, at), owner.id)
  if (!approved) return { doc: applied, people: [owner] }

  const decidedAt = at + DAY / 2
  const decision = decide(applied, { decision: 'approve', reason: null, version: 1 }, call(staff._id, decidedAt))
  const doc: EnterpriseDoc = { ...applied, ...('ok' in decision ? {} : decision) }
  if (colleague === undefined) return { doc, people: [owner] }
  const clerk = member(colleague, decidedAt, chance, mine)
  const { members } = joined(doc, '', { openid: colleague, now: decidedAt + DAY }, clerk.id)
  return { doc: { ...doc, members }, people: [owner, clerk] }
}
