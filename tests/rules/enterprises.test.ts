/** What an enterprise decides: the table of decisions, invitations, who goes. */
import fc from 'fast-check'
import type { EnterpriseDoc } from '../../cloudfunctions/enterprises/model.rules'
import {
  applicationOn,
  appliedAnew,
  codeFor,
  decide,
  invited,
  joined,
  leaving,
  membershipAfter,
  newEnterprise,
  relationTo,
} from '../../cloudfunctions/enterprises/rules'
import {
  DECISION_RULES,
  DECISIONS,
  ENTERPRISE_LIMITS,
  ENTERPRISE_STATES,
  type Decision,
  type EnterpriseState,
} from '../../miniprogram/contract/enterprises'
import type { Grant } from '../../miniprogram/contract/estate'
import { creditCode } from '../credit-code'

const NOW = Date.UTC(2026, 10, 24, 4)
const DAY = 86_400_000
const call = (openid: string, requestId = 'r'.repeat(16), now = NOW) => ({ openid, requestId, now })
const APPLICATION = {
  name: '山城针织',
  code: creditCode(1),
  contact: { name: '钱学文', phone: '15512340011' },
  wants: ['piecework' as const],
  about: '做手套',
}
const fresh = () => newEnterprise('E1', APPLICATION, call('boss'), 'ID_BOSS')
const inState = (state: EnterpriseState, part: Partial<EnterpriseDoc> = {}): EnterpriseDoc => ({
  ...fresh(),
  state,
  ...part,
})
const STAFF: readonly Grant[] = [{ role: 'staff' }]
const codeOf = (result: object | null) => (result && 'ok' in result && 'code' in result ? result.code : 'ok')

describe('decisions', () => {
  const cells = ENTERPRISE_STATES.flatMap((state) => DECISIONS.map((decision) => [state, decision] as const))
  const ALLOWED: { readonly [cell: string]: EnterpriseState } = {
    'applied approve': 'active',
    'applied refuse': 'refused',
    'active suspend': 'suspended',
    'suspended reopen': 'active',
    'refused reopen': 'active',
  }

  it.each(cells)('%s: %s', (state, decision) => {
    const doc = inState(state)
    const result = decide(doc, { decision, reason: '因为', version: 1 }, call('staff', 'decided-here-0001', NOW + 5))
    const to = ALLOWED[`${state} ${decision}`]
    expect(codeOf(result)).toBe(to === undefined ? 'NOT_NOW' : 'ok')
    if (to === undefined) return
    expect(result).toMatchObject({
      state: to,
      at: NOW + 5,
      version: 2,
      activeSince: to === 'active' ? NOW + 5 : null,
      reason: to === 'active' ? null : '因为',
    })
    const { events } = result as EnterpriseDoc
    expect(events).toEqual([
      ...doc.events,
      { no: 2, at: NOW + 5, what: decision, by: 'staff', reason: '因为', requestId: 'decided-here-0001' },
    ])
    // nothing is changed in place
    expect(doc).toEqual(inState(state))
  })

  it('need a reason where something is taken from somebody', () => {
    const needing = DECISIONS.filter((decision) => DECISION_RULES[decision].needsReason)
    expect(needing).toEqual(['refuse', 'suspend'])
    for (const decision of DECISIONS) {
      const [from = 'applied'] = DECISION_RULES[decision].from
      const result = decide(inState(from), { decision, reason: null, version: 1 }, call('staff'))
      expect(codeOf(result)).toBe(needing.includes(decision) ? 'INVALID_INPUT' : 'ok')
    }
  })

  it('are not for those who act for it, not on what is old, not where nobody is left', () => {
    const command = (decision: Decision, version = 1) => ({ decision, reason: '因为', version })
    expect(codeOf(decide(fresh(), command('approve'), call('boss')))).toBe('FORBIDDEN')
    expect(codeOf(decide(fresh(), command('approve', 2), call('staff')))).toBe('CONFLICT')
    expect(codeOf(decide(inState('refused', { members: [] }), command('reopen'), call('staff')))).toBe('NOT_NOW')
  })

  it('keep since when it works', () => {
    const doc = inState('suspended', { activeSince: NOW - DAY })
    expect(decide(doc, { decision: 'reopen', reason: null, version: 1 }, call('staff'))).toMatchObject({
      activeSince: NOW - DAY,
    })
  })

  it('any row of them: the story has one event a decision, and somebody acts for it unless it is refused', () => {
    const steps = fc.array(fc.constantFrom(...DECISIONS), { maxLength: 12 })
    fc.assert(
      fc.property(steps, (decisions) => {
        let doc = fresh()
        let isActing = true
        for (const decision of decisions) {
          const result = decide(doc, { decision, reason: '因为', version: doc.version }, call('staff'))
          if ('ok' in result) continue
          const membership = membershipAfter(doc.state, (result as EnterpriseDoc).state)
          if (membership) isActing = membership === 'begins'
          doc = { ...doc, ...result }
          expect(isActing).toBe(doc.state !== 'refused')
        }
        expect(doc.events).toHaveLength(doc.version)
        expect(doc.events.map(({ no }) => no)).toEqual(doc.events.map((_, index) => index + 1))
        if (doc.state === 'active') expect(doc.activeSince).not.toBeNull()
      }),
    )
  })
})

