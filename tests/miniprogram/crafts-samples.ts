/** Batches, claims and wages for the tests of what the phone shows, and arbitrary ones. */
import fc from 'fast-check'
import {
  CLAIM_STATES,
  possibleClaimMoves,
  type BatchView,
  type ClaimRow,
  type ClaimState,
  type ClaimView,
  type Entry,
  moneyOf,
  piecesOf,
  type WageRow,
} from '../../miniprogram/contract/crafts'

export const NOW = Date.parse('2026-11-24T14:30:00+08:00')
export const HOUR = 3_600_000
export const DAY = 24 * HOUR

export const batch = (part: Partial<BatchView> = {}): BatchView => ({
  id: 'b',
  state: 'open',
  enterprise: 'e',
  enterpriseName: '恒艺饰品',
  name: '串珠手链',
  price: 120,
  left: 300,
  pieces: 1_000,
  least: 10,
  most: 60,
  deadline: NOW + 10 * DAY,
  at: NOW - DAY,
  hour: { minutesPerPiece: 50, source: 'others', samples: 12, fenPerHour: 1_440 },
  fit: null,
  version: 1,
  product: {
    id: 'p',
    version: 1,
    enterprise: 'e',
    name: '串珠手链',
    pictures: [],
    steps: ['穿 20 颗珠子', '打结'],
    standard: '不松，不掉珠',
    video: null,
    needs: { sewing: false, lifting: false, stairs: false, unsafeForChildren: true },
    frozen: true,
  },
  materials: [{ name: '珠子', amount: '每个 20 颗' }],
  fetch: { place: 'A区1栋底楼', hours: '周一到周五 9:00–17:00' },
  giveBack: { place: 'A区1栋底楼', hours: '周一到周五 9:00–17:00' },
  trial: false,
  claimedMinutes: 40,
  prices: [{ price: 120, from: NOW - DAY }],
  reason: null,
  record: { paidOnTime: 48, paidLate: 2, disputes: 1, hires: 0 },
  allowed: { pieces: 60, why: null },
  myClaim: null,
  minimum: { fen: 2_300, from: '2025-01-01', source: '重庆市最低工资标准' },
  sums: null,
  ...part,
})

const entry = (no: number, what: Entry['what'], amount: number): Entry => ({ no, at: NOW - DAY, what, amount })

export const claim = (part: Partial<ClaimView> = {}): ClaimView => {
  const state: ClaimState = part.state ?? 'working'
  const relations = part.relations ?? (['worker'] as const)
  const entries = part.entries ?? [entry(1, 'issue', 20)]
  return {
    id: '01HZX3ABCDEFGHJKMNPQRSTVWX',
    state,
    batch: 'b',
    name: '串珠手链',
    enterprise: 'e',
    enterpriseName: '恒艺饰品',
    price: 120,
    pieces: piecesOf(entries),
    money: moneyOf(entries),
    tally: null,
    handedIn: 0,
    done: 0,
    takenAt: NOW - DAY,
    updatedAt: NOW,
    dueAt: null,
    deadline: NOW + 9 * DAY,
    worker: '周小兰',
    version: 2,
    relations: [...relations],
    moves: possibleClaimMoves(state, relations),
    code: '7K2M9Q',
    minutes: 0,
    fetch: { place: 'A区1栋底楼', hours: '周一到周五 9:00–17:00' },
    giveBack: { place: '社区服务中心', hours: '周六 9:00–12:00' },
    pictures: [],
    events: [
      {
        no: 1,
        at: NOW - DAY,
        command: 'take',
        state: 'taken',
        by: { as: 'worker', name: null },
        text: null,
        pictures: [],
        pieces: 20,
      },
    ],
    entries,
    wages: [],
    ...part,
  }
}

export const wage = (part: Partial<WageRow> = {}): WageRow => ({
  id: '01HZX3ABCDEFGHJKMNPQRSTVWX.5',
  claim: '01HZX3ABCDEFGHJKMNPQRSTVWX',
  name: '串珠手链',
  enterprise: 'e',
  enterpriseName: '恒艺饰品',
  worker: '周小兰',
  pieces: 18,
  price: 120,
  amount: 2_160,
  state: 'owed',
  countedAt: NOW - 3 * DAY,
  dueAt: NOW + 12 * DAY,
  late: false,
  marked: null,
  denied: null,
  judged: null,
  paidAt: null,
  ...part,
})

// ---- arbitrary ones

/** Any claim whose ledger is sound. */
export const anyClaimRow: fc.Arbitrary<ClaimRow> = fc
  .record({
    state: fc.constantFrom(...CLAIM_STATES),
    parts: fc.array(fc.nat({ max: 500 }), { minLength: 5, maxLength: 5 }),
    done: fc.nat({ max: 500 }),
    dueIn: fc.option(fc.integer({ min: -30 * DAY, max: 30 * DAY })),
    deadlineIn: fc.integer({ min: -60 * DAY, max: 60 * DAY }),
    price: fc.integer({ min: 1, max: 100_000 }),
  })
  .map(({ state, parts, done, dueIn, deadlineIn, price }) => {
    const [accepted = 0, rejected = 0, returned = 0, lost = 0, out = 0] = parts
    const isOut = state === 'handed_in' || state === 'counted' || state === 'objected'
    const pieces = { issued: accepted + rejected + returned + lost + out, accepted, rejected, returned, lost, out }
    const money = { owed: accepted * price, paid: 0, open: accepted * price }
    return claim({
      id: `${state} ${parts.join(' ')} ${String(dueIn)} ${deadlineIn}`,
      state,
      pieces,
      money,
      price,
      handedIn: isOut ? Math.floor(out / 2) : 0,
      done: Math.min(done, out),
      dueAt: dueIn === null ? null : NOW + dueIn,
      deadline: NOW + deadlineIn,
    })
  })
