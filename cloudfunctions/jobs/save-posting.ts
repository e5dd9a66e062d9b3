import type { In, Out } from '../../miniprogram/contract/api'
import type { PostingRow } from '../../miniprogram/contract/jobs'
import type { Context } from '../kit/context'
import { allowed, AppError, found } from '../kit/errors'
import type { PostingRowDoc } from './posting-model.rules'
import { postingRow } from './posting-view.rules'
import { isPublic } from './posting.rules'
import * as postings from './postings.repo'
import { newSeeker, savedWith } from './seeker.rules'
import * as repo from './seekers.repo'
import type { SeekerDoc } from './seeker-model.rules'

const TRIES = 3

/** Saves a posting for later, or no longer. Doing it twice is doing it once. */
export async function savePosting({ posting, saved }: In<'jobs.save'>, context: Context): Promise<Out<'jobs.save'>> {
  const { openid, now } = context
  if (saved) await requireShown(posting)
  for (let attempt = 0; attempt < TRIES; attempt++) {
    const known = await repo.loadSeeker(openid)
    if (!known && !saved) return { saved }
    const doc = known ?? newSeeker(openid, now)
    const ids = await changedSaved(doc, posting, saved)
    if (await (known ? repo.changeSeeker(known, { saved: ids }) : repo.addSeeker({ ...doc, saved: ids }))) {
      return { saved }
    }
  }
  throw new AppError('BUSY')
}

/** NOT_FOUND for what the person could not see. */
async function requireShown(id: string): Promise<void> {
  const { posting, enterprise } = found(await postings.loadWithEnterprise(id))
  if (!isPublic(posting) || enterprise.state !== 'active') throw new AppError('NOT_FOUND')
}

/** Only when it is full it is looked up which of the others are gone. */
async function changedSaved({ saved }: SeekerDoc, posting: string, isSaved: boolean): Promise<string[]> {
  const change = savedWith(saved, posting, isSaved)
  if (Array.isArray(change)) return change
  const there = new Set((await postings.loadPostings(saved)).filter(isPublic).map(({ _id }) => _id))
  return allowed(savedWith(saved, posting, isSaved, (id) => there.has(id)))
}

/** What I saved, the last saved first; what is gone or hidden is left out. */
export async function listSaved(_input: unknown, { openid }: Context): Promise<Out<'jobs.saved'>> {
  const saved = (await repo.loadSeeker(openid))?.saved ?? []
  const rows = new Map((await shown(await postings.loadPostings(saved))).map((row) => [row.id, row]))
  return { rows: [...saved].reverse().flatMap((id) => rows.get(id) ?? []) }
}

async function shown(docs: readonly PostingRowDoc[]): Promise<PostingRow[]> {
  const active = await postings.activeAmong(docs.map(({ enterprise }) => enterprise))
  return docs.filter((doc) => isPublic(doc) && active.has(doc.enterprise)).map(postingRow)
}
