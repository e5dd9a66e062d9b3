/** What follows from an event: counters and those to be told. */
import type { CaseCommand } from '../../miniprogram/contract/cases'
import type { CaseDoc, CountsDelta, Notice } from './model.rules'

type Counted = Pick<CaseDoc, 'state' | 'group' | 'building' | 'open' | 'late' | 'handler'>

function countersOf({ state, group, building, open, late, handler }: Counted): string[] {
  if (!open) return [`states.${state}`]
  const counters = [`states.${state}`, `groups.${group}`, `buildings.${building}`, `handlers.${handler.id}`]
  return late ? [...counters, 'late'] : counters
}

/** The counters that change when a case goes from `before` (null: it is new) to `after`. */
export function countsDelta(before: Counted | null, after: Counted): CountsDelta {
  const delta: CountsDelta = {}
  for (const path of before ? countersOf(before) : []) delta[path] = (delta[path] ?? 0) - 1
  for (const path of countersOf(after)) delta[path] = (delta[path] ?? 0) + 1
  return Object.fromEntries(Object.entries(delta).filter(([, change]) => change !== 0))
}

/** { "states.reported": 1, late: 1 } as { states: { reported: 1 }, late: 1 }: the shape that is stored. */
export function nestedCounts(delta: CountsDelta): { [counter: string]: number | { [key: string]: number } } {
  const result: { [counter: string]: number | { [key: string]: number } } = {}
  for (const [path, by] of Object.entries(delta)) {
    const [head = '', tail] = path.split('.')
    const inner = result[head]
    result[head] = tail === undefined ? by : { ...(typeof inner === 'object' ? inner : {}), [tail]: by }
  }
  return result
}

const TELLS_REPORTER: readonly CaseCommand[] = [
  'accept',
  'start',
  'wait',
  'record',
  'resolve',
  'decline',
  'hand_over',
  'escalate',
  'close',
]
const TELLS_HANDLER: readonly CaseCommand[] = [
  'report',
  'pass',
  'assign',
  'escalate',
  'occur',
  'reopen',
  'withdraw',
  'confirm',
  'rate',
  'note',
  'decline',
  'hand_over',
]
/** Whom to tell, never the one who acted. */
export function noticesOf(
  command: CaseCommand,
  before: CaseDoc | null,
  after: Pick<CaseDoc, 'reporter' | 'handler'>,
  actor: string | null,
): Notice[] {
  const notices: Notice[] = []
  const tell = (to: string | null, as: Notice['as']) => {
    if (to !== null && to !== actor && !notices.some((notice) => notice.to === to)) notices.push({ to, as })
  }
  if (TELLS_REPORTER.includes(command)) tell(after.reporter, 'reporter')
  if (TELLS_HANDLER.includes(command)) tell(after.handler.openid, 'handler')
  const hasMoved = before !== null && before.handler.id !== after.handler.id
  if (hasMoved) tell(before.handler.openid, 'former')
  return notices
}
