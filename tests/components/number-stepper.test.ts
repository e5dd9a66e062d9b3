/** @jest-environment jsdom */
import { component, settled, tap, type Rendered } from './load'

const render = component('components/number-stepper/index')

function stepper(properties: object): { one: Rendered; changes: unknown[] } {
  const one = render({ min: 1, max: 20, ...properties })
  const changes: unknown[] = []
  one.addEventListener('change', ({ detail }) => changes.push(detail))
  return { one, changes }
}

function call({ instance }: Rendered, method: 'typed' | 'left', value: string): void {
  const run = instance[method] as (event: object) => void
  run.call(instance, { detail: { value } })
}

const LESS = 'wx-view > wx-view:first-child'
const MORE = 'wx-view > wx-view:last-child'

test.each([
  [{ value: 5 }, MORE, [6]],
  [{ value: 5 }, LESS, [4]],
  [{ value: 5, step: 10 }, MORE, [15]],
  [{ value: 15, step: 10 }, MORE, [20]],
  [{ value: 5, step: 10 }, LESS, [1]],
  [{ value: 20 }, MORE, []],
  [{ value: 1 }, LESS, []],
  [{ value: 5, disabled: true }, MORE, []],
])('%j, a tap on %s', async (properties, button, wanted) => {
  const { one, changes } = stepper(properties)
  tap(one, button)
  await settled()
  expect(changes).toEqual(wanted)
  one.detach()
})

test('while typing only what may stand is told; what is left is put right', async () => {
  const { one, changes } = stepper({ value: 5 })
  for (const value of ['', '0', '3', '300']) call(one, 'typed', value)
  expect(changes).toEqual([3])
  call(one, 'left', '300')
  expect(changes).toEqual([3, 20])
  expect((one as unknown as { data: { shown: string } }).data.shown).toBe('20')
  call(one, 'left', '')
  call(one, 'left', 'x')
  await settled()
  expect(changes).toEqual([3, 20, 1])
  one.detach()
})

test('follows its owner', async () => {
  const { one } = stepper({ value: 5 })
  one.setData({ value: 7 })
  await settled()
  expect((one as unknown as { data: { shown: string } }).data.shown).toBe('7')
  one.detach()
})
