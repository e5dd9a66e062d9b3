import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import QRCode from 'qrcode'
import { openTheatre, type Stage, type Theatre } from './stage'

// eslint-disable-next-line @typescript-eslint/no-require-imports -- it has no types
const { PNG } = require('pngjs') as {
  PNG: { new (size: { width: number; height: number }): object; sync: { write(png: object): Buffer } }
}

let theatre: Theatre
const folder = mkdtempSync(join(tmpdir(), 'wx-files-'))
const picture = (name: string, width: number, height: number): string => {
  const file = join(folder, name)
  writeFileSync(file, PNG.sync.write(new PNG({ width, height })))
  return file
}
const small = picture('small.png', 30, 20)
const other = picture('other.png', 10, 10)

beforeAll(async () => void (theatre = await openTheatre()))
afterAll(async () => {
  await theatre.stop()
  rmSync(folder, { recursive: true })
})

async function choose(stage: Stage, files: string[], tap: () => Promise<void>): Promise<void> {
  const [chooser] = await Promise.all([stage.page.waitForEvent('filechooser'), tap()])
  await chooser.setFiles(files)
}

const fs = 'wx.getFileSystemManager()'

describe('choosing', () => {
  test('pictures come from the album or the camera, or not at all', async () => {
    const stage = await theatre.stage()
    await stage.begin(`wx.chooseMedia({ count: 2, mediaType: ['image'] })`)
    await choose(stage, [small, other], () => stage.press('从手机相册选择'))
    const { tempFiles, type } = await stage.answer<{ type: string; tempFiles: { tempFilePath: string }[] }>()
    expect(type).toBe('image')
    expect(tempFiles).toMatchObject([
      { tempFilePath: expect.stringMatching(/^wxfile:\/\/tmp_\w+\.png$/), fileType: 'image', size: expect.any(Number) },
      {},
    ])
    const path = tempFiles[0]?.tempFilePath
    expect(await stage.run(`wx.getImageInfo({ src: '${path}' })`)).toMatchObject({
      width: 30,
      height: 20,
      type: 'png',
      path,
    })
    expect(
      await stage.run(`fetch(stage.kit.localUrl('${path}')).then((file) => file.headers.get('content-type'))`),
    ).toBe('image/png')
    await stage.begin(`wx.chooseMedia({ count: 1 })`)
    await stage.press('取消')
    expect(await stage.answer()).toMatchObject({ errMsg: 'chooseMedia:fail cancel' })
  })

  test('more than the count is cut; one source asks nothing; a closed chooser is a cancel', async () => {
    const stage = await theatre.stage()
    const album = (count: number) => () => stage.tap(`wx.chooseImage({ count: ${count}, sourceType: ['album'] })`)
    const [chooser] = await Promise.all([stage.page.waitForEvent('filechooser'), album(1)()])
    expect(chooser.isMultiple()).toBe(false)
    await chooser.setFiles([small])
    expect(await stage.answer()).toMatchObject({ tempFilePaths: [expect.any(String)], errMsg: 'chooseImage:ok' })
    await Promise.all([stage.page.waitForEvent('filechooser'), album(2)()])
    await stage.page.evaluate(`document.querySelector('input[type=file]').dispatchEvent(new Event('cancel'))`)
    expect(await stage.answer()).toMatchObject({ errMsg: 'chooseImage:fail cancel' })
    expect(await stage.run('wx.chooseImage({ count: 10 })')).toMatchObject({ errMsg: expect.stringContaining('count') })
  })

  test('a file of a chat keeps its name', async () => {
    const stage = await theatre.stage()
    await choose(stage, [small], () => stage.tap(`wx.chooseMessageFile({ count: 1, type: 'file' })`))
    expect(await stage.answer()).toMatchObject({ tempFiles: [{ name: 'small.png', type: 'image' }] })
  })

  test('a large picture is handed out smaller, the original when only that is wanted', async () => {
    const large = picture('large.png', 2880, 60)
    const stage = await theatre.stage()
    const info = async (sizeType: string) => {
      const wish = `{ sourceType: ['album'], sizeType: ['${sizeType}'] }`
      await choose(stage, [large], () => stage.tap(`wx.chooseMedia(${wish})`))
      const { tempFiles } = await stage.answer<{ tempFiles: { tempFilePath: string }[] }>()
      return stage.run(`wx.getImageInfo({ src: '${tempFiles[0]?.tempFilePath}' })`)
    }
    expect(await info('compressed')).toMatchObject({ width: 1440, height: 30, type: 'jpeg' })
    expect(await info('original')).toMatchObject({ width: 2880, height: 60, type: 'png' })
  })
})

