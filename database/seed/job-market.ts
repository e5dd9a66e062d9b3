/** A market that went by the rules themselves: every stored history is one the functions could have made. */
import type { EnterpriseDoc } from '../../cloudfunctions/enterprises/model.rules'
import { decide, newApplication, sharedOf } from '../../cloudfunctions/jobs/application.rules'
import { findingsOf } from '../../cloudfunctions/jobs/gate.rules'
import { aliasOf, applicationId, talkId } from '../../cloudfunctions/jobs/job-ids'
import type { PostingDoc } from '../../cloudfunctions/jobs/posting-model.rules'
import { made } from '../../cloudfunctions/jobs/posting.rules'
import type { ApplicationDoc, SeekerDoc, TalkDoc } from '../../cloudfunctions/jobs/seeker-model.rules'
import { newSeeker, withCard } from '../../cloudfunctions/jobs/seeker.rules'
import { newTalk, said, type TalkSide } from '../../cloudfunctions/jobs/talk.rules'
import { dayOf } from '../../cloudfunctions/kit/clock'
import { newId } from '../../cloudfunctions/kit/ids'
import type { Member } from '../../cloudfunctions/kit/members'
import type { ApplicationInput, SeekerCard } from '../../miniprogram/contract/job-applications'
import type { PostingInput } from '../../miniprogram/contract/jobs'
import type { Chance } from './chance'

export class Market {
  readonly postings = new Map<string, PostingDoc>()
  readonly seekers = new Map<string, SeekerDoc>()
  readonly applications = new Map<string, ApplicationDoc>()
  readonly talks = new Map<string, TalkDoc>()
  /** applications that ended with work, by enterprise */
  readonly hires = new Map<string, string[]>()

  constructor(readonly chance: Chance) {}

  /** Posts it; a posting that the gate would block has no place in the seed. */
  post(
    { _id: enterprise, name: enterpriseName, applicant: openid }: EnterpriseDoc,
    words: PostingInput,
    at: number,
  ): void {
    const findings = findingsOf(words, dayOf(at))
    if (findings.length > 0) throw new Error(`${words.title}: ${JSON.stringify(findings)}`)
    const id = newId(at, this.chance.bytes(16))
    const call = { openid, as: 'enterprise', requestId: `seed-${id}`, now: at, text: null } as const
    this.postings.set(id, made(words, [], { id, enterprise, enterpriseName, openid }, call))
  }

  /** The posting with this title. */
  posting(title: string): PostingDoc {
    const found = [...this.postings.values()].find((one) => one.title === title)
    if (!found) throw new Error(`no posting ${title}`)
    return found
  }

  keepCard({ _id: openid }: Member, card: SeekerCard, at: number): void {
    const doc = newSeeker(openid, at)
    this.seekers.set(openid, { ...doc, ...withCard(doc, card, at) })
  }

  save({ _id: openid }: Member, ...titles: string[]): void {
    const seeker = this.#seeker(openid)
    this.seekers.set(openid, { ...seeker, saved: titles.map((title) => this.posting(title)._id) })
  }

  apply({ _id: openid, name }: Member, title: string, at: number): string {
    const posting = this.posting(title)
    const { card } = this.#seeker(openid)
    if (!card || name === null) throw new Error(`${openid} cannot apply`)
    const id = applicationId(posting._id, openid, 1)
    const sent = { shared: sharedOf(name, card), requestId: `seed-${id}`, now: at }
    this.applications.set(id, newApplication(id, posting, { openid, earlier: [] }, sent))
    this.#count(posting, { waiting: 1, applications: 1 })
    return id
  }

  /** A move by the enterprise. */
  answer(id: string, input: ApplicationInput, at: number): void {
    const before = this.applications.get(id)
    if (!before) throw new Error(`no application ${id}`)
    const posting = this.#byId(before.posting)
    const actor = { openid: posting.by, enterprises: [{ id: before.enterprise }] }
    const step = { input, requestId: `seed-${id}-${before.version + 1}`, now: at }
    const decided = decide(before, actor, step, before.version)
    if (!decided.ok) throw new Error(`${input.move}: ${decided.code}`)
    this.applications.set(id, decided.application)
    this.#count(posting, { waiting: decided.waiting })
    if (input.move === 'hire') this.#countHire(before)
  }

  /** A line in the talk of this person about this posting; the first one makes it. */
  say({ _id: seeker }: Member, title: string, by: TalkSide, text: string, at: number): void {
    const posting = this.posting(title)
    const id = talkId(posting._id, seeker)
    const known = this.talks.get(id)
    const line = { by, text, requestId: `seed-${id}-${(known?.version ?? 0) + 1}`, now: at }
    if (!known) {
      this.talks.set(id, newTalk({ id, alias: aliasOf(id), seeker }, posting, line))
      return
    }
    const { line: added, set } = said(known, line)
    this.talks.set(id, { ...known, ...set, lines: [...known.lines, added] })
  }

  #byId(id: string): PostingDoc {
    const posting = this.postings.get(id)
    if (!posting) throw new Error(`no posting ${id}`)
    return posting
  }

  #seeker(openid: string): SeekerDoc {
    const seeker = this.seekers.get(openid)
    if (!seeker) throw new Error(`${openid} has no card`)
    return seeker
  }

  #count({ _id }: PostingDoc, { waiting = 0, applications = 0 }: { waiting?: number; applications?: number }): void {
    const posting = this.#byId(_id)
    this.postings.set(_id, {
      ...posting,
      waiting: posting.waiting + waiting,
      applications: posting.applications + applications,
    })
  }

  /** As the function counts it: by the application, so that the timer does not count it again. */
  #countHire({ _id, posting: id, enterprise }: ApplicationDoc): void {
    const posting = this.#byId(id)
    this.postings.set(id, { ...posting, hired: posting.hired + 1, hiredOf: [...(posting.hiredOf ?? []), _id] })
    this.hires.set(enterprise, [...(this.hires.get(enterprise) ?? []), _id])
  }
}
