import { readCode } from '../read-code'
import { eventually, http, startProbe, type Probe } from './support'

let probe: Probe
beforeAll(async () => {
  probe = await startProbe()
})
afterAll(() => probe.cloud.stop())

const api = (name: string, data: Record<string, unknown>, openid = 'ada') =>
  probe.ask('openapi', { api: name, data }, openid)
const client = async (path: string, openid: string, body: unknown) =>
  (
    await http(`${probe.cloud.cloud.origin}/client/${path}`, 'POST', JSON.stringify(body), { 'x-wx-openid': openid })
  ).json()

describe('msgSecCheck', () => {
  const check = (content: string, more = {}) =>
    api('security.msgSecCheck', { openid: 'ada', scene: 3, version: 2, content, ...more })

  test('judges by its test words', async () => {
    expect(await check('楼下广场舞太吵')).toMatchObject({
      errCode: 0,
      result: { suggest: 'pass', label: 100 },
      traceId: expect.any(String),
    })
    expect(await check('这是违规词。')).toMatchObject({ result: { suggest: 'risky', label: 20006 } })
    expect(await check('这是待审词。')).toMatchObject({ result: { suggest: 'review' } })
  })

  test.each([
    ['too long', '好'.repeat(2501), {}, 45002],
    ['empty', '', {}, 44002],
    ['the old version', '好', { version: 1 }, 40097],
    ['an unknown scene', '好', { scene: 5 }, 40097],
    ['a person who never came', '好', { openid: 'stranger' }, 40003],
  ])('%s is refused', async (_what, content, more, errCode) => {
    expect(await check(content, more)).toMatchObject({ failed: true, errCode })
  })

  test('2,500 characters pass', async () => {
    expect(await check('😀'.repeat(2500))).toMatchObject({ errCode: 0 })
  })

  test('a person who came more than two hours ago is refused', async () => {
    await probe.ask('context', {}, 'earlier')
    await probe.cloud.shift(2 * 60 * 60 * 1000 + 1000)
    expect(await check('好', { openid: 'earlier' })).toMatchObject({ failed: true, errCode: 61010 })
  })

  test('not where no person calls', async () => {
    const event = {
      command: 'openapi',
      api: 'security.msgSecCheck',
      data: { openid: 'ada', scene: 3, version: 2, content: '好' },
    }
    const answer = await probe.cloud.cloud.functions?.invoke('probe', {
      event: JSON.stringify(event),
      source: 'wx_trigger',
    })
    expect(answer?.ok && JSON.parse(answer.result)).toMatchObject({ failed: true, errCode: -604104 })
  })
})

describe('permissions', () => {
  test('an API that config.json does not name is refused', async () => {
    const event = {
      command: 'openapi',
      api: 'security.msgSecCheck',
      data: { openid: 'ada', scene: 3, version: 2, content: '好' },
    }
    const answer = await probe.cloud.raw('ada', 'relay', event)
    expect(answer.ok && JSON.parse(answer.result)).toMatchObject({ failed: true, errCode: -604101 })
  })

  test('an API that is not there is refused', async () => {
    expect(await api('security.nothing', {})).toMatchObject({ failed: true, errCode: -604100 })
  })
})

describe('mediaCheckAsync', () => {
  const events = () =>
    probe.cloud
      .logs()
      .filter((line) => line.text.includes('wxa_media_check'))
      .map((line) => JSON.parse(line.text) as Record<string, unknown>)

  const check = async (path: string, text: string) => {
    const fileID = await probe.cloud.upload('ada', path, Buffer.from(text))
    const { fileList } = await probe.ask<{ fileList: { tempFileURL: string }[] }>('urls', { fileList: [fileID] })
    const media = { mediaUrl: fileList[0]?.tempFileURL, mediaType: 2, version: 2, scene: 3, openid: 'ada' }
    return (await api('security.mediaCheckAsync', media)) as { traceId: string }
  }
  const eventOf = (traceId: string) => eventually(() => events().find((event) => event['trace_id'] === traceId))

  test('answers later, as a pushed event', async () => {
    const { traceId } = await check('p/fine.jpg', 'picture')
    expect(events().some((event) => event['trace_id'] === traceId)).toBe(false)
    expect(await eventOf(traceId)).toEqual({
      ToUserName: expect.any(String),
      FromUserName: 'ada',
      CreateTime: expect.any(Number),
      MsgType: 'event',
      Event: 'wxa_media_check',
      appid: expect.any(String),
      trace_id: traceId,
      version: 2,
      detail: [expect.objectContaining({ suggest: 'pass' })],
      errcode: 0,
      errmsg: 'ok',
      result: { suggest: 'pass', label: 100 },
    })
  })

  test('judges by name and by content, and moves with the clock', async () => {
    const byName = await check('p/risky.jpg', 'picture')
    const byContent = await check('p/x.jpg', 'bytes review bytes')
    await probe.cloud.shift(5_000)
    const verdict = (traceId: string) => events().find((event) => event['trace_id'] === traceId)?.['result']
    expect(verdict(byName.traceId)).toMatchObject({ suggest: 'risky' })
    expect(verdict(byContent.traceId)).toMatchObject({ suggest: 'review' })
  })

  test('wrong parameters are refused', async () => {
    const media = { mediaUrl: 'http://x/y', mediaType: 2, version: 2, scene: 3, openid: 'ada' }
    expect(await api('security.mediaCheckAsync', { ...media, mediaType: 7 })).toMatchObject({ errCode: 40097 })
    expect(await api('security.mediaCheckAsync', { ...media, openid: 'stranger' })).toMatchObject({ errCode: 40003 })
  })
})

