/** An enterprise that looks for people, with postings in every state, the same at every scale. */
import type { Finding } from '../../miniprogram/contract/job-gate'
import type { PostingInput } from '../../miniprogram/contract/jobs'
import type { PostingDoc } from '../../cloudfunctions/jobs/posting-model.rules'
import { made, moved, reported } from '../../cloudfunctions/jobs/posting.rules'
import { newId } from '../../cloudfunctions/kit/ids'
import { newMember } from '../../cloudfunctions/kit/members'
import type { TestCloud } from '../../tests/cloud'
import { enterpriseDoc } from '../../tests/functions/crafts'
import { draftPosting } from '../../tests/functions/jobs'
import { ROWS, STAFF, type Bench } from './scenario'

/** acts for HIRER */
export const RECRUITER = 'bench-recruiter'
/** live in different homes and say what cheats */
export const REPORTERS = ['bench-reporter-1', 'bench-reporter-2'] as const

const idOf = (n: number) => newId(n, new Uint8Array(16))
export const HIRER = idOf(6)
export const HIRER_NAME = '试算面馆'
/** has the rows that wait for the staff, for one enterprise may have only so many */
export const BLOCKED_FIRM = idOf(7)
/** open */
export const POSTING = idOf(8)

const FINDING: Finding = {
  ground: 'sex',
  field: 'needs',
  words: '限男性',
  start: 0,
  sentence: '限男性',
  proposal: '',
}

const call = (now: number) => ({ openid: RECRUITER, as: 'enterprise', requestId: newId(now), now, text: null }) as const

/** A posting made `now`; the timer has nothing to do with it. */
export function postingDoc(now: number, enterprise: string, id = newId(now), findings: Finding[] = []): PostingDoc {
  const maker = { id, enterprise, enterpriseName: HIRER_NAME, openid: RECRUITER }
  return { ...made(draftPosting(), findings, maker, call(now)), nextCheckAt: null }
}

/** Puts up the enterprises and fills every list of postings. */
export function fillPostings({ cloud }: TestCloud, now: number, rows = ROWS): void {
  const put = (collection: string, docs: object[]) => cloud.database.load(collection, docs as Record<string, unknown>[])
  const numbers = Array.from({ length: rows }, (_, n) => n)
  const recruiter = { ...newMember(RECRUITER, newId(now), now), enterprises: [{ id: HIRER, name: HIRER_NAME }] }
  const reporters = REPORTERS.map((openid, index) => ({
    ...newMember(openid, newId(now), now),
    home: { building: 'A1', unit: 1, floor: 2 + index, room: 1 },
  }))
  put('members', [recruiter, ...reporters])
  const members = [{ openid: RECRUITER, id: recruiter.id, since: now, isOwner: true }]
  put('enterprises', [
    enterpriseDoc(now, { _id: HIRER, name: HIRER_NAME, wants: ['hiring'], members }),
    enterpriseDoc(now, { _id: BLOCKED_FIRM, name: HIRER_NAME, wants: ['hiring'] }),
  ])
  const hidden = (n: number): PostingDoc => {
    const doc = postingDoc(now - n, BLOCKED_FIRM)
    const suspected = { ...doc, suspects: ['bench'] }
    return { ...suspected, ...reported(suspected, 'other', call(now - n)), nextCheckAt: null }
  }
  const ended = (n: number): PostingDoc => {
    const doc = postingDoc(now - n, HIRER)
    return { ...doc, ...moved(doc, 'close', call(now - n)), nextCheckAt: null }
  }
  put('postings', [
    postingDoc(now, HIRER, POSTING),
    ...numbers.map((n) => postingDoc(now - n, BLOCKED_FIRM)),
    ...numbers.map((n) => postingDoc(now - n, BLOCKED_FIRM, newId(now - n), [FINDING])),
    ...numbers.map(hidden),
    ...numbers.map(ended),
  ])
}

export const UNLAWFUL = { needs: '限男性，手脚麻利。' } as const

export const postOf = (more: Partial<PostingInput> = {}) => ({ ...draftPosting(more), enterprise: HIRER })

interface Seen {
  id: string
  version: number
}

/** A posting of HIRER that is open, or with unlawful words blocked. */
export async function posted(bench: Bench, more: Partial<PostingInput> = {}): Promise<Seen> {
  const { id, version } = await bench.call(RECRUITER, 'jobs.post', postOf(more))
  return { id, version }
}

/** One that is over. */
export async function closed(bench: Bench): Promise<Seen> {
  const { id, version } = await bench.call(RECRUITER, 'jobs.move', { ...(await posted(bench)), move: 'close' })
  return { id, version }
}

/** One that the first reporter has reported. */
export async function suspected(bench: Bench): Promise<Seen> {
  const seen = await posted(bench)
  await bench.call(REPORTERS[0], 'jobs.report', { posting: seen.id, cheat: 'fee', text: '' })
  return seen
}

/** One that two have reported. */
export async function hiddenPosting(bench: Bench): Promise<Seen> {
  const { id } = await suspected(bench)
  await bench.call(REPORTERS[1], 'jobs.report', { posting: id, cheat: 'fee', text: '' })
  const { version } = await bench.call(STAFF, 'jobs.get', { id })
  return { id, version }
}
