import { CASE_KINDS, type CaseKind } from '../../miniprogram/contract/case-kinds'
import type { Person } from '../../cloudfunctions/cases/model.rules'
import { openCase } from '../../cloudfunctions/cases/rules'
import { colleague, HOUR, leader, mediator, NOW, people, person, reporter, worker } from './case-people'

const report = (kind: CaseKind, candidates: readonly Person[], by = reporter._id) =>
  openCase(
    {
      id: 'case',
      requestId: 'request',
      now: NOW,
      reporter: by,
      kind,
      cluster: 'A',
      place: { building: 'A18' },
      text: 'x',
      answers: {},
      pictures: [],
    },
    candidates,
  )

const away = (who: Person, standIn: string | null, from = NOW - HOUR, to = NOW + HOUR): Person => ({
  ...who,
  leave: { from, to, standIn },
})

describe('who hears a case first', () => {
  const byMediator: CaseKind[] = [
    'noise.neighbour',
    'noise.dog',
    'dog.lead',
    'dog.droppings',
    'dog.barking',
    'dog.strong',
    'dispute.neighbour',
    'dispute.family',
    'dispute.other',
  ]
  const kinds = Object.keys(CASE_KINDS) as CaseKind[]

  test.each(kinds)('%s', (kind) => {
    expect(report(kind, people).handler.id).toBe(byMediator.includes(kind) ? mediator.id : worker.id)
  })

  const disputes: [string, Person[], string][] = [
    ['no mediator: the worker', [leader, colleague, worker], worker.id],
    ['mediator away: the worker', [away(mediator, null), worker, leader], worker.id],
    ['mediator away with a stand-in: that one', [away(mediator, colleague.id), worker, colleague], colleague.id],
    ['stand-in away too: the worker', [away(mediator, colleague.id), away(colleague, null), worker], worker.id],
    ['nobody below: the leader', [leader, colleague], leader.id],
    ['worker away with a stand-in', [away(worker, colleague.id), colleague, leader], colleague.id],
    ['worker away without: the leader', [away(worker, null), colleague, leader], leader.id],
    ['leave not begun', [away(worker, colleague.id, NOW + 1, NOW + HOUR), colleague], worker.id],
    ['leave over (its end is exclusive)', [away(worker, colleague.id, NOW - HOUR, NOW), colleague], worker.id],
    ['nobody at all: the desk', [], 'desk'],
    ['leader away: the desk', [away(leader, null)], 'desk'],
  ]
  test.each(disputes)('%s', (_name, candidates, id) => {
    expect(report('dispute.neighbour', candidates).handler.id).toBe(id)
  })

  test('nobody handles the own report', () => {
    expect(report('dispute.neighbour', people, mediator._id).handler.id).toBe(worker.id)
    expect(report('facility.lift', people, worker._id).handler.id).toBe(leader.id)
    expect(report('facility.lift', [away(worker, colleague.id), colleague, leader], colleague._id).handler.id).toBe(
      leader.id,
    )
  })

  test('two mediators: the choice does not depend on the order of the rows', () => {
    const second = person('amediator', mediator.grants.slice())
    expect(report('dispute.other', [mediator, second]).handler.id).toBe(
      report('dispute.other', [second, mediator]).handler.id,
    )
  })
})

describe('what a kind promises', () => {
  test.each(Object.entries(CASE_KINDS))('%s', (kind, declared) => {
    const doc = report(kind as CaseKind, people)
    expect(doc.dueAt).toBe(NOW + declared.acceptHours * HOUR)
    expect(doc.resolveBy).toBe(NOW + declared.resolveHours * HOUR)
    expect(declared.acceptHours).toBeLessThan(declared.resolveHours)
    expect(doc.private).toBe(['noise', 'dog', 'dispute', 'safety'].includes(declared.group))
  })
})
