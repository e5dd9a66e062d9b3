import { openTheatre, type Theatre } from './stage'

let theatre: Theatre
beforeAll(async () => void (theatre = await openTheatre()))
afterAll(() => theatre.stop())

test('pages and bars go to the host', async () => {
  const { run, noted } = await theatre.stage()
  expect(await run(`wx.navigateTo({ url: '/a' })`)).toEqual({ errMsg: 'navigateTo:ok' })
  expect(await run(`wx.switchTab({ url: '/none' })`)).toMatchObject({
    errMsg: 'switchTab:fail page "none" is not found',
  })
  await run(`wx.navigateTo({ url: '/b', events: { done: 1 } })`)
  expect(await noted('navigateTo')).toEqual([
    ['navigateTo', '/a', {}],
    ['navigateTo', '/b', { done: 1 }],
  ])
  await run('wx.navigateBack()')
  expect(await noted('navigateBack')).toEqual([['navigateBack', 1]])
  await run(`wx.setNavigationBarTitle({ title: '标题' })`)
  await run(`wx.setNavigationBarColor({ frontColor: '#ffffff', backgroundColor: '#123456' })`)
  await run('wx.showNavigationBarLoading()')
  expect(await noted('navigationBar')).toEqual([
    ['navigationBar', { title: '标题' }],
    ['navigationBar', { frontColor: '#ffffff', backgroundColor: '#123456' }],
    ['navigationBar', { loading: true }],
  ])
  expect(await run(`wx.setNavigationBarColor({ frontColor: 'red', backgroundColor: '' })`)).toMatchObject({
    failed: true,
  })
  await run(`wx.setTabBarBadge({ index: 1, text: '3' })`)
  await run(`wx.showTabBarRedDot({ index: 0 })`)
  await run(`wx.removeTabBarBadge({ index: 1 })`)
  expect(await noted('tabBar.badge')).toEqual([
    ['tabBar.badge', 1, '3'],
    ['tabBar.badge', 0, ''],
    ['tabBar.badge', 1, undefined],
  ])
  expect(await run(`wx.setTabBarBadge({ index: 5, text: '3' })`)).toMatchObject({
    errMsg: 'setTabBarBadge:fail tabbar item not found',
  })
  await run(`wx.setTabBarItem({ index: 0, text: '新' })`)
  expect(await noted('tabBar.item')).toEqual([['tabBar.item', 0, { text: '新' }]])
  await run('wx.stopPullDownRefresh()')
  expect(await noted('pullDown.stop')).toHaveLength(1)
})

test('the page scrolls to a place', async () => {
  const { run } = await theatre.stage()
  await run(`wx.pageScrollTo({ scrollTop: 500, duration: 0 })`)
  const view = `new Promise((resolve) => wx.createSelectorQuery().selectViewport().fields({ size: true, scrollOffset: true }).exec(resolve))`
  expect(await run(view)).toEqual([
    { width: 375, height: 640, scrollTop: 500, scrollLeft: 0, scrollWidth: 375, scrollHeight: 3000 },
  ])
  await run(`wx.pageScrollTo({ scrollTop: 100, duration: 80 })`)
  expect(await run(`document.querySelector('.phone-scroller').scrollTop`)).toBe(100)
})

test('storage keeps values over a reload, for one person', async () => {
  const { run, page } = await theatre.stage({ openid: 'st-1' })
  await run(`(wx.setStorageSync('a', { b: [1] }), wx.setStorage({ key: 'c', data: false }))`)
  expect(await run(`wx.getStorageSync('none')`)).toBe('')
  expect(await run(`wx.getStorage({ key: 'none' })`)).toMatchObject({ errMsg: 'getStorage:fail data not found' })
  expect(await run(`wx.setStorageSync('big', 'x'.repeat(1024 * 1024))`)).toMatchObject({
    errMsg: 'setStorageSync:fail entry size limit reached',
  })
  await run(`wx.batchSetStorage({ kvList: [{ key: 'd', value: 4 }] })`)
  const again = await theatre.stage({ openid: 'st-1', context: page.context() })
  expect(await again.run(`wx.batchGetStorageSync(['a', 'c', 'd'])`)).toEqual([{ b: [1] }, false, 4])
  expect(await again.run('wx.getStorageInfoSync()')).toMatchObject({ currentSize: 1, limitSize: 10_240 })
  const other = await theatre.stage({ openid: 'st-2', context: page.context() })
  expect(await other.run('wx.getStorageInfoSync()')).toMatchObject({ keys: [], currentSize: 0 })
  await again.run('wx.clearStorage()')
  expect(await again.run(`wx.getStorageSync('a')`)).toBe('')
})