describe('applications', () => {
  it.each([
    ['nobody has the code', null, 'other', 'new'],
    ['the same call', fresh(), 'boss', 'done'],
    ['another call of the same person', fresh(), 'boss-again', 'used'],
    ['somebody else', fresh(), 'other', 'used'],
    ['own and refused', inState('refused'), 'boss-again', 'anew'],
    ['another’s and refused', inState('refused'), 'other', 'used'],
    ['own and suspended', inState('suspended'), 'boss-again', 'used'],
  ] as const)('%s', (_what, doc, who, is) => {
    const by = who === 'boss-again' ? call('boss', 'another-request-1') : call(who)
    expect(applicationOn(doc, by)).toBe(is)
  })

  it('made anew: new words, the old story', () => {
    const doc = { ...inState('refused'), reason: '看不清', version: 2, events: [...fresh().events, fresh().events[0]!] }
    const again = appliedAnew(doc, { ...APPLICATION, name: '新名' }, call('boss', 'again-again-again', NOW + 9), 'ID2')
    expect(again).toMatchObject({
      name: '新名',
      state: 'applied',
      reason: null,
      version: 3,
      members: [{ openid: 'boss', id: 'ID2', since: NOW + 9, isOwner: true }],
    })
    expect(again.events).toHaveLength(3)
  })
})

