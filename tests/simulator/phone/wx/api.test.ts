import {
  asyncApi,
  asyncApis,
  requiredNumber,
  requiredText,
  requiredTexts,
  syncApi,
  WxFailure,
} from '../../../../simulator/phone/wx/api'
import { canIUse } from '../../../../simulator/phone/wx/can-i-use'
import { Listeners } from '../../../../simulator/phone/wx/listeners'
import { strict } from '../../../../simulator/phone/wx/strict'

const sleep = () => new Promise((resolve) => setTimeout(resolve, 5))

describe('a call in two styles', () => {
  const double = asyncApi('double', (o) => ({ value: requiredNumber(o, 'value') * 2 }))

  test('without callbacks it returns a promise', async () => {
    await expect(double({ value: 4 })).resolves.toEqual({ value: 8, errMsg: 'double:ok' })
    await expect(double({ value: 'x' })).rejects.toEqual({
      errMsg: 'double:fail parameter error: parameter.value should be Number instead of String;',
    })
    await expect(double()).rejects.toMatchObject({ errMsg: expect.stringContaining('instead of Undefined') })
  })

  test.each(['success', 'fail', 'complete'])('with %s alone it returns nothing', async (name) => {
    const heard: unknown[] = []
    expect(double({ value: 1, [name]: (result: unknown) => heard.push(result) })).toBeUndefined()
    expect(heard).toEqual([])
    await sleep()
    expect(heard).toEqual(name === 'fail' ? [] : [{ value: 2, errMsg: 'double:ok' }])
  })

  test('success or fail comes before complete, with the same result', async () => {
    const heard: unknown[] = []
    const options = {
      success: () => heard.push('success'),
      fail: (result: unknown) => heard.push('fail', result),
      complete: (result: unknown) => heard.push('complete', result),
    }
    double({ ...options, value: null })
    await sleep()
    const failure = { errMsg: expect.stringMatching(/^double:fail parameter error: .* instead of Null;$/) as string }
    expect(heard).toEqual(['fail', failure, 'complete', failure])
  })

  test('a failure carries the fields that WeChat adds', async () => {
    const { refuse } = asyncApis({
      refuse: () => {
        throw new WxFailure('auth deny', { errno: 103 })
      },
    })
    await expect((refuse as typeof double)()).rejects.toEqual({ errMsg: 'refuse:fail auth deny', errno: 103 })
  })

  test('a synchronous call throws an Error with errMsg', () => {
    const read = syncApi('readSync', (key: string) => {
      if (key === '') throw new WxFailure('key is empty', { errCode: 7 })
      return key
    })
    expect(read('a')).toBe('a')
    expect(() => read('')).toThrow('readSync:fail key is empty')
    expect(() => read('')).toThrow(expect.objectContaining({ errCode: 7 }))
  })
})

test('parameters are named when they are of the wrong type', () => {
  expect(requiredText({ title: '' }, 'title')).toBe('')
  expect(() => requiredText({ title: 3 }, 'title')).toThrow('parameter.title should be String instead of Number;')
  expect(() => requiredTexts({ list: ['a', 1] }, 'list')).toThrow(
    'parameter.list[1] should be String instead of Number;',
  )
  expect(() => requiredTexts({}, 'list')).toThrow('parameter.list should be Array instead of Undefined;')
})

describe('unknown names', () => {
  const problems: string[] = []
  const wx = strict('wx', { login: () => 'code', env: {} }, (text) => problems.push(text)) as Record<
    string,
    () => unknown
  >

  test('fail loudly when called, and only then', () => {
    expect(wx['login']?.()).toBe('code')
    expect('connectSocket' in wx).toBe(false)
    const call = wx['connectSocket']
    expect(problems).toEqual([])
    expect(() => call?.()).toThrow('wx.connectSocket 在这部手机上没有实现')
    expect(problems).toEqual(['wx.connectSocket 在这部手机上没有实现'])
  })

  test('an awaited wx is no promise', async () => {
    expect(wx['then']).toBeUndefined()
    await expect(Promise.resolve(wx)).resolves.toBe(wx)
  })

  test('canIUse tells what is here', () => {
    const can = canIUse({ login: 1, cloud: { init: 1 } })
    expect(
      ['login', 'wx.login', 'login.object.timeout', 'button.open-type.share', 'cloud.init', 'page-meta'].map(can),
    ).toEqual(Array(6).fill(true))
    expect(['connectSocket', 'cloud.database2', 'map', ''].map(can)).toEqual(Array(4).fill(false))
  })
})

test('listeners come and go', () => {
  const listeners = new Listeners()
  const { onX, offX } = listeners.api('X') as Record<string, (listener?: unknown) => void>
  const heard: string[] = []
  const first = (event: unknown) => heard.push(`first ${String(event)}`)
  const second = (event: unknown) => heard.push(`second ${String(event)}`)
  onX?.(first)
  onX?.(second)
  onX?.(first)
  listeners.emit(1)
  offX?.(first)
  listeners.emit(2)
  offX?.()
  listeners.emit(3)
  expect(heard).toEqual(['first 1', 'second 1', 'second 2'])
})