test('a picture of a code is read', async () => {
  const stage = await theatre.stage()
  const file = join(folder, 'code.png')
  await QRCode.toFile(file, 'https://example.test/?code=A18-1-L1', { width: 300 })
  await stage.begin('wx.scanCode()')
  await choose(stage, [file], () => stage.press('从相册选取'))
  expect(await stage.answer()).toMatchObject({ result: 'https://example.test/?code=A18-1-L1' })
  await stage.begin('wx.scanCode()')
  await choose(stage, [small], () => stage.press('从相册选取'))
  expect(await stage.answer()).toMatchObject({ errMsg: 'scanCode:fail scan code fail' })
})

describe('the file system', () => {
  test('keeps saved files and the user folder over a reload; temporary ones go', async () => {
    const stage = await theatre.stage({ openid: 'keeper' })
    const { page, run } = stage
    await choose(stage, [small], () => stage.tap(`wx.chooseMedia({ sourceType: ['album'], sizeType: ['original'] })`))
    const { tempFiles } = await stage.answer<{ tempFiles: { tempFilePath: string; size: number }[] }>()
    const { tempFilePath = '', size } = tempFiles[0] ?? {}
    const saved = await run<string>(`${fs}.saveFileSync('${tempFilePath}')`)
    expect(saved).toMatch(/^wxfile:\/\/store_\w+\.png$/)
    await run(
      `(${fs}.mkdirSync('wxfile://usr/a/b', true), ${fs}.writeFileSync('wxfile://usr/a/b/t.txt', '记下', 'utf8'))`,
    )
    await run(`${fs}.writeFile({ filePath: 'wxfile://usr/last', data: 'at the last moment' })`)
    await page.close()

    const again = await theatre.stage({ openid: 'keeper', context: page.context() })
    expect(await again.run(`${fs}.readFileSync('wxfile://usr/a/b/t.txt', 'utf8')`)).toBe('记下')
    expect(await again.run(`${fs}.readFileSync('wxfile://usr/last', 'utf8')`)).toBe('at the last moment')
    expect(await again.run('wx.getSavedFileList()')).toMatchObject({ fileList: [{ filePath: saved, size }] })
    expect(await again.run(`wx.getImageInfo({ src: '${saved}' })`)).toMatchObject({ width: 30 })
    expect(await again.run(`${fs}.accessSync('${tempFilePath}')`)).toMatchObject({
      errMsg: `accessSync:fail no such file or directory, access "${tempFilePath}"`,
      errCode: 1300002,
    })
    await again.run(`${fs}.removeSavedFile({ filePath: '${saved}' })`)
    expect(await again.run('wx.getSavedFileList()')).toMatchObject({ fileList: [] })

    const stranger = await theatre.stage({ openid: 'stranger', context: page.context() })
    expect(await stranger.run(`${fs}.accessSync('wxfile://usr/a')`)).toMatchObject({ errCode: 1300002 })
  })

  test('reads and writes in every encoding, and parts', async () => {
    const { run } = await theatre.stage()
    const path = `'wxfile://usr/x.bin'`
    await run(`${fs}.writeFileSync(${path}, '5a6d', 'hex')`)
    await run(`${fs}.appendFileSync(${path}, 'AQI=', 'base64')`)
    expect(await run(`${fs}.readFileSync(${path}, 'hex')`)).toBe('5a6d0102')
    expect(await run(`${fs}.readFileSync(${path}, 'base64')`)).toBe('Wm0BAg==')
    expect(await run(`${fs}.readFileSync(${path}, 'ascii', 0, 2)`)).toBe('Zm')
    expect(await run(`new Uint8Array(${fs}.readFileSync(${path})).length`)).toBe(4)
    await run(`${fs}.writeFileSync(${path}, new Uint8Array([65]).buffer)`)
    expect(await run(`${fs}.readFileSync(${path}, 'utf8')`)).toBe('A')
    expect(await run(`${fs}.readFile({ filePath: ${path}, encoding: 'utf8' })`)).toEqual({
      data: 'A',
      errMsg: 'readFile:ok',
    })
    expect(await run(`${fs}.readFileSync(${path}, 'ucs9')`)).toMatchObject({
      errMsg: expect.stringContaining('encoding'),
    })
    expect(await run(`${fs}.getFileInfo({ filePath: ${path} })`)).toMatchObject({ size: 1 })
  })

  test('has folders', async () => {
    const { run } = await theatre.stage()
    await run(`${fs}.mkdirSync('wxfile://usr/d')`)
    await run(`${fs}.writeFileSync('wxfile://usr/d/one', '1')`)
    await run(`${fs}.copyFileSync('wxfile://usr/d/one', 'wxfile://usr/d/two')`)
    await run(`${fs}.renameSync('wxfile://usr/d/one', 'wxfile://usr/d/three')`)
    expect(await run<string[]>(`${fs}.readdirSync('wxfile://usr/d')`)).toEqual(['two', 'three'])
    expect(await run(`${fs}.statSync('wxfile://usr/d/two').size`)).toBe(1)
    expect(await run(`${fs}.statSync('wxfile://usr/d').isDirectory()`)).toBe(true)
    const failures = {
      [`mkdirSync('wxfile://usr/d')`]: 'file already exists',
      [`mkdirSync('wxfile://usr/q/w')`]: 'no such file or directory',
      [`rmdirSync('wxfile://usr/d')`]: 'directory not empty',
      [`rmdirSync('wxfile://usr/d/two')`]: 'not a directory',
      [`readFileSync('wxfile://usr/d')`]: 'illegal operation on a directory',
      [`writeFileSync('wxfile://usr/none/x', '1')`]: 'no such file or directory',
      [`writeFileSync('wxfile://tmp_x', '1')`]: 'permission denied',
      [`writeFileSync('/images/x', '1')`]: 'permission denied',
      [`unlinkSync('wxfile://usr/d/none')`]: 'no such file or directory',
    }
    for (const [expression, text] of Object.entries(failures))
      expect(await run(`${fs}.${expression}`)).toMatchObject({ failed: true, errMsg: expect.stringContaining(text) })
    await run(`${fs}.rmdirSync('wxfile://usr/d', true)`)
    expect(await run(`${fs}.readdirSync('wxfile://usr')`)).toEqual([])
  })
})