describe('invitations', () => {
  const active = (part: Partial<EnterpriseDoc> = {}) => inState('active', part)
  const invitation = (digest: string, usedBy: string | null = null, expiresAt = NOW + DAY) => ({
    digest,
    usedBy,
    expiresAt,
  })

  it('are made for seven days, again the same, and what has expired goes', () => {
    const once = invited(active({ invitations: [invitation('old', null, NOW)] }), 'owner', 'D', NOW)
    expect(once).toEqual({ invitations: [invitation('D', null, NOW + 7 * DAY)] })
    const doc = active(once as Partial<EnterpriseDoc>)
    expect(invited(doc, 'owner', 'D', NOW + DAY)).toEqual(once)
  })

  it('are bounded: open ones, and used ones of a week', () => {
    const open = Array.from({ length: ENTERPRISE_LIMITS.invitations }, (_, n) => invitation(`o${n}`))
    expect(codeOf(invited(active({ invitations: open }), 'owner', 'D', NOW))).toBe('LIMIT')
    const used = Array.from({ length: 60 }, (_, n) => invitation(`u${n}`, 'somebody'))
    expect(codeOf(invited(active({ invitations: used.slice(1) }), 'owner', 'D', NOW))).toBe('ok')
    expect(codeOf(invited(active({ invitations: used }), 'owner', 'D', NOW))).toBe('LIMIT')
  })

  it.each(['member', 'staff', 'outsider'] as const)('are not made by %s', (relation) => {
    expect(codeOf(invited(active(), relation, 'D', NOW))).toBe(relation === 'outsider' ? 'NOT_FOUND' : 'FORBIDDEN')
  })

  it.each(ENTERPRISE_STATES)('in the state %s', (state) => {
    expect(codeOf(invited(inState(state), 'owner', 'D', NOW))).toBe(state === 'active' ? 'ok' : 'NOT_NOW')
  })

  it.each([
    ['open', active({ invitations: [invitation('D')] }), 'new', 'open'],
    ['expired this very moment', active({ invitations: [invitation('D', null, NOW)] }), 'new', 'dead'],
    ['used by another', active({ invitations: [invitation('D', 'other')] }), 'new', 'dead'],
    ['used by oneself, removed since', active({ invitations: [invitation('D', 'new')] }), 'new', 'dead'],
    ['used by oneself', active({ invitations: [invitation('D', 'boss')] }), 'boss', 'member'],
    ['used by another, tried by a member', active({ invitations: [invitation('D', 'other')] }), 'boss', 'dead'],
    ['open, tried by a member', active({ invitations: [invitation('D')] }), 'boss', 'member'],
    ['open, suspended', inState('suspended', { invitations: [invitation('D')] }), 'new', 'dead'],
    ['another code', active({ invitations: [invitation('E')] }), 'new', 'dead'],
    ['no enterprise', null, 'new', 'dead'],
  ] as const)('%s', (_what, doc, openid, worth) => expect(codeFor(doc, 'D', { openid, now: NOW })).toBe(worth))

  it('once used are worth nothing to anybody else', () => {
    const doc = active({ invitations: [invitation('D'), invitation('E')] })
    const after = { ...doc, ...joined(doc, 'D', { openid: 'new', now: NOW }, 'ID_NEW') }
    expect(after.members.at(-1)).toEqual({ openid: 'new', id: 'ID_NEW', since: NOW, isOwner: false })
    expect(codeFor(after, 'D', { openid: 'other', now: NOW })).toBe('dead')
    expect(codeFor(after, 'D', { openid: 'new', now: NOW })).toBe('member')
    expect(codeFor(after, 'E', { openid: 'other', now: NOW })).toBe('open')
  })
})

describe('who goes', () => {
  const clerk = { openid: 'clerk', id: 'ID_CLERK', since: NOW, isOwner: false }
  const other = { openid: 'other', id: 'ID_OTHER', since: NOW, isOwner: false }
  const doc = inState('active', { members: [...fresh().members, clerk, other] })

  it.each([
    ['owner', 'ID_BOSS', 'ID_CLERK', clerk],
    ['owner', 'ID_BOSS', 'ID_BOSS', 'NOT_NOW'],
    ['owner', 'ID_BOSS', 'ID_GONE', null],
    ['member', 'ID_CLERK', 'ID_CLERK', clerk],
    ['member', 'ID_CLERK', 'ID_OTHER', 'FORBIDDEN'],
    ['member', 'ID_CLERK', 'ID_BOSS', 'FORBIDDEN'],
    ['member', 'ID_CLERK', 'ID_GONE', 'FORBIDDEN'],
    ['staff', 'ID_STAFF', 'ID_CLERK', 'FORBIDDEN'],
    ['outsider', 'ID_OUT', 'ID_CLERK', 'NOT_FOUND'],
    ['outsider', 'ID_OUT', 'ID_OUT', null],
    ['outsider', null, 'ID_CLERK', 'NOT_FOUND'],
  ] as const)('%s %s removes %s', (relation, caller, person, expected) => {
    const result = leaving(doc, relation, person, caller)
    if (typeof expected === 'string') expect(codeOf(result)).toBe(expected)
    else expect(result).toEqual(expected)
  })

  it('staff who act for an enterprise are its members and nothing else', () => {
    expect(relationTo(doc, 'boss', STAFF)).toBe('owner')
    expect(relationTo(doc, 'clerk', STAFF)).toBe('member')
    expect(relationTo(doc, 'x', STAFF)).toBe('staff')
    expect(relationTo(doc, 'x', [{ role: 'admin' }])).toBe('outsider')
  })
})
