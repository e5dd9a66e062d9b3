import { compilePattern } from '../../../simulator/cloud/database/query/regex'

/** pattern, options, texts that PCRE matches, texts that it does not */
const CASES: readonly (readonly [pattern: string, options: string, yes: readonly string[], no: readonly string[]])[] = [
  ['\\Qa.b[\\Ec', '', ['xa.b[c'], ['axb[c']],
  ['\\Aab\\z', '', ['ab'], ['ab\n', 'xab']],
  ['ab\\Z', '', ['ab', 'ab\n'], ['ab\n\n', 'abc']],
  ['ab$', '', ['ab', 'ab\n'], ['ab\nc']],
  ['ab$', 'm', ['ab\nc', 'ab'], ['abc']],
  ['a.c', '', ['a\rc', 'a\u2028c', 'a😀c'], ['a\nc']],
  ['a.c', 's', ['a\nc'], ['ac']],
  ['^\\s$', '', [' ', '\t'], ['\u3000', 'x']],
  ['^[\\s_]+$', '', ['_ '], ['\u3000']],
  ['(*UCP)^\\w+$', '', ['é1_'], ['é-']],
  ['^\\w+$', '', ['e1_'], ['é']],
  ['(*UTF8)(*UCP)^\\d$', '', ['٣'], ['x']],
  ['^[[:alpha:][:digit:]_]+$', '', ['a1_'], ['é', '-']],
  ['(*UCP)^[[:alpha:]]+$', '', ['é'], ['1']],
  ['^[[:punct:]]$', '', ['!', '[', '-'], ['a']],
  ['^[]x]+$', '', [']x'], ['[']],
  ['^[^]x]$', '', ['a'], [']']],
  ['^[\\w-.]+$', '', ['a-.b'], ['a b']],
  ['^[a-\\d]+$', '', ['a-1'], ['b']],
  ['^a{,2}$', '', ['a{,2}'], ['aa']],
  ['^}{]$', '', ['}{]'], ['x']],
  ['(?P<x>a)(?P=x)', '', ['aa'], ['ab']],
  ["(?'x'a)\\k{x}", '', ['aa'], ['ab']],
  ['^\\x{4e2d}\\p{Han}$', '', ['中文'], ['a文']],
  ['^\\p{^Han}\\PL$', '', ['a1'], ['中1', 'aa']],
  ['^\\p{Xan}+$', '', ['中1'], ['_']],
  ['a(?#note)b', '', ['ab'], ['a(?#note)b']],
  ['a b # end\nc', 'x', ['abc'], ['a b']],
  ['[ #]', 'x', [' ', '#'], ['a']],
  ['(?i)AB', '', ['ab'], ['a']],
  ['\\-\\_\\"', '', ['-_"'], ['x']],
  ['\\012', '', ['\n'], ['012']],
]

describe('patterns', () => {
  test.each(CASES)('%s with "%s"', (pattern, options, yes, no) => {
    const compiled = compilePattern(pattern, options)
    expect(yes.filter((text) => !compiled.test(text))).toEqual([])
    expect(no.filter((text) => compiled.test(text))).toEqual([])
  })

  test.each(['a++', '(?>a)', '\\u4e2d', '[[:^alpha:]]', '[[:nosuch:]]', '(', '[a', '\\p{Nosuch}'])(
    'refuses %s',
    (pattern) => {
      expect(() => compilePattern(pattern)).toThrow('Regular expression is invalid')
    },
  )
  test('have at most 32764 bytes', () => {
    expect(compilePattern('a'.repeat(32764)).test('a')).toBe(false)
    expect(() => compilePattern('a'.repeat(32765))).toThrow('Regular expression is too long')
  })
})
