/** The page with the phones, and what the server gives to it. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { FrameLocator, Page } from 'playwright-core'
import { openPhones, type Phones } from './browser'

const MINUTE = 60_000

let phones: Phones
beforeAll(async () => {
  phones = await openPhones({ functions: ['cases'] })
}, MINUTE)
afterAll(() => phones.stop())

const get = (path: string, headers: Record<string, string> = {}) => fetch(phones.origin + path, { headers })

describe('the server', () => {
  test('a page may load from this machine alone, and nobody else may frame it', async () => {
    for (const path of ['/', '/phone/']) {
      const response = await get(path)
      expect(response.status).toBe(200)
      const policy = response.headers.get('content-security-policy') ?? ''
      for (const rule of ["default-src 'self'", "frame-ancestors 'self'", "form-action 'none'"])
        expect(policy).toContain(rule)
      expect(policy).not.toMatch(/https?:|\*/)
    }
  })

  test('what the browser has already is not sent again', async () => {
    const first = await get('/phone/app.js')
    const etag = first.headers.get('etag') ?? ''
    expect((await first.text()).length).toBeGreaterThan(100_000)
    expect((await get('/phone/app.js', { 'if-none-match': etag })).status).toBe(304)
  })

  test('files of the mini-program are served, nothing beside its folder, no source, nothing hidden', async () => {
    expect((await get('/phone/files/images/tab-home.png')).headers.get('content-type')).toBe('image/png')
    for (const path of ['%2e%2e/package.json', '..%2fpackage.json', '.gitignore', 'app.ts', '%00', '%', 'images'])
      expect((await get(`/phone/files/${path}`)).status).toBe(404)
  })

  test('fonts: Chinese by parts, and the icons of vant', async () => {
    const sheet = await (await get('/phone/fonts.css')).text()
    const file = /url\((\/phone\/fonts\/[^)]+)\)/.exec(sheet)?.[1] ?? ''
    for (const path of [file, '/phone/fonts/vant-icon.woff2'])
      expect((await get(path)).headers.get('content-type')).toBe('font/woff2')
    expect((await get('/phone/fonts/none.woff2')).status).toBe(404)
  })

  test('events: the shift of the clock at once, and at every move of it', async () => {
    const abort = new AbortController()
    const response = await fetch(`${phones.origin}/phone/events?openid=demo-resident-1`, { signal: abort.signal })
    const reader = (response.body as ReadableStream<Uint8Array>).getReader()
    const next = async () => {
      // what keeps the connection alive says nothing
      for (;;) {
        const text = Buffer.from((await reader.read()).value ?? []).toString()
        if (!text.startsWith(':')) return text
      }
    }
    expect(await next()).toContain('{"type":"time","shiftMs":0}')
    await phones.cloud.shift(60_000)
    expect(await next()).toMatch(/"type":"time","shiftMs":\d{5}/)
    await phones.cloud.cloud.moveTo(Date.now())
    abort.abort()
  })
})

