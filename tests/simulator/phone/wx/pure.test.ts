import {
  extensionOf,
  extensionOfType,
  kindOf,
  newTempPath,
  parentOf,
  trimSlash,
  typeOf,
} from '../../../../simulator/phone/wx/files/paths'
import { Animation, stepStyle } from '../../../../simulator/phone/wx/page/animation'
import { crosses } from '../../../../simulator/phone/wx/page/crosses'

describe('animation', () => {
  type Chain = Record<string, (...args: unknown[]) => Chain> & Animation

  test('exports what was added since the last time', () => {
    const animation = new Animation({ duration: 100 }) as Chain
    animation['height']?.(20)['top']?.(1).step()
    animation['translateX']?.(5).step({ duration: 300, delay: 10, timingFunction: 'ease' })
    const option = { transformOrigin: '50% 50% 0' }
    expect(animation.export()).toEqual({
      actions: [
        {
          animates: [
            { type: 'height', args: [20] },
            { type: 'top', args: [1] },
          ],
          option: { ...option, transition: { duration: 100, timingFunction: 'linear', delay: 0 } },
        },
        {
          animates: [{ type: 'translateX', args: [5] }],
          option: { ...option, transition: { duration: 300, timingFunction: 'ease', delay: 10 } },
        },
      ],
    })
    expect(animation.export()).toEqual({ actions: [] })
  })

  test('becomes CSS', () => {
    const animation = new Animation() as Chain
    animation['rotate']?.(45)['rotate3d']?.(1, 0, 0, 30)['translate']?.(3, '50%')['scale']?.(2)['opacity']?.(0.5)
    animation['backgroundColor']?.('red')['height']?.('auto')['left']?.(7).step()
    const [step] = animation.export().actions
    expect(step && stepStyle(step)).toEqual({
      transform: 'rotate(45deg) rotate3d(1, 0, 0, 30deg) translate(3px, 50%) scale(2)',
      opacity: '0.5',
      'background-color': 'red',
      height: 'auto',
      left: '7px',
    })
  })
})

test.each([
  [[0], 0, 0.4, true],
  [[0], 0.4, 0, true],
  [[0], 0.1, 0.9, false],
  [[0], 0, 0, false],
  [[0.5], 0.4, 0.5, true],
  [[0.5], 0.5, 0.6, false],
  [[0.2, 0.8], 0.3, 0.9, true],
  [[0.2, 0.8], 0.3, 0.7, false],
  [[1], 0.5, 1, true],
])('thresholds %j between %d and %d: %s', (thresholds, before, after, expected) => {
  expect(crosses(thresholds, before, after)).toBe(expected)
})

describe('local paths', () => {
  test.each([
    ['wxfile://tmp_a.jpg', 'temp'],
    ['wxfile://store_a.jpg', 'saved'],
    ['wxfile://usr', 'user'],
    ['wxfile://usr/a/b.txt', 'user'],
    ['wxfile://usrx', undefined],
    ['/images/a.png', undefined],
    ['cloud://env/a.png', undefined],
  ])('%s is %s', (path, kind) => {
    expect(kindOf(path)).toBe(kind)
  })

  test('names and types', () => {
    expect(['a.b/photo.JPG?x=1', 'photo', 'a.tar.gz', '.x/y'].map(extensionOf)).toEqual(['jpg', '', 'gz', ''])
    expect([typeOf('a.PNG'), typeOf('a')]).toEqual(['image/png', 'application/octet-stream'])
    expect([extensionOfType('image/jpeg'), extensionOfType('audio/webm;codecs=opus'), extensionOfType('x/y')]).toEqual([
      'jpg',
      'webm',
      '',
    ])
    expect(newTempPath('png')).toMatch(/^wxfile:\/\/tmp_[0-9a-f]{32}\.png$/)
    expect(newTempPath('png')).not.toBe(newTempPath('png'))
    expect([trimSlash('wxfile://usr/a/'), trimSlash('wxfile://usr'), parentOf('wxfile://usr/a')]).toEqual([
      'wxfile://usr/a',
      'wxfile://usr',
      'wxfile://usr',
    ])
  })
})
