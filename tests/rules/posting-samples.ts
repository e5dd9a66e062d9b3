/** Postings that have come into each state by the rules alone. */
import type { PostingDoc } from '../../cloudfunctions/jobs/posting-model.rules'
import type { PostingCall } from '../../cloudfunctions/jobs/posting-states.rules'
import { made, moved, reported } from '../../cloudfunctions/jobs/posting.rules'
import type { Finding } from '../../miniprogram/contract/job-gate'
import type { PostingInput, PostingState } from '../../miniprogram/contract/jobs'

export const HOUR = 3_600_000
export const DAY = 24 * HOUR
export const NOW = Date.parse('2026-11-30T10:00:00+08:00')

export const WORDS: PostingInput = {
  title: '小面馆服务员',
  kind: 'waiter',
  pay: { from: 320_000, to: 380_000, unit: 'month' },
  hoursPerDay: 8,
  daysPerWeek: 6,
  place: '华龙大道 12 号',
  way: { by: 'foot', minutes: 10 },
  shifts: ['day', 'evening'],
  duties: '端面、收碗。',
  needs: '',
  insurance: 'full',
  wanted: 2,
}

export const FINDING: Finding = {
  ground: 'sex',
  field: 'needs',
  words: '限男性',
  start: 0,
  sentence: '限男性',
  proposal: '',
}

export const call = (as: PostingCall['as'], part: Partial<PostingCall> = {}): PostingCall => ({
  openid: as === 'system' ? null : `o-${as}`,
  as,
  requestId: 'r-1',
  now: NOW,
  text: null,
  ...part,
})

export const MAKER = { id: 'p', enterprise: 'e', enterpriseName: '渝味小面', openid: 'o-enterprise' }

export const fresh = (findings: Finding[] = []) => made(WORDS, findings, MAKER, call('enterprise'))

/** A posting that has come into a state by the rules alone. */
export function inState(state: PostingState): PostingDoc {
  const doc = fresh(state === 'blocked' ? [FINDING] : [])
  switch (state) {
    case 'blocked':
    case 'open':
      return doc
    case 'hidden': {
      const once = { ...doc, ...reported(doc, 'home-1', call('system')) }
      return { ...once, ...reported(once, 'home-2', call('system')) }
    }
    case 'ended':
      return { ...doc, ...moved(doc, 'close', call('enterprise')) }
    case 'removed':
      return { ...doc, ...moved(doc, 'remove', call('staff', { text: '骗人' })) }
  }
}
