/** @jest-environment jsdom */
import { act, component, settled, wordsOf, wxStub } from './load'

type Reply = { event: string; buttonId?: string }

let ask: (answer: (reply: Reply) => void) => void = () => undefined
Object.assign(wxStub, {
  onNeedPrivacyAuthorization: (listener: typeof ask) => {
    ask = listener
  },
  openPrivacyContract: jest.fn(),
})

const render = component('components/privacy-gate/index')
// after the component, which needs wx to be there
const { watchPrivacy } = jest.requireActual<{ watchPrivacy(): void }>('../../miniprogram/core/platform-privacy')
watchPrivacy()

const NOBODY_ASKED: Reply[] = []

test('nothing is shown until WeChat holds something back', async () => {
  const gate = render()
  expect(wordsOf(gate)).not.toContain('先跟您说清楚')
  gate.detach()
})

test('the yes names the button that was tapped, and goes to everything that waits', async () => {
  const gate = render()
  const replies = [...NOBODY_ASKED]
  ask((reply) => replies.push(reply))
  ask((reply) => replies.push(reply))
  await settled(50)
  expect(wordsOf(gate)).toContain('先跟您说清楚')
  expect(replies).toEqual([])
  act(gate, 'agree')
  expect(replies).toEqual([
    { event: 'agree', buttonId: 'privacy-agree' },
    { event: 'agree', buttonId: 'privacy-agree' },
  ])
  // WeChat checks that such a button is there
  expect(gate.querySelector('#privacy-agree')).toBeDefined()
  gate.detach()
})

test('a no is passed on', async () => {
  const gate = render()
  const replies = [...NOBODY_ASKED]
  ask((reply) => replies.push(reply))
  await settled(50)
  act(gate, 'refuse')
  expect(replies).toEqual([{ event: 'disagree' }])
  gate.detach()
})

test('the guideline can be read first', async () => {
  const gate = render()
  ask(() => undefined)
  await settled(50)
  act(gate, 'read')
  expect((wxStub as unknown as { openPrivacyContract: jest.Mock }).openPrivacyContract).toHaveBeenCalled()
  act(gate, 'refuse')
  gate.detach()
})

test('on a page without a gate the answer is no: nothing may wait for ever', () => {
  const replies = [...NOBODY_ASKED]
  ask((reply) => replies.push(reply))
  expect(replies).toEqual([{ event: 'disagree' }])
})
