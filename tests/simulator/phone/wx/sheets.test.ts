import { openTheatre, type Theatre } from './stage'

let theatre: Theatre
beforeAll(async () => void (theatre = await openTheatre()))
afterAll(() => theatre.stop())

describe('toast and loading', () => {
  test('are one box, the later replaces the earlier, and a toast goes by itself', async () => {
    const { page, run } = await theatre.stage()
    await run(`wx.showLoading({ title: '加载中', mask: true })`)
    await page.getByRole('status').getByText('加载中').waitFor()
    expect(await run(`wx.showToast({ title: '好了', duration: 2000 })`)).toEqual({ errMsg: 'showToast:ok' })
    expect(await page.getByRole('status').allInnerTexts()).toEqual(['好了'])
    await page.getByRole('status').waitFor({ state: 'detached' })
    await run(`wx.showLoading({ title: '又来' })`)
    await run(`wx.hideLoading()`)
    expect(await page.getByRole('status').count()).toBe(0)
    expect(await run(`wx.showToast({})`)).toMatchObject({ errMsg: expect.stringMatching(/^showToast:fail parameter/) })
  })
})

describe('the modal', () => {
  test('answers confirm and cancel', async () => {
    const { page, begin, answer, press } = await theatre.stage()
    await begin(`wx.showModal({ title: '删除', content: '真的吗', confirmText: '删除', cancelText: '不' })`)
    await page.getByRole('dialog', { name: '删除' }).getByText('真的吗').waitFor()
    await press('不')
    expect(await answer()).toEqual({ confirm: false, cancel: true, content: null, errMsg: 'showModal:ok' })
    await begin(`wx.showModal({ content: '只有一个', showCancel: false })`)
    expect(await page.getByRole('button', { name: '取消' }).count()).toBe(0)
    await press('确定')
    expect(await answer()).toMatchObject({ confirm: true })
    expect(await page.getByRole('dialog').count()).toBe(0)
  })

  test('takes words when it is editable, and refuses long buttons', async () => {
    const { page, begin, run, answer, press } = await theatre.stage()
    await begin(`wx.showModal({ title: '原因', editable: true, placeholderText: '请写' })`)
    await page.getByPlaceholder('请写').fill('太吵')
    await press('确定')
    expect(await answer()).toMatchObject({ confirm: true, content: '太吵' })
    expect(await run(`wx.showModal({ confirmText: '我知道了吧' })`)).toMatchObject({
      errMsg: 'showModal:fail confirmText length should not larger than 4 Chinese characters',
    })
  })
})

describe('the action sheet', () => {
  test('tells the index, or that it was cancelled', async () => {
    const { page, begin, answer, press } = await theatre.stage()
    await begin(`wx.showActionSheet({ itemList: ['一', '二'] })`)
    await press('二')
    expect(await answer()).toEqual({ tapIndex: 1, errMsg: 'showActionSheet:ok' })
    await begin(`wx.showActionSheet({ itemList: ['一', '二'] })`)
    await press('取消')
    expect(await answer()).toMatchObject({ errMsg: 'showActionSheet:fail cancel' })
    await begin(`wx.showActionSheet({ itemList: ['一', '二'] })`)
    await page.mouse.click(180, 60)
    expect(await answer()).toMatchObject({ errMsg: 'showActionSheet:fail cancel' })
  })

  test('holds six', async () => {
    const { run } = await theatre.stage()
    const errMsg = expect.stringContaining('itemList should not be large than 6') as string
    expect(await run(`wx.showActionSheet({ itemList: [...'1234567'] })`)).toMatchObject({ errMsg })
  })
})

describe('privacy', () => {
  const config = { __usePrivacyCheck__: true }
  const copy = `wx.setClipboardData({ data: '123' })`

  test("WeChat's own sheet asks once, and again after a refusal", async () => {
    const { begin, run, answer, press, page } = await theatre.stage({ config })
    expect(await run('wx.getPrivacySetting()')).toMatchObject({ needAuthorization: true })
    await begin(copy)
    await press('拒绝')
    expect(await answer()).toMatchObject({
      errMsg: 'setClipboardData:fail privacy permission is not authorized',
      errno: 104,
    })
    await begin(copy)
    await press('同意')
    expect(await answer()).toEqual({ errMsg: 'setClipboardData:ok' })
    await page.getByText('内容已复制').waitFor()
    expect(await run('wx.getClipboardData()')).toMatchObject({ data: '123' })
    expect(await run('wx.getPrivacySetting()')).toMatchObject({ needAuthorization: false })
  })

  test('an app that listens asks by itself; its button is what counts', async () => {
    const { run, begin, answer } = await theatre.stage({ config })
    await run(
      `wx.onNeedPrivacyAuthorization((resolve, info) => { stage.resolve = resolve; stage.referrer = info.referrer })`,
    )
    await begin(copy)
    expect(await run('stage.referrer')).toBe('setClipboardData')
    await run(`stage.resolve({ event: 'exposureAuthorization' })`)
    await run(`stage.resolve({ event: 'agree', buttonId: 'never-tapped' })`)
    expect(await answer()).toMatchObject({ errno: 104 })
    await begin(copy)
    await run(`stage.kit.privacy.agreeByButton('agree')`)
    await run(`stage.resolve({ event: 'agree', buttonId: 'agree' })`)
    expect(await answer()).toEqual({ errMsg: 'setClipboardData:ok' })
  })

  test('without the check nothing is asked', async () => {
    const { run } = await theatre.stage()
    expect(await run(copy)).toEqual({ errMsg: 'setClipboardData:ok' })
  })
})