test('the phone knows its sizes and letters', async () => {
  const { run } = await theatre.stage()
  expect(await run('wx.getWindowInfo()')).toMatchObject({
    windowWidth: 375,
    windowHeight: 640,
    screenWidth: 375,
    screenHeight: 812,
    statusBarHeight: 44,
    screenTop: 88,
    safeArea: { top: 44, bottom: 778 },
  })
  expect(await run('wx.getAppBaseInfo()')).toMatchObject({ fontSizeScaleFactor: 1.2, fontSizeSetting: 20 })
  expect(await run('wx.getMenuButtonBoundingClientRect()')).toMatchObject({ right: 365, width: 87, left: 278 })
  expect(await run('wx.getLaunchOptionsSync()')).toMatchObject({ path: 'pages/a', query: { x: '1' }, scene: 1001 })
  expect(await run('wx.getSystemInfoSync()')).toMatchObject({ platform: 'ios', windowHeight: 640 })
  expect(await run(`wx.canIUse('createSelectorQuery')`)).toBe(true)
})

test('errors, and coming and going, are heard', async () => {
  const { run, page } = await theatre.stage()
  const heard: string[] = []
  page.on('pageerror', (error) => heard.push(error.message))
  await run(
    `(wx.onError((text) => (stage.error = text)), wx.onUnhandledRejection(({ reason }) => (stage.reason = reason)))`,
  )
  await run(`(wx.onAppShow(({ scene }) => (stage.scene = scene)), wx.onAppHide(() => (stage.hidden = true)))`)
  await run(`(setTimeout(() => { throw new Error('out of place') }), void Promise.reject('no'))`)
  await run(`(stage.show({ scene: 1014 }), stage.hide(), new Promise((resolve) => setTimeout(resolve, 50)))`)
  expect(await run('stage.error')).toContain('out of place')
  expect(await run('[stage.reason, stage.scene, stage.hidden]')).toEqual(['no', 1014, true])
  await run(`(wx.offError(), stage.error = '', setTimeout(() => { throw new Error('again') }))`)
  await run(`wx.showToast({ title: 'x', success: () => { throw new Error('in a callback') } })`)
  await run(`new Promise((resolve) => setTimeout(resolve, 50))`)
  expect(await run('stage.error')).toBe('')
  expect(heard).toEqual(expect.arrayContaining(['out of place', 'again', 'in a callback']))
})

test('a profile is the anonymous one, and only after a tap', async () => {
  const { run, tap, answer } = await theatre.stage()
  expect(await run('wx.login()')).toEqual({ code: expect.stringMatching(/^\w{32}$/), errMsg: 'login:ok' })
  expect(await run(`wx.getUserProfile({ desc: '用' })`)).toMatchObject({ failed: true })
  await tap(`wx.getUserProfile({ desc: '用' })`)
  expect(await answer()).toMatchObject({ userInfo: { nickName: '微信用户' } })
})

test('an unknown call is a problem of the phone', async () => {
  const { run, noted } = await theatre.stage()
  expect(await run('wx.connectSocket({})')).toMatchObject({ errMsg: 'wx.connectSocket 在这部手机上没有实现' })
  expect(await noted('report')).toEqual([
    ['report', { type: 'problem', text: 'wx.connectSocket 在这部手机上没有实现' }],
  ])
})

test('what has nobody to hear it is silent', async () => {
  const { run } = await theatre.stage()
  expect(
    await run(`(wx.getUpdateManager().onUpdateReady(() => 0), wx.reportEvent('x', {}), wx.vibrateShort({ type: 'light' }),
      wx.onMemoryWarning(() => 0), wx.showShareMenu({}), wx.getPerformance().getEntries().map((entry) => entry.name))`),
  ).toContain('appLaunch')
  expect(await run(`new Promise((resolve) => wx.getUpdateManager().onCheckForUpdate(resolve))`)).toEqual({
    hasUpdate: false,
  })
})

test('an animation plays its steps on an element', async () => {
  const { run } = await theatre.stage()
  const style = await run(`(async () => {
    const box = document.createElement('div')
    document.body.append(box)
    const data = wx.createAnimation({ duration: 20 }).height(40).step().translateX(5).opacity(0.5).step({ duration: 10 }).export()
    await stage.playAnimation(box, data)
    return { height: box.style.height, transform: box.style.transform, opacity: box.style.opacity }
  })()`)
  expect(style).toEqual({ height: '40px', transform: 'translateX(5px)', opacity: '0.5' })
})

test('without a microphone recording fails and says so', async () => {
  const { run, press } = await theatre.stage()
  await run(
    `(wx.getRecorderManager().onError(({ errMsg }) => (stage.recording = errMsg)), wx.getRecorderManager().start({}))`,
  )
  await press('拒绝')
  expect(await run('stage.recording')).toBe('operateRecorder:fail auth deny')
})
