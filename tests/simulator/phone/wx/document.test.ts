import { readFile } from 'node:fs/promises'
import { openTheatre, type Theatre } from './stage'

let theatre: Theatre

beforeAll(async () => void (theatre = await openTheatre()))
afterAll(() => theatre.stop())

const fs = 'wx.getFileSystemManager()'
const USER = 'wxfile://usr'

test('a document that WeChat can show is handed out under its own name', async () => {
  const { run, page } = await theatre.stage()
  await run(`${fs}.writeFileSync('${USER}/工钱 2026-11.xlsx', 'UEsDBA==', 'base64')`)
  const [download, answer] = await Promise.all([
    page.waitForEvent('download'),
    run(`wx.openDocument({ filePath: '${USER}/工钱 2026-11.xlsx', showMenu: true })`),
  ])
  expect(answer).toEqual({ errMsg: 'openDocument:ok' })
  expect(download.suggestedFilename()).toBe('工钱 2026-11.xlsx')
  expect([...(await readFile(await download.path()))]).toEqual([0x50, 0x4b, 3, 4])
})

test('fileType speaks for a file whose name says nothing', async () => {
  const { run, page } = await theatre.stage()
  await run(`${fs}.writeFileSync('${USER}/month', 'x')`)
  const [, answer] = await Promise.all([
    page.waitForEvent('download'),
    run(`wx.openDocument({ filePath: '${USER}/month', fileType: 'pdf' })`),
  ])
  expect(answer).toEqual({ errMsg: 'openDocument:ok' })
})

test.each([
  [`{ filePath: '${USER}/none.xlsx' }`, 'no such file or directory'],
  [`{ filePath: '${USER}/month.txt' }`, 'filetype not supported'],
  [`{ filePath: '${USER}/month.xlsx', fileType: 'zip' }`, 'filetype not supported'],
  ['{}', 'parameter error'],
])('wx.openDocument(%s) fails', async (options, words) => {
  const { run } = await theatre.stage()
  for (const name of ['month.txt', 'month.xlsx']) await run(`${fs}.writeFileSync('${USER}/${name}', 'x')`)
  expect(await run(`wx.openDocument(${options})`)).toMatchObject({
    failed: true,
    errMsg: expect.stringContaining(words),
  })
})
