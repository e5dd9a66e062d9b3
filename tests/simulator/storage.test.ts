import { http, startProbe, type Probe } from './support'

const MINUTE = 60_000

let probe: Probe
beforeAll(async () => {
  probe = await startProbe()
})
afterAll(() => probe.cloud.stop())

const upload = async (path: string, text: string) =>
  (await probe.ask<{ fileID: string }>('upload', { path, text })).fileID
const urls = async (...fileList: unknown[]) => {
  const answer = await probe.ask<{ fileList: { status: number; tempFileURL: string; errMsg: string }[] }>('urls', {
    fileList,
  })
  return answer.fileList
}
const urlOf = async (fileID: string) => (await urls(fileID))[0]?.tempFileURL ?? ''

test('uploadFile, downloadFile and the temporary address, for any legal path', async () => {
  for (const path of ['a.txt', 'cases/2026/照片 1.txt', 'odd/100%?#&+.txt', 'a.txt/below']) {
    const fileID = await upload(path, `content of ${path}`)
    expect(fileID).toBe(`cloud://jiamenkou-local.6a6d-jiamenkou-local-1300000000/${path}`)
    expect(await probe.ask('download', { fileID })).toBe(`content of ${path}`)
    const answer = await http(await urlOf(fileID))
    expect(answer.body.toString()).toBe(`content of ${path}`)
  }
})

test('a second upload replaces the first', async () => {
  await upload('same.txt', 'first')
  const fileID = await upload('same.txt', 'second')
  expect(await probe.ask('download', { fileID })).toBe('second')
})

test('GET and HEAD tell type and size; HTML is never a page', async () => {
  const picture = await http(await urlOf(await upload('p.png', 'png')), 'HEAD')
  expect(picture.headers).toMatchObject({
    'content-type': 'image/png',
    'content-length': '3',
    'x-content-type-options': 'nosniff',
  })
  const page = await http(await urlOf(await upload('p.html', '<script>')))
  expect(page.headers['content-type']).toBe('application/octet-stream')
})

test('an address that is changed, expired or of another method is refused', async () => {
  const fileID = await upload('secret.txt', 'x')
  const url = await urlOf(fileID)
  expect((await http(url)).status).toBe(200)
  expect((await http(url.replace(/sign=./, 'sign=0').replace(/sign=0(.)/, 'sign=01'))).status).toBe(403)
  expect((await http(url.replace(/expires=\d/, 'expires=9'))).status).toBe(403)
  expect((await http(url.split('?')[0] ?? '')).status).toBe(403)
  expect((await http(url, 'PUT', 'overwritten')).body.toString()).toContain('<Code>SignatureDoesNotMatch</Code>')
  const other = Buffer.from('../../etc/passwd').toString('base64url')
  expect((await http(url.replace(/storage\/[\w-]+/, `storage/${other}`))).status).toBe(403)
  const [brief] = await urls({ fileID, maxAge: 60 })
  expect((await http(brief?.tempFileURL ?? '')).status).toBe(200)
  await probe.cloud.shift(61_000)
  expect((await http(brief?.tempFileURL ?? '')).status).toBe(403)
})

test('addresses end after two hours, or fifteen minutes for uploading', async () => {
  const url = await urlOf(await upload('lasts.txt', 'x'))
  const metadata = { action: 'storage.getUploadMetadata', path: 'late.txt' }
  const { data } = (await http(probe.cloud.cloud.url, 'POST', JSON.stringify(metadata))).json<{
    data: { url: string }
  }>()
  await probe.cloud.shift(14 * MINUTE)
  expect((await http(data.url, 'PUT', 'in time')).status).toBe(200)
  await probe.cloud.shift(2 * MINUTE)
  expect((await http(data.url, 'PUT', 'too late')).body.toString()).toContain('<Code>AccessDenied</Code>')
  expect((await probe.cloud.cloud.storage.get('late.txt'))?.toString()).toBe('in time')
  await probe.cloud.shift(103 * MINUTE)
  expect((await http(url)).status).toBe(200)
  await probe.cloud.shift(2 * MINUTE)
  expect((await http(url)).status).toBe(403)
})

