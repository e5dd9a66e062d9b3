/** A posting, an application and what the gate found, as the server gives them. */
import type { ApplicationRow, ApplicationView } from '../../miniprogram/contract/job-applications'
import type { Finding } from '../../miniprogram/contract/job-gate'
import type { OwnPostingRow, PostingView } from '../../miniprogram/contract/jobs'
import { DAY, HOUR, NOW } from './crafts-samples'

export const posting = (part: Partial<PostingView> = {}): PostingView => ({
  id: 'P',
  title: '小面馆服务员',
  kind: 'waiter',
  pay: { from: 320_000, to: 380_000, unit: 'month' },
  hoursPerDay: 8,
  daysPerWeek: 6,
  place: '华岩镇华龙大道 12 号',
  way: { by: 'foot', minutes: 10 },
  shifts: ['day', 'evening'],
  duties: '端面、收碗。忙的时候帮忙收银。',
  needs: '手脚麻利。',
  insurance: 'full',
  wanted: 2,
  state: 'open',
  enterprise: 'E',
  enterpriseName: '渝味小面',
  hired: 0,
  publishedAt: NOW - 2 * DAY,
  endsAt: NOW + 12 * DAY,
  version: 1,
  record: { paidOnTime: 0, paidLate: 0, disputes: 0, hires: 0 },
  month: { from: 320_000, to: 380_000, hour: 1_532 },
  mine: { saved: false, application: null, talk: null, reported: false },
  moves: ['renew', 'close'],
  own: {
    findings: [],
    asked: null,
    events: [{ at: NOW - 2 * DAY, what: 'made', by: 'enterprise', text: null }],
    applications: 0,
    waiting: 0,
    look: null,
  },
  ...part,
})

export const ownRow = (part: Partial<OwnPostingRow> = {}): OwnPostingRow => {
  const { id, title, kind, pay, place, way, shifts, insurance, wanted } = posting()
  const { state, enterprise, enterpriseName, hired, publishedAt, endsAt, version } = posting()
  const words = { id, title, kind, pay, place, way, shifts, insurance, wanted }
  return { ...words, state, enterprise, enterpriseName, hired, publishedAt, endsAt, version, waiting: 0, ...part }
}

/** Found in needs: "限男性，手脚麻利。包住。" */
export const UNLAWFUL_NEEDS = '限男性，手脚麻利。包住。'
export const SEX: Finding = {
  ground: 'sex',
  field: 'needs',
  words: '限男性',
  start: 0,
  sentence: '限男性，手脚麻利。',
  proposal: '手脚麻利。',
}

export const applicationRow = (part: Partial<ApplicationRow> = {}): ApplicationRow => ({
  id: 'A',
  posting: 'P',
  title: '小面馆服务员',
  enterprise: 'E',
  enterpriseName: '渝味小面',
  pay: { from: 320_000, to: 380_000, unit: 'month' },
  state: 'sent',
  at: NOW - 3 * HOUR,
  updatedAt: NOW - 3 * HOUR,
  shared: {
    name: '吴小兰',
    kinds: ['waiter', 'kitchen'],
    shifts: ['day'],
    want: 350_000,
    intro: '在火锅店干过三年',
  },
  ...part,
})

export const application = (part: Partial<ApplicationView> = {}): ApplicationView => ({
  ...applicationRow(),
  version: 1,
  relations: ['enterprise'],
  moves: ['see', 'invite', 'decline'],
  events: [{ at: NOW - 3 * HOUR, what: 'apply', state: 'sent', by: 'seeker', text: null }],
  talk: null,
  ...part,
})