describe('pictures', () => {
  const draw = `(() => { const canvas = wx.createOffscreenCanvas({ type: '2d', width: 40, height: 20 })
    canvas.getContext('2d').fillRect(0, 0, 40, 20); return canvas })()`

  test('a canvas becomes a file, is made smaller, and saved with permission', async () => {
    const stage = await theatre.stage()
    const { run, page } = stage
    const made = await run<{ tempFilePath: string }>(
      `wx.canvasToTempFilePath({ canvas: ${draw}, destWidth: 80, destHeight: 40 })`,
    )
    const src = `src: '${made.tempFilePath}'`
    expect(await run(`wx.getImageInfo({ ${src} })`)).toMatchObject({ width: 80, height: 40 })
    const less = await run<{ tempFilePath: string }>(`wx.compressImage({ ${src}, compressedWidth: 20 })`)
    expect(await run(`wx.getImageInfo({ src: '${less.tempFilePath}' })`)).toMatchObject({ width: 20, height: 10 })
    await stage.begin(`wx.saveImageToPhotosAlbum({ filePath: '${less.tempFilePath}' })`)
    const [download] = await Promise.all([page.waitForEvent('download'), stage.press('允许')])
    expect(download.suggestedFilename()).toMatch(/\.png$/)
    expect(await stage.answer()).toEqual({ errMsg: 'saveImageToPhotosAlbum:ok' })
    expect(await stage.noted('report')).toContainEqual([
      'report',
      {
        type: 'saved',
        picture: { at: expect.any(Number), name: download.suggestedFilename(), bytes: expect.any(Number) },
      },
    ])
  })

  test('the preview goes from one to the next and closes by a tap', async () => {
    const { run, page, press } = await theatre.stage()
    const paths = await run<string[]>(`Promise.all([1, 2].map(() => wx.canvasToTempFilePath({ canvas: ${draw} })))
      .then((files) => files.map((file) => file.tempFilePath))`)
    await run(`wx.previewImage({ urls: ${JSON.stringify(paths)}, current: '${paths[1]}' })`)
    const dialog = page.getByRole('dialog', { name: '预览' })
    await dialog.getByText('2 / 2').waitFor()
    await press('上一张')
    await dialog.getByText('1 / 2').waitFor()
    expect(await page.getByRole('button', { name: '上一张' }).count()).toBe(0)
    await page.mouse.click(180, 300)
    await dialog.waitFor({ state: 'detached' })
    expect(await run(`wx.previewMedia({ sources: [{ url: 'wxfile://tmp_none' }] })`)).toMatchObject({ failed: true })
  })
})