test('a path that leads out is refused and nothing is stored', async () => {
  const answer = await probe.ask('upload', { path: '../../outside.txt', text: 'x' })
  expect(answer).toMatchObject({ failed: true, errMsg: expect.stringContaining('.. as a segment') })
})

test('missing and foreign files are told one by one', async () => {
  const there = await upload('there.txt', 'x')
  const missing = there.replace('there', 'missing')
  const list = await urls(there, missing, 'cloud://other.bucket/x')
  expect(list.map((file) => file.status)).toEqual([0, -503003, -501007])
})

test('deleteFile', async () => {
  const fileID = await upload('gone.txt', 'x')
  const url = await urlOf(fileID)
  const removed = await probe.ask<{ fileList: { status: number }[] }>('remove', {
    fileList: [fileID, `${fileID}.never`],
  })
  expect(removed.fileList.map((file) => file.status)).toEqual([0, -503003])
  expect((await http(url)).status).toBe(404)
  expect((await urls(fileID))[0]?.status).toBe(-503003)
  expect(await probe.ask('download', { fileID })).toMatchObject({ failed: true, errMsg: expect.any(String) })
  await upload('gone.txt', 'again')
  expect(await probe.ask('download', { fileID })).toBe('again')
})

test('a bad name in a list of files to delete or copy: nothing else is touched that should not be', async () => {
  const fileID = await upload('stays.txt', 'x')
  const removed = await probe.ask<{ fileList: { status: number }[] }>('remove', { fileList: [`${fileID}/../../x`] })
  expect(removed.fileList.map((file) => file.status)).toEqual([-501007])
  const copies = [
    { src_path: 'stays.txt', dst_path: 'copied/stays.txt' },
    { src_path: '../x', dst_path: 'a/x' },
  ]
  const params = { action: 'storage.batchCopyFile', file_list: copies }
  expect((await http(probe.cloud.cloud.url, 'POST', JSON.stringify(params))).json()).toMatchObject({
    code: 'STORAGE_SIGN_PARAM_INVALID',
  })
  expect(await probe.cloud.cloud.storage.get('copied/stays.txt')).toBeUndefined()
})

test('more than fifty files in one call are refused', async () => {
  const fileList = Array.from(
    { length: 51 },
    (_, index) => `cloud://jiamenkou-local.6a6d-jiamenkou-local-1300000000/${index}`,
  )
  expect(await probe.ask('urls', { fileList })).toMatchObject({
    failed: true,
    errMsg: expect.stringContaining('more than 50'),
  })
})

test('copy, with and without overwriting', async () => {
  await upload('copy/from/f.txt', 'from')
  const copy = async (overwrite: boolean) => {
    const params = {
      action: 'storage.batchCopyFile',
      file_list: [{ src_path: 'copy/from/f.txt', dst_path: 'copy/to/f.txt', overwrite }],
    }
    return (await http(probe.cloud.cloud.url, 'POST', JSON.stringify(params))).json<{
      data: { copy_list: { code: string }[] }
    }>().data.copy_list[0]?.code
  }
  expect(await copy(false)).toBe('SUCCESS')
  expect(await copy(false)).toBe('STORAGE_REQUEST_FAIL')
  expect(await copy(true)).toBe('SUCCESS')
  expect((await probe.cloud.cloud.storage.get('copy/to/f.txt'))?.toString()).toBe('from')
})

test('an upload that is too large is refused', async () => {
  const metadata = { action: 'storage.getUploadMetadata', path: 'large.bin' }
  const { data } = (await http(probe.cloud.cloud.url, 'POST', JSON.stringify(metadata))).json<{
    data: { url: string }
  }>()
  const answer = await http(data.url, 'PUT', Buffer.alloc(50 * 1024 * 1024 + 1))
  expect(answer.body.toString()).toContain('<Code>EXCEED_REQUEST_LIMIT</Code>')
  expect(await probe.cloud.cloud.storage.get('large.bin')).toBeUndefined()
})