describe('the page', () => {
  let page: Page
  const columns = () => page.locator('.phone-column')
  const screen = (index: number): FrameLocator => columns().nth(index).frameLocator('iframe')
  beforeAll(async () => {
    page = await phones.page('/')
  }, MINUTE)

  test(
    'three people around one building, each with a phone that shows 首页',
    async () => {
      await expect(columns().count()).resolves.toBe(3)
      for (const index of [0, 1, 2])
        await screen(index)
          .getByText('我要反映')
          .first()
          .waitFor({ timeout: MINUTE / 2 })
      const who = (await columns().locator('.who').allInnerTexts()).join('\n')
      for (const role of ['住户', '调解员', '网格员']) expect(who).toContain(role)
    },
    MINUTE,
  )

  test(
    'page and phones show the estate’s time, wherever the browser is',
    async () => {
      const context = await phones.browser.newContext({ timezoneId: 'America/New_York' })
      const abroad = await context.newPage()
      await abroad.goto(phones.origin)
      const clock = abroad.locator('.phone-column').first().frameLocator('iframe').locator('.phone-clock')
      await clock.waitFor({ timeout: MINUTE / 2 })
      const before = phones.cloud.now()
      const shown = (await clock.innerText()).trim()
      const times = [before - MINUTE, before, phones.cloud.now()].map((time) => new Date(time + 8 * 60 * MINUTE))
      expect(times.map((time) => time.toISOString().slice(11, 16))).toContain(shown.padStart(5, '0'))
      await context.close()
    },
    MINUTE,
  )

  test('the panel counts the calls, with their cost', async () => {
    const panel = columns().first().locator('.panel')
    await panel.locator('summary').click()
    await panel.getByText('cases.home').first().waitFor()
    expect(await panel.innerText()).toMatch(/\d+ 次 \/ \d+ 条/)
  })

  test(
    'a phone is given to a newcomer: nothing is known of this person',
    async () => {
      await columns().nth(1).locator('.who').click()
      await page.getByRole('dialog').getByText('新住户').click()
      await columns().nth(1).getByText('还没有登记').waitFor()
      await screen(1)
        .getByText('我要反映')
        .first()
        .waitFor({ timeout: MINUTE / 2 })
      const openid = screen(1).locator('body').evaluate('__phone.openid')
      await expect(openid).resolves.toMatch(/^new-resident-/)
    },
    MINUTE,
  )

  test('the network of one phone is cut, the others are not touched', async () => {
    await columns().first().getByLabel('网络').selectOption('offline')
    const isOnline = (index: number) =>
      screen(index)
        .locator('body')
        .evaluate(
          () =>
            new Promise<string>((resolve) => {
              const { __phone } = globalThis as unknown as { __phone: { wx: Record<string, (o: object) => void> } }
              __phone.wx['getNetworkType']?.({ success: (r: { networkType: string }) => resolve(r.networkType) })
            }),
        )
    await expect(isOnline(0)).resolves.toBe('none')
    await expect(isOnline(2)).resolves.not.toBe('none')
    await columns().first().getByLabel('网络').selectOption('good')
  })

  test(
    'time: an hour passes for everybody, and back to now',
    async () => {
      await page.getByRole('button', { name: '+1 小时' }).click()
      await page.getByText('比现在晚 1 小时').waitFor({ timeout: MINUTE })
      const ahead = screen(2).locator('body').evaluate('Date.now() - performance.timeOrigin - performance.now()')
      expect(Number(await ahead) / MINUTE).toBeCloseTo(60, 0)
      await page.getByRole('button', { name: '现在' }).click()
      await page
        .locator('.clock-note')
        .getByText('现在', { exact: true })
        .waitFor({ timeout: MINUTE / 2 })
    },
    3 * MINUTE,
  )

  test('phones come and go; the next visit finds them as they were left', async () => {
    await page.getByRole('button', { name: '＋ 手机' }).click()
    await page.getByPlaceholder('姓名、身份或楼栋').fill('管理员')
    await page.getByRole('dialog').locator('.switch-entry').last().click()
    await expect(columns().count()).resolves.toBe(4)
    await columns().nth(1).getByRole('button', { name: '收起这部手机' }).click()
    await page.reload()
    await columns().nth(2).waitFor()
    await expect(columns().count()).resolves.toBe(3)
    expect(await columns().last().locator('.who').innerText()).toContain('管理员')
  })

  test('a narrow window shows one phone, chosen by a tab', async () => {
    await page.setViewportSize({ width: 420, height: 900 })
    const visible = columns().filter({ visible: true })
    await expect(visible.count()).resolves.toBe(1)
    await page.getByRole('navigation', { name: '手机' }).getByRole('button').first().click()
    await expect(columns().first().isVisible()).resolves.toBe(true)
    const overflow = await page.evaluate<number>('document.documentElement.scrollWidth - innerWidth')
    expect(overflow).toBeLessThanOrEqual(0)
  })
})

describe('a mini-program of somebody else', () => {
  let folder: string
  let other: Phones
  const write = (name: string, text: string) => writeFileSync(join(folder, name), text)
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'app-'))
    write('app.json', JSON.stringify({ pages: ['first', 'second'], window: { navigationBarTitleText: '别人的' } }))
    write('app.js', 'App({})')
    write('first.js', 'Page({ data: { name: "甲" } })')
    write('first.wxml', '<view>第一页 {{ name }}</view>')
    write('second.js', 'Page({})')
    write('second.wxml', '<view>第二页</view>')
    other = await openPhones({ app: folder, watch: true })
  }, MINUTE)
  afterAll(async () => {
    await other.stop()
    rmSync(folder, { recursive: true })
  })

  test(
    'runs; a change of its source is on the phone by itself',
    async () => {
      const phone = await other.phone('ada')
      await phone.see('第一页 甲')
      write('first.wxml', '<view>第一页改了 {{ name }}</view>')
      await phone.see('第一页改了 甲')
      await phone.close()
    },
    MINUTE,
  )

  test(
    'a mistake is shown where it is, and goes when it is mended',
    async () => {
      other.expectProblem(/second\.wxml|ada/)
      const phone = await other.phone('ada')
      write('second.wxml', '<view>第二页</vieww>')
      await phone.see(/second\.wxml:1:\d+/)
      write('second.wxml', '<view>第二页</view>')
      await phone.gone(/second\.wxml/)
      await phone.close()
    },
    MINUTE,
  )

  test(
    'a message reaches its person as a banner, which opens the page',
    async () => {
      const [phone, bystander] = [await other.phone('ada'), await other.phone('bob')]
      const { subscribe } = other.cloud.cloud.openapi
      subscribe.answer('ada', ['tmpl'], true)
      const message = { touser: 'ada', template_id: 'tmpl', page: 'second', data: { thing1: { value: '有人接手了' } } }
      subscribe.send(message)
      await phone.see(/有人接手了/)
      expect(await bystander.isSeen(/有人接手了/)).toBe(false)
      await phone.tap(/有人接手了/)
      await phone.see('第二页')
      await phone.close()
      await bystander.close()
    },
    MINUTE,
  )
})

test(
  'what goes wrong on a phone fails the test that did not expect it',
  async () => {
    const own = await openPhones({ app: join(__dirname, 'vant/app') })
    const phone = await own.phone('ada')
    await phone.page.evaluate('console.error("出错了"); fetch("http://example.com/").catch(() => undefined); undefined')
    await phone.page.waitForTimeout(300)
    own.expectProblem(/Content Security Policy|Failed to fetch/)
    await expect(own.stop()).rejects.toThrow(/出错了/)
  },
  MINUTE,
)
