import fc from 'fast-check'
import { indexOfString, parseJson } from '../../../../simulator/phone/compiler/json'
import { errorIndex } from '../../../../simulator/phone/compiler/json-error'

test.each<[string, number]>([
  ['', 0],
  ['{', 1],
  ['{"a": 1,}', 8],
  ['{"a": 1 "b": 2}', 8],
  ['{"a" 1}', 5],
  ["{'a': 1}", 1],
  ['{"a": [1, 2}', 11],
  ['{"a": .5}', 6],
  ['{"a": 01}', 7],
  ['{"a": tru}', 6],
  ['{"a": "x\ny"}', 6],
  ['{"a": "\\x"}', 6],
  ['// note\n{}', 0],
  ['{} {}', 3],
  ['{"a": [\n\n', 7],
])('%j goes wrong at %i', (text, index) => {
  expect(errorIndex(text)).toBe(index)
  expect(parseJson('x.json', text).problems).toHaveLength(1)
})

test('what is JSON has no error, whatever it is', () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.constantFrom(undefined, 2, '\t'), (value, space) => {
      const text = JSON.stringify(value, undefined, space)
      expect(errorIndex(text)).toBe(text.length)
    }),
  )
})

test('nesting without an end is an error like any other', () => {
  expect(parseJson('x.json', '['.repeat(100_000)).problems).toHaveLength(1)
})

test('a string is found where its key stands', () => {
  const text = '{"a": "x.y", "b" :\n "x.y"}'
  expect(indexOfString(text, 'x.y')).toBe(6)
  expect(indexOfString(text, 'x.y', 'b')).toBe(20)
  expect(indexOfString(text, 'x.y', 'c')).toBe(6)
  expect(indexOfString(text, 'none')).toBe(0)
})