describe('subscribeMessage.send', () => {
  const message = {
    touser: 'sub',
    templateId: 'T1',
    page: 'pages/index/index',
    data: { thing1: { value: '您的报事已解决' } },
  }

  test('one accept is one send', async () => {
    expect(await api('subscribeMessage.send', message)).toMatchObject({ failed: true, errCode: 43101 })
    await client('subscribe', 'sub', { templateIds: ['T1', 'T2'], accept: true })
    expect(await api('subscribeMessage.send', message)).toMatchObject({ errCode: 0 })
    expect(await api('subscribeMessage.send', message)).toMatchObject({ failed: true, errCode: 43101 })
    const sent = (await http(`${probe.cloud.cloud.origin}/control/sent`)).json<{ messages: unknown[] }>().messages
    expect(sent).toEqual([expect.objectContaining({ touser: 'sub', templateId: 'T1', data: message.data })])
  })

  test('accepts add up, by person and template', async () => {
    for (let times = 0; times < 3; times += 1) await client('subscribe', 'many', { templateIds: ['T1'], accept: true })
    const send = (more = {}) => api('subscribeMessage.send', { ...message, touser: 'many', ...more })
    expect(await send({ templateId: 'T2' })).toMatchObject({ errCode: 43101 })
    const answers = await Promise.all([1, 2, 3, 4, 5].map(() => send()))
    expect(answers.map((answer) => answer['errCode']).sort()).toEqual([0, 0, 0, 43101, 43101])
  })

  test('a refusal gives nothing', async () => {
    await client('subscribe', 'no', { templateIds: ['T1'], accept: false })
    expect(await api('subscribeMessage.send', { ...message, touser: 'no' })).toMatchObject({ errCode: 43101 })
  })

  test('fields are checked and a refused send takes nothing away', async () => {
    await client('subscribe', 'fields', { templateIds: ['T1'], accept: true })
    const send = (data: unknown) => api('subscribeMessage.send', { ...message, touser: 'fields', data })
    for (const data of [
      { thing1: { value: '二'.repeat(21) } },
      { thing1: { value: '' } },
      { thing1: '字' },
      { unknown1: { value: 'x' } },
      { phrase1: { value: 'abc' } },
    ]) {
      expect(await send(data)).toMatchObject({ failed: true, errCode: 47003 })
    }
    expect(
      await send({
        thing1: { value: '二'.repeat(20) },
        time2: { value: '2026年3月5日 10:30' },
        character_string3: { value: 'A-1' },
      }),
    ).toMatchObject({ errCode: 0 })
  })
})

describe('phonenumber.getPhoneNumber', () => {
  const issue = async (openid: string, body = {}) =>
    ((await client('phone-code', openid, body)) as { code: string }).code

  test('a code is good once', async () => {
    const code = await issue('ada', { phoneNumber: '13912345678' })
    expect(await api('phonenumber.getPhoneNumber', { code })).toMatchObject({
      phoneInfo: { phoneNumber: '13912345678', countryCode: '86' },
    })
    expect(await api('phonenumber.getPhoneNumber', { code })).toMatchObject({ failed: true, errCode: 40029 })
  })

  test('each person has one number; codes end after five minutes', async () => {
    const first = await api('phonenumber.getPhoneNumber', { code: await issue('ada') })
    expect(await api('phonenumber.getPhoneNumber', { code: await issue('ada') })).toMatchObject({
      phoneInfo: { phoneNumber: expect.stringMatching(/^138\d{8}$/) },
    })
    expect((first['phoneInfo'] as { phoneNumber: string }).phoneNumber).toMatch(/^138\d{8}$/)
    const inTime = await issue('ada')
    const code = await issue('ada')
    await probe.cloud.shift(5 * 60 * 1000 - 5_000)
    expect(await api('phonenumber.getPhoneNumber', { code: inTime })).toMatchObject({ errCode: 0 })
    await probe.cloud.shift(6_000)
    expect(await api('phonenumber.getPhoneNumber', { code })).toMatchObject({ failed: true, errCode: 40029 })
  })
})

describe('wxacode.getUnlimited', () => {
  test('is a picture', async () => {
    const answer = await api('wxacode.getUnlimited', { scene: 'b=12&u=3', page: 'pages/index/index', width: 300 })
    expect(answer).toMatchObject({ contentType: 'image/png', errCode: 0 })
    expect(Buffer.from(String(answer['buffer']), 'base64').subarray(1, 4).toString()).toBe('PNG')
  })

  test.each([
    ['b=12&u=3', 'pages/index/index'],
    ['x'.repeat(32), undefined],
    ["!#$&'()*+,/:;=?@-._~", 'packages/cases/pages/detail/index'],
  ])('the picture with scene %j and page %j is read by a QR reader', async (scene, page) => {
    const answer = await api('wxacode.getUnlimited', page === undefined ? { scene } : { scene, page })
    const text = await readCode(Buffer.from(String(answer['buffer']), 'base64'))
    const { origin, pathname, searchParams } = new URL(text)
    expect([origin, pathname.slice(1), searchParams.get('scene')]).toEqual(['https://wxacode.local', page ?? '', scene])
  })

  test.each(['', 'x'.repeat(33), '中文', 'a b'])('the scene %j is refused', async (scene) => {
    expect(await api('wxacode.getUnlimited', { scene })).toMatchObject({ failed: true, errCode: 40169 })
  })
})

test('callOpenAPI answers the same in JSON', async () => {
  const data = { openid: 'ada', scene: 3, version: 2, content: '违规词' }
  expect(await probe.ask('callOpenAPI', { api: 'security.msgSecCheck', data })).toMatchObject({
    result: { result: { suggest: 'risky' } },
  })
})
