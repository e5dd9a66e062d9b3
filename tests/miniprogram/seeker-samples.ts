/** Postings, applications and talks for the tests of what the phone shows. */
import {
  possibleApplicationMoves,
  type ApplicationRow,
  type ApplicationView,
  type SeekerCard,
  type TalkView,
} from '../../miniprogram/contract/job-applications'
import type { PostingRow, PostingView } from '../../miniprogram/contract/jobs'

export const NOW = Date.parse('2026-11-24T14:30:00+08:00')
export const HOUR = 3_600_000
export const DAY = 24 * HOUR

export const postingRow = (part: Partial<PostingRow> = {}): PostingRow => ({
  id: 'p',
  title: '小面馆服务员',
  kind: 'waiter',
  pay: { from: 350_000, to: 420_000, unit: 'month' },
  place: '石桥铺渝州路 18 号',
  way: { by: 'bus', minutes: 25 },
  shifts: ['day', 'evening'],
  insurance: 'full',
  wanted: 2,
  state: 'open',
  enterprise: 'e',
  enterpriseName: '渝味小面',
  hired: 0,
  publishedAt: NOW - DAY,
  endsAt: NOW + 10 * DAY,
  ...part,
})

export const posting = (part: Partial<PostingView> = {}): PostingView => ({
  ...postingRow(),
  version: 1,
  hoursPerDay: 8,
  daysPerWeek: 5,
  duties: '端面、收碗',
  needs: '手脚麻利',
  record: { paidOnTime: 0, paidLate: 0, disputes: 0, hires: 0 },
  month: { from: 350_000, to: 420_000, hour: 2_011 },
  mine: { saved: false, application: null, talk: null, reported: false },
  moves: [],
  own: null,
  ...part,
})

export const card: SeekerCard = {
  kinds: ['waiter', 'kitchen'],
  shifts: ['day'],
  want: 360_000,
  minutes: 30,
  intro: '在火锅店干过三年',
  match: true,
}

export const applicationRow = (part: Partial<ApplicationRow> = {}): ApplicationRow => ({
  id: 'a',
  posting: 'p',
  title: '小面馆服务员',
  enterprise: 'e',
  enterpriseName: '渝味小面',
  pay: { from: 350_000, to: 420_000, unit: 'month' },
  state: 'sent',
  at: NOW - DAY,
  updatedAt: NOW - HOUR,
  shared: { name: '周小兰', kinds: ['waiter'], shifts: ['day'], want: 360_000, intro: '' },
  ...part,
})

export const application = (part: Partial<ApplicationView> = {}): ApplicationView => {
  const state = part.state ?? 'sent'
  return {
    ...applicationRow(),
    version: 1,
    relations: ['seeker'],
    moves: possibleApplicationMoves(state, ['seeker']),
    events: [{ at: NOW - DAY, what: 'apply', state: 'sent', by: 'seeker', text: null }],
    talk: null,
    ...part,
  }
}

export const talk = (part: Partial<TalkView> = {}): TalkView => ({
  id: 't',
  posting: 'p',
  title: '小面馆服务员',
  enterpriseName: '渝味小面',
  with: '渝味小面',
  last: '包两餐',
  updatedAt: NOW - HOUR,
  unread: false,
  version: 2,
  lines: [
    { no: 1, at: NOW - 2 * HOUR, mine: true, text: '包吃住吗？' },
    { no: 2, at: NOW - HOUR, mine: false, text: '包两餐' },
  ],
  canWrite: true,
  ...part,
})
