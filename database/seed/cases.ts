/** Cases that lived by the rules themselves: every stored history is one the functions could have made. */
import { messageFor, type MessageDoc } from '../../cloudfunctions/kit/message-for'
import { newId } from '../../cloudfunctions/kit/ids'
import type { Member } from '../../cloudfunctions/kit/members'
import { SYSTEM, type Actor, type CaseDoc, type CaseEvent } from '../../cloudfunctions/cases/model.rules'
import type { Move } from '../../cloudfunctions/cases/changes.rules'
import { decide, openCase } from '../../cloudfunctions/cases/rules'
import type { ClusterId } from '../../miniprogram/contract/estate'
import type { Chance } from './chance'
import type { Complaint } from './shape'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

export interface Cast {
  /** who serves a building, as the functions look them up */
  peopleOf(building: string): readonly Member[]
  staff: Member
}

const actorOf = ({ _id, id, name, grants }: Member): Actor => ({ openid: _id, id, name, grants })

/** How a case may go, with how often. */
const ENDINGS = {
  confirmed: 46,
  unconfirmed: 28,
  reopened: 7,
  withdrawn: 6,
  declined: 4,
  handedOver: 6,
  late: 3,
}

type Ending = keyof typeof ENDINGS

interface Step {
  /** time after the step before */
  after: number
  by: 'handler' | 'reporter' | 'staff' | 'system'
  input: Move['input']
}

function plan(ending: Ending, chance: Chance): Step[] {
  const soon = () => (10 + chance.below(200)) * MINUTE
  const later = () => (3 + chance.below(40)) * HOUR
  const step = (by: Step['by'], after: number, input: Step['input']): Step => ({ by, after, input })
  const accept = () => step('handler', soon(), { move: 'accept' })
  const record = () =>
    step('handler', soon(), {
      move: 'record',
      form: chance.pick(['dissuaded', 'mediated', 'visited'] as const),
      text: '到场看过，做了工作',
    })
  const resolve = () =>
    step('handler', later(), { move: 'resolve', text: chance.pick(['已处理，请看看', '已劝停', '修好了']) })
  const stars = () => 1 + Math.floor(Math.sqrt(chance.next()) * 5)
  const confirm = () =>
    step('reporter', later(), { move: 'confirm', stars: stars(), text: chance.pick(['谢谢', '好多了', '还行']) })
  const begin = chance.next() < 0.6 ? [accept(), record()] : [accept()]
  switch (ending) {
    case 'confirmed':
      return [...begin, resolve(), confirm()]
    case 'unconfirmed':
      return [...begin, resolve(), step('system', 7 * DAY + 5 * MINUTE, { move: 'close' })]
    case 'reopened':
      return [
        ...begin,
        resolve(),
        step('reporter', later(), { move: 'reopen', text: '又来了' }),
        accept(),
        record(),
        resolve(),
        confirm(),
      ]
    case 'withdrawn':
      return [step('reporter', soon(), { move: 'withdraw' })]
    case 'declined':
      return [step('staff', later(), { move: 'decline', text: '不归社区管，已告诉您找谁' })]
    case 'handedOver':
      return [
        ...begin,
        step('handler', soon(), { move: 'hand_over', outsider: 'property', name: '物业服务中心' }),
        resolve(),
        confirm(),
      ]
    case 'late':
      return [step('system', 30 * HOUR, { move: 'escalate' }), accept(), resolve(), confirm()]
  }
}

export interface Lived {
  doc: CaseDoc
  messages: MessageDoc[]
}

export interface Life {
  complaint: Complaint
  reporter: Member
  cluster: ClusterId
  /** what lies after this has not happened yet */
  now: number
  cast: Cast
  chance: Chance
}

/** One case from its report as far as it has come by `now`. */
export function liveCase({ complaint, reporter, cluster, now, cast, chance }: Life): Lived {
  const { at, kind, text, answers } = complaint
  const home = reporter.home ?? { building: `${cluster}1`, unit: 1, floor: 1, room: 1 }
  const people = cast.peopleOf(home.building)
  const request = (n: number) => `seed-${at}-${n}-${reporter.id}`
  const place = chance.next() < 0.5 ? { building: home.building, unit: home.unit } : home
  const id = newId(at, chance.bytes(16))
  let doc = openCase(
    { id, requestId: request(0), now: at, reporter: reporter._id, kind, cluster, place, text, answers, pictures: [] },
    people,
  )
  let time = at
  for (const [index, { after, by, input }] of plan(chance.weighted(ENDINGS), chance).entries()) {
    time += after
    if (time > now) break
    const handler = people.find((person) => person._id === doc.handler.openid) ?? cast.staff
    const actor = { handler, reporter, staff: cast.staff, system: null }[by]
    const move: Move = { input, requestId: request(index + 1), now: time, people }
    const result = decide(doc, actor ? actorOf(actor) : SYSTEM, move)
    if (!result.ok) break
    doc = result.doc
  }
  return { doc, messages: messagesOf(doc, now) }
}

/** What people were told and is still kept; what is older than a week has been read. */
function messagesOf(doc: CaseDoc, now: number): MessageDoc[] {
  const { _id: caseId, kind, building } = doc
  const tell = ({ no: eventNo, at, command, state, notices }: CaseEvent) =>
    notices.map(({ to, as }) => ({
      ...messageFor(to, as, { caseId, eventNo, at, command, state, kind, building }),
      push: 'none' as const,
      read: at < now - 7 * DAY,
    }))
  return doc.events.flatMap(tell).filter((message) => message.expiresAt > now)
}