describe('permissions', () => {
  const config = {
    requiredPrivateInfos: ['getLocation'],
    permission: { 'scope.userLocation': { desc: '用来找到你的楼栋' } },
  }

  test('are asked once, refused until the settings page says otherwise', async () => {
    const { page, begin, run, answer, press } = await theatre.stage({ config })
    await begin('wx.getLocation()')
    await page.getByRole('dialog').getByText('用来找到你的楼栋').waitFor()
    await press('拒绝')
    expect(await answer()).toMatchObject({ errMsg: 'getLocation:fail auth deny' })
    expect(await run('wx.getLocation()')).toMatchObject({ errMsg: 'getLocation:fail auth deny' })
    expect(await run('wx.getSetting()')).toMatchObject({ authSetting: { 'scope.userLocation': false } })
    await begin('wx.openSetting()')
    await page.getByRole('switch', { name: '位置信息' }).check()
    await press('返回')
    expect(await answer()).toMatchObject({ authSetting: { 'scope.userLocation': true } })
    expect(await run('wx.getLocation()')).toMatchObject({ latitude: expect.any(Number), errMsg: 'getLocation:ok' })
  })

  test('a location interface that app.json does not declare fails', async () => {
    const { run } = await theatre.stage()
    expect(await run('wx.getLocation()')).toMatchObject({
      errMsg: expect.stringContaining('requiredPrivateInfos') as string,
    })
  })
})

describe('subscribe messages', () => {
  const request = `wx.requestSubscribeMessage({ tmplIds: ['news', 'work'] })`
  const accepted = (openid: string) =>
    ['news', 'work'].filter((id) => {
      try {
        theatre.probe.cloud.cloud.openapi.subscribe.send({ touser: openid, template_id: id, data: {} })
        return true
      } catch {
        return false
      }
    })

  test('only a tap opens the sheet; each box that stays is one message', async () => {
    const { page, run, tap, answer, press } = await theatre.stage({ openid: 'sub-1' })
    expect(await run(request)).toMatchObject({
      errMsg: 'requestSubscribeMessage:fail can only be invoked by user TAP gesture.',
    })
    await tap(request)
    // by its title; a template that nobody has named by its id
    expect(await page.getByRole('checkbox', { name: '新闻通知' }).isChecked()).toBe(true)
    await page.getByRole('checkbox', { name: 'work' }).uncheck()
    await press('允许')
    expect(await answer()).toEqual({ news: 'accept', work: 'reject', errMsg: 'requestSubscribeMessage:ok' })
    expect(accepted('sub-1')).toEqual(['news'])
  })

  test('a network answer between the tap and the call takes the tap away', async () => {
    const { tap, answer } = await theatre.stage()
    await tap(
      `(wx.cloud.init(), wx.cloud.callFunction({ name: 'probe', data: { command: 'nothing' } })).then(() => ${request})`,
    )
    expect(await answer()).toMatchObject({ errMsg: expect.stringContaining('TAP gesture') as string })
  })

  test('an answer that is to be kept is given without asking', async () => {
    const { page, tap, answer, press } = await theatre.stage({ openid: 'sub-2' })
    await tap(request)
    await page.getByRole('checkbox', { name: /总是保持/ }).check()
    await press('取消')
    expect(await answer()).toMatchObject({ news: 'reject', work: 'reject' })
    await tap(request)
    expect(await answer()).toMatchObject({ news: 'reject', work: 'reject' })
    expect(await page.getByRole('dialog').count()).toBe(0)
    expect(accepted('sub-2')).toEqual([])
  })

  test('none, four, and no network are refused', async () => {
    const { run, tap, answer } = await theatre.stage({ network: 'offline' })
    expect(await run(`wx.requestSubscribeMessage({ tmplIds: [] })`)).toMatchObject({ errCode: 10001 })
    expect(await run(`wx.requestSubscribeMessage({ tmplIds: [...'1234'] })`)).toMatchObject({ errCode: 20003 })
    await tap(request)
    expect(await answer()).toMatchObject({ errCode: 10002 })
  })
})

describe('telephone and codes', () => {
  test('a call is made or not', async () => {
    const { begin, answer, press } = await theatre.stage()
    await begin(`wx.makePhoneCall({ phoneNumber: '110' })`)
    await press('呼叫 110')
    expect(await answer()).toEqual({ errMsg: 'makePhoneCall:ok' })
    await begin(`wx.makePhoneCall({ phoneNumber: '110' })`)
    await press('取消')
    expect(await answer()).toMatchObject({ errMsg: 'makePhoneCall:fail cancel' })
  })

  test('a code is typed', async () => {
    const { page, begin, answer, press } = await theatre.stage()
    await begin('wx.scanCode()')
    expect(await page.getByRole('button', { name: '识别' }).isDisabled()).toBe(true)
    await page.getByLabel('码的内容').fill(' A18-1-L1 ')
    await press('识别')
    expect(await answer()).toMatchObject({ result: 'A18-1-L1', scanType: 'QR_CODE', errMsg: 'scanCode:ok' })
    await begin('wx.scanCode()')
    await page.getByLabel('码的内容').fill('https://wxacode.local/pages/index/index?scene=A18-1-L1')
    await press('识别')
    // as on the platform: of a mini-program code there is no text, but a path
    expect(await answer()).toMatchObject({ result: '', path: 'pages/index/index?scene=A18-1-L1', scanType: 'WX_CODE' })
    await begin('wx.scanCode({ onlyFromCamera: true })')
    expect(await page.getByRole('button', { name: '从相册选取' }).count()).toBe(0)
    await press('取消')
    expect(await answer()).toMatchObject({ errMsg: 'scanCode:fail cancel' })
  })
})
