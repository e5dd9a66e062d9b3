import fc from 'fast-check'
import { tagsOf } from '../../../../simulator/phone/compiler/tags'

const names = (source: string) => tagsOf(source).map(({ name }) => name)

test.each<[string, string[]]>([
  ['<a><b-c/></a>', ['a', 'b-c']],
  ['text < 1 <a>', ['a']],
  ['<!-- <a> --><b>', ['b']],
  ['<!-- <a>', []],
  ['<a x="<b>" y=\'<c>\'/><d>', ['a', 'd']],
  ['<a x={{ b > c }}><d>', ['a', 'd']],
  ['<a\n  x="1"\n><d', ['a', 'd']],
  ['<wxs module="m">a <b> c</wxs><d>', ['wxs', 'd']],
  ['<wxs module="m" src="x"/><d>', ['wxs', 'd']],
  ['<wxs>', ['wxs']],
])('%s', (source, expected) => {
  expect(names(source)).toEqual(expected)
})

test('attributes have the place of their value', () => {
  const source = '<import a = "b" src=\'./x.wxml\' c/>'
  const [tag] = tagsOf(source)
  expect(tag?.attributes).toEqual({ a: { value: 'b', index: 13 }, src: { value: './x.wxml', index: 21 } })
})

test('any text is scanned in no time', () => {
  const piece = fc.constantFrom(
    '<',
    '>',
    '"',
    "'",
    '{{',
    '}}',
    '{',
    '/',
    'a',
    ' ',
    '=',
    '<wxs',
    '</wxs',
    '<!--',
    '-->',
    '<a ',
  )
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 300 }), (pieces) => {
      const start = performance.now()
      const source = pieces.join('')
      for (const { name, index } of tagsOf(source)) expect(source.slice(index, index + name.length)).toBe(name)
      expect(performance.now() - start).toBeLessThan(5_000)
    }),
  )
})
