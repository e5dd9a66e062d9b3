/** @jest-environment jsdom */
import { component, settled, tap, wordsOf } from './load'

const render = component('components/state-view/index')

test('while it loads: as many bones as rows, no words', () => {
  const view = render({ state: 'loading', rows: 4 })
  expect(view.querySelectorAll('.bone')).toHaveLength(4)
  expect(wordsOf(view)).toBe('')
  view.detach()
})

test('an error says what it is, and offers to try again', async () => {
  const view = render({ state: 'error', text: '网络断了，请连上网再试' })
  expect(wordsOf(view)).toContain('网络断了，请连上网再试')
  expect(wordsOf(view)).toContain('再试一次')
  const retried = jest.fn()
  view.addEventListener('retry', retried)
  tap(view, 'wx-button')
  await settled()
  expect(retried).toHaveBeenCalledTimes(1)
  view.detach()
})

test('an empty list says what to do; a button only where there is something to do', async () => {
  const plain = render({ state: 'empty', text: '还没有消息' })
  expect(wordsOf(plain)).toContain('还没有消息')
  expect(plain.querySelectorAll('van-button')).toHaveLength(0)
  plain.detach()
  const offered = render({ state: 'empty', text: '还没报过事', action: '我要反映' })
  expect(wordsOf(offered)).toContain('我要反映')
  const acted = jest.fn()
  offered.addEventListener('action', acted)
  tap(offered, 'wx-button')
  await settled()
  expect(acted).toHaveBeenCalledTimes(1)
  offered.detach()
})

test('ready shows nothing of its own', () => {
  const view = render({ state: 'ready', text: '不该看到' })
  expect(wordsOf(view)).toBe('')
  expect(view.querySelectorAll('.bone')).toHaveLength(0)
  view.detach()
})
