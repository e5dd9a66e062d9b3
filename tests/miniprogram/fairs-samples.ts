/** A fair as the server sends it, on the morning four days before it. */
import type {
  Board,
  BoothTalk,
  BoothView,
  FairFigures,
  FairRow,
  FairView,
  MyTalk,
} from '../../miniprogram/contract/fairs'
import type { PostingRow } from '../../miniprogram/contract/jobs'

export const MINUTE = 60_000
export const HOUR = 60 * MINUTE
/** Wednesday 10:00 */
export const NOW = Date.parse('2026-12-16T10:00:00+08:00')
/** Sunday 9:00 */
export const OPENS = Date.parse('2026-12-20T09:00:00+08:00')

export const row = (part: Partial<FairRow> = {}): FairRow => ({
  id: '2026-12-20-market',
  kind: 'market',
  state: 'planned',
  day: '2026-12-20',
  opensAt: OPENS,
  closesAt: OPENS + 3 * HOUR,
  theme: '',
  place: '社区就业超市',
  booths: 40,
  booked: 2,
  signedUp: 5,
  movedFrom: null,
  ...part,
})

export const posting = (part: Partial<PostingRow> = {}): PostingRow => ({
  id: 'p1',
  title: '小面馆服务员',
  kind: 'waiter',
  pay: { from: 320_000, to: 380_000, unit: 'month' },
  place: '石桥铺',
  way: { by: 'foot', minutes: 10 },
  shifts: ['day', 'evening'],
  insurance: 'full',
  wanted: 2,
  state: 'open',
  enterprise: 'e1',
  enterpriseName: '渝味小面',
  hired: 0,
  publishedAt: NOW,
  endsAt: NOW + 10 * 24 * HOUR,
  ...part,
})

export const booth = (no: number, part: Partial<BoothView> = {}): BoothView => ({
  id: `b${no}`,
  no,
  enterprise: `e${no}`,
  enterpriseName: `企业${no}`,
  postings: [posting({ id: `p${no}`, enterprise: `e${no}` })],
  ...part,
})

export const myTalk = (at: number, part: Partial<MyTalk> = {}): MyTalk => ({
  id: `t${at}`,
  at,
  booth: 1,
  enterpriseName: '企业1',
  state: 'planned',
  ...part,
})

export const mine = (part: Partial<NonNullable<FairView['mine']>> = {}): NonNullable<FairView['mine']> => ({
  id: 's1',
  code: '0453',
  wants: ['b2', 'b1'],
  checkedIn: false,
  number: 23,
  talks: [],
  ...part,
})

export const view = (part: Partial<FairView> = {}): FairView => ({
  ...row(),
  version: 1,
  reason: null,
  list: [booth(2), booth(1)],
  mine: null,
  own: [],
  ...part,
})

export const boothTalk = (slot: number, part: Partial<BoothTalk> = {}): BoothTalk => ({
  id: `t${slot}`,
  version: 1,
  at: OPENS + slot * 10 * MINUTE,
  number: slot + 1,
  name: `人${slot + 1}`,
  kinds: ['waiter'],
  shifts: ['day'],
  here: true,
  state: 'planned',
  posting: null,
  ...part,
})

export const figures = (part: Partial<FairFigures> = {}): FairFigures => ({
  id: '2026-11-20-market',
  kind: 'market',
  day: '2026-11-20',
  theme: '',
  booths: 12,
  signedUp: 40,
  came: 30,
  met: 60,
  invited: 12,
  hired: 9,
  after30: null,
  after90: null,
  ...part,
})

export const board = (count: number, part: Partial<Board> = {}): Board => ({
  fair: {
    id: '2026-12-20-market',
    kind: 'market',
    theme: '',
    place: '社区就业超市',
    opensAt: OPENS,
    closesAt: OPENS + 3 * HOUR,
    state: 'arranged',
  },
  now: OPENS,
  rows: Array.from({ length: count }, (_, index) => ({
    booth: count - index,
    enterpriseName: `企业${count - index}`,
    current: index === 0 ? null : index,
    next: index === 0 ? [] : [index + 1, index + 2],
  })),
  here: 3,
  ...part,
})
