import { openTheatre, type Theatre } from './stage'

let theatre: Theatre
beforeAll(async () => void (theatre = await openTheatre()))
afterAll(() => theatre.stop())

const call = (data: object, name = 'probe') =>
  `wx.cloud.callFunction({ name: '${name}', data: ${JSON.stringify(data)} })`

describe('wx.cloud.callFunction', () => {
  test('gives the result and reports the call with its cost', async () => {
    const { run, noted } = await theatre.stage()
    await run('wx.cloud.init()')
    const data = { command: 'event', route: 'a.b' }
    const answer = await run(call(data))
    expect(answer).toMatchObject({ errMsg: 'cloud.callFunction:ok', requestID: expect.any(String) })
    expect(answer['result']).toMatchObject({ event: { ...data, userInfo: { openId: 'ada' } } })
    expect(await noted('report')).toEqual([
      [
        'report',
        {
          type: 'call',
          call: {
            at: expect.any(Number),
            kind: 'callFunction',
            name: 'probe a.b',
            ms: expect.any(Number),
            ok: true,
            requestBytes: JSON.stringify(data).length,
            answerBytes: expect.any(Number),
            cost: expect.objectContaining({ calls: 1, databaseRequests: 0 }),
          },
        },
      ],
    ])
  })

  test('fails with a real Error as the platform words it', async () => {
    const { run, noted } = await theatre.stage()
    expect(await run(call({}))).toMatchObject({ errMsg: expect.stringContaining('call wx.cloud.init first') as string })
    await run('wx.cloud.init()')
    const isError = await run(`${call({ command: 'throw', message: 'x' })}.catch((error) => error instanceof Error)`)
    expect(isError).toBe(true)
    expect(await run(call({ command: 'throw', message: 'x' }))).toMatchObject({
      errCode: -504002,
      errMsg: expect.stringMatching(
        /^cloud\.callFunction:fail requestID [\w-]+, cloud function service error code -504002, error message functions execute fail;$/,
      ) as string,
    })
    expect(await run(call({}, 'nobody'))).toMatchObject({ errCode: -501000 })
    expect(await run(call({ text: 'x'.repeat(101 * 1024) }))).toMatchObject({ errCode: -601002 })
    expect(await noted('report')).toHaveLength(4)
  })

  test('callbacks hear it too', async () => {
    const { run } = await theatre.stage()
    await run('wx.cloud.init()')
    const heard = await run(`new Promise((resolve) => {
      const heard = []
      const returned = wx.cloud.callFunction({ name: 'nobody', fail: (error) => heard.push(error.errCode),
        complete: () => resolve([...heard, returned]) })
    })`)
    expect(heard).toEqual([-501000, undefined])
  })

  test('clients have no database', async () => {
    const { run } = await theatre.stage()
    await run('wx.cloud.init()')
    expect(await run('wx.cloud.database()')).toMatchObject({ failed: true, errCode: -502003 })
    expect(await run('wx.cloud.openData()')).toMatchObject({ errMsg: 'wx.cloud.openData 在这部手机上没有实现' })
  })
})

describe('the network of the shell', () => {
  const slow = { command: 'insert', count: 1 }

  test('offline fails at once and says so to listeners', async () => {
    const { run } = await theatre.stage()
    await run(`(wx.cloud.init(), wx.onNetworkStatusChange((state) => (stage.states ??= []).push(state)))`)
    await run(`stage.set({ network: 'offline' })`)
    expect(await run(call(slow))).toMatchObject({
      errMsg: 'cloud.callFunction:fail request:fail net::ERR_INTERNET_DISCONNECTED',
    })
    expect(await run('wx.getNetworkType()')).toMatchObject({ networkType: 'none' })
    await run(`stage.set({ network: 'good' })`)
    expect(await run(call(slow))).toMatchObject({ errMsg: 'cloud.callFunction:ok' })
    await run(`new Promise((resolve) => setTimeout(resolve, 50))`)
    expect(await run('stage.states')).toEqual([
      { networkType: 'none', isConnected: false },
      { networkType: 'wifi', isConnected: true },
    ])
  })

  test('slow takes 1.5 s each way', async () => {
    const { run } = await theatre.stage({ network: 'slow' })
    await run('wx.cloud.init()')
    const ms = await run<number>(
      `(async () => { const begun = performance.now(); await ${call(slow)}; return performance.now() - begun })()`,
    )
    expect(ms).toBeGreaterThan(2990)
    expect(ms).toBeLessThan(15_000)
  })

  test('of a lost answer the call has run', async () => {
    const { run, begin, answer } = await theatre.stage({ openid: 'lost-1', network: 'lost' })
    await run('wx.cloud.init()')
    await begin(call({ command: 'log' }))
    expect(await answer()).toMatchObject({ errMsg: 'cloud.callFunction:fail request:fail timeout' })
    expect(theatre.probe.cloud.logs().map(({ text }) => text)).toContain('plain 1')
  })
})

