/** @jest-environment jsdom */
import { component, settled, tap, wordsOf } from './load'

const render = component('components/form-bar/index')

async function submitted(properties: object): Promise<number> {
  const bar = render({ text: '就住这里', ...properties })
  const submit = jest.fn()
  bar.addEventListener('submit', submit)
  tap(bar, 'wx-button')
  await settled()
  bar.detach()
  return submit.mock.calls.length
}

test('one tap, one submit', async () => expect(await submitted({})).toBe(1))

test('none while it runs or is not possible', async () => {
  expect(await submitted({ loading: true })).toBe(0)
  expect(await submitted({ disabled: true })).toBe(0)
})

test('the words of the button stay while it runs', () => {
  const bar = render({ text: '就住这里', loading: true })
  expect(wordsOf(bar)).toContain('就住这里')
  bar.setData({ loading: false })
  expect(wordsOf(bar)).toBe('就住这里')
  bar.detach()
})

test('keeps room for itself at the end of the page', () => {
  const bar = render({ text: '存好' })
  expect(bar.querySelectorAll('.space')).toHaveLength(1)
  bar.detach()
})