describe('files in the cloud', () => {
  const temp = `wx.getFileSystemManager().writeFileSync(wx.env.USER_DATA_PATH + '/a.png', 'picture', 'utf8')`

  test('go up with progress and come down again', async () => {
    const { run, page } = await theatre.stage({ openid: 'files-1' })
    await run(`(wx.cloud.init(), ${temp})`)
    const up = await run<{ fileID: string; errMsg: string }>(`(async () => {
      const task = wx.cloud.uploadFile({ cloudPath: 'pictures/a.png', filePath: wx.env.USER_DATA_PATH + '/a.png' })
      task.onProgressUpdate(({ progress }) => (stage.progress = progress))
      return task
    })()`)
    expect(up).toMatchObject({ errMsg: 'cloud.uploadFile:ok', fileID: expect.stringMatching(/^cloud:.*a\.png$/) })
    expect(await run('stage.progress')).toBe(100)
    const id = JSON.stringify(up.fileID)
    const down = await run<{ tempFilePath: string }>(`wx.cloud.downloadFile({ fileID: ${id} })`)
    expect(down.tempFilePath).toMatch(/^wxfile:\/\/tmp_\w+\.png$/)
    const path = JSON.stringify(down.tempFilePath)
    expect(await run(`wx.getFileSystemManager().readFileSync(${path}, 'utf8')`)).toBe('picture')
    const urls = await run(`wx.cloud.getTempFileURL({ fileList: [${id}, 'cloud://none'] })`)
    expect(urls['fileList']).toMatchObject([
      { status: 0, tempFileURL: expect.stringContaining(new URL(page.url()).origin) },
      { status: 1, errMsg: 'INVALID_PARAM', tempFileURL: '' },
    ])
    expect(await run(`stage.kit.urlOf(${id}).then((url) => fetch(url)).then((answer) => answer.text())`)).toBe(
      'picture',
    )
    const file = `{ cloudPath: 'pictures/gone.png', filePath: wx.env.USER_DATA_PATH + '/a.png' }`
    const { fileID } = await run<{ fileID: string }>(`wx.cloud.uploadFile(${file})`)
    const deleted = await run(`wx.cloud.deleteFile({ fileList: ['${fileID}', 'cloud://none'] })`)
    expect(deleted['fileList']).toMatchObject([
      { fileID, status: 0, errMsg: 'ok' },
      { status: -503003, errMsg: 'INVALID_PARAM' },
    ])
  })

  test('belong to who has uploaded them', async () => {
    const { run } = await theatre.stage({ openid: 'files-2' })
    await run(`(wx.cloud.init(), ${temp})`)
    const path = `{ cloudPath: 'pictures/a.png', filePath: wx.env.USER_DATA_PATH + '/a.png' }`
    expect(await run(`wx.cloud.uploadFile(${path})`)).toMatchObject({
      errMsg: expect.stringContaining('STORAGE_EXCEED_AUTHORITY') as string,
    })
  })
})

test("the code of a person's telephone comes from the cloud", async () => {
  const { run } = await theatre.stage()
  expect(await run('stage.kit.phoneCode()')).toMatch(/^\w{8,}$/)
})
