/** The community's staff at their phone: who is let in, which work is let out, what is settled and judged. */
import { PNG } from 'pngjs'
import { creditCode } from '../credit-code'
import {
  batchOf,
  claimOf,
  DAY,
  fetchedClaim,
  moveClaim,
  openWorkshop,
  owedWage,
  payOf,
  wagesIn,
  type Workshop,
} from '../functions/crafts'
import { employ, ok, settle, SETTINGS, type People, type Person } from '../functions/people'
import { change } from '../functions/store'
import { openPhones, type Phone, type Phones } from './browser'

jest.setTimeout(240_000)

/** a busy machine draws late */
const SLOW = 20_000
const PAGES = 'packages/desk/pages'
/** a cell's title and what stands below it are one text */
const ENTRY = /^企业、计件和招工/

let phones: Phones
let people: People
let shop: Workshop

beforeAll(async () => {
  phones = await openPhones({
    seed: false,
    functionEnv: SETTINGS,
    functions: ['crafts', 'enterprises', 'estate', 'cases', 'messages'],
  })
  people = await settle(phones.cloud)
  shop = await openWorkshop(phones.cloud, people)
})
afterAll(() => phones.stop())

const open = new Set<Phone>()
afterEach(async () => {
  await Promise.all([...open].map((phone) => phone.close()))
  open.clear()
})

type Who = Pick<Person, 'openid'>

async function phoneAt({ openid }: Who, path: string): Promise<Phone> {
  const phone = await phones.phone(openid, { path: `/${path}` })
  open.add(phone)
  return phone
}

const deskAt = (who: Who, page: string, query = ''): Promise<Phone> => phoneAt(who, `${PAGES}/${page}/index${query}`)

/** Waits for the words; where they do not come, says what is there instead. */
async function see(phone: Phone, words: string | RegExp): Promise<void> {
  try {
    await phone.see(words, SLOW)
  } catch {
    throw new Error(`“${String(words)}” is not on the phone:\n${await phone.read()}`)
  }
}

async function tap(phone: Phone, words: string | RegExp, index = 0): Promise<void> {
  await see(phone, words)
  await phone.tap(words, index)
}

let firms = 0

/** Somebody applies; the id of the enterprise. */
async function applied(name: string): Promise<string> {
  firms += 1
  const { id } = await ok(phones.cloud, `oP_applicant_00000000${firms}`, 'enterprises.apply', {
    name,
    code: creditCode(300 + firms),
    contact: { name: '罗敏', phone: '13912340099' },
    wants: ['piecework'],
    about: '串珠手链',
  })
  return id
}

const enterpriseNow = (id: string) => ok(phones.cloud, people.staff.openid, 'enterprises.get', { id })

describe('an enterprise', () => {
  it('is let in, from 我的 to the decision, and is gone from what waits', async () => {
    const id = await applied('恒艺饰品')
    const phone = await phoneAt(people.staff, 'pages/me/index')
    await see(phone, ENTRY)
    await phone.quiet()
    const before = (await phone.calls()).length
    await phone.tap(ENTRY)
    await phone.atRoute(`${PAGES}/home/index`, SLOW)
    await see(phone, '恒艺饰品')
    await phone.quiet()
    expect((await phone.calls()).slice(before).map(({ name }) => name)).toHaveLength(1)

    await phone.tap('恒艺饰品')
    await see(phone, creditCode(301).replace(/(.{4})(?=.)/g, '$1 '))
    await tap(phone, '批准入驻')
    await see(phone, '批准入驻？')
    await phone.tap('取消')
    expect(await enterpriseNow(id)).toMatchObject({ state: 'applied' })
    await tap(phone, '批准入驻')
    await see(phone, '批准入驻？')
    await phone.tap('批准入驻', -1)
    await see(phone, '可以发活')
    expect(await enterpriseNow(id)).toMatchObject({ state: 'active' })
    await see(phone, '赵丽 批准了')
    // what the table allows now, and nothing else
    expect(await phone.isSeen('批准入驻')).toBe(false)
    expect(await phone.isSeen('不批')).toBe(false)
    await phone.back()
    await see(phone, '现在没有要批的')
    await tap(phone, '在用')
    await see(phone, '恒艺饰品')
  })

  it('is suspended with a reason only, and reopened', async () => {
    const id = await applied('渝州纸品厂')
    await ok(phones.cloud, people.staff.openid, 'enterprises.decide', { id, version: 1, decision: 'approve' })
    const phone = await deskAt(people.staff, 'enterprise', `?id=${id}`)
    await tap(phone, '暂停')
    await see(phone, '为什么')
    await phone.tap('暂停', -1)
    await see(phone, '请写几句，对方才知道为什么')
    expect(await enterpriseNow(id)).toMatchObject({ state: 'active' })
    await phone.fill('为什么', '  欠着三个人的工钱  ')
    await phone.tap('暂停', -1)
    await see(phone, '写给它的原因：欠着三个人的工钱')
    expect(await enterpriseNow(id)).toMatchObject({ state: 'suspended', reason: '欠着三个人的工钱' })
    await tap(phone, '重新放行')
    await see(phone, '重新放行？')
    await phone.tap('重新放行', -1)
    await see(phone, '可以发活')
    expect(await enterpriseNow(id)).toMatchObject({ state: 'active', reason: null })
  })

  it('says who was faster, and shows what is there now', async () => {
    const id = await applied('巴渝绣坊')
    const phone = await deskAt(people.staff, 'enterprise', `?id=${id}`)
    await tap(phone, '不批')
    await phone.fill('为什么', '地址不对')
    await ok(phones.cloud, people.staff.openid, 'enterprises.decide', { id, version: 1, decision: 'approve' })
    await phone.tap('不批', -1)
    await see(phone, '有人快了一步')
    await see(phone, /赵丽 批准了。您这一步没有记/)
    await phone.tap('知道了')
    await see(phone, '可以发活')
    expect(await enterpriseNow(id)).toMatchObject({ state: 'active' })
  })
})

describe('a batch', () => {
  it('is let out after a warning of what an hour is worth', async () => {
    const id = shop.batch({ state: 'waiting', name: '穿手提绳' })
    const phone = await deskAt(people.staff, 'home')
    await tap(phone, '待批的活')
    await tap(phone, '穿手提绳')
    await see(phone, '¥2.40')
    await see(phone, '企业说：每个约 20 分钟')
    await see(phone, '穿 20 颗珠子')
    await see(phone, '每个 20 颗')
    await tap(phone, '批准，放出去')
    await see(phone, /一小时只有 ¥2.40，比最低小时工资/)
    expect(batchOf(phones.cloud, id).state).toBe('waiting')
    await phone.tap('批准')
    await see(phone, '放出去了')
    expect(batchOf(phones.cloud, id).state).toBe('open')
    expect(await phone.isSeen('批准，放出去')).toBe(false)
    await phone.back()
    await see(phone, '现在没有要批的')
  })

  it('is refused with a reason', async () => {
    const id = shop.batch({ state: 'waiting' })
    const phone = await deskAt(people.staff, 'batch', `?id=${id}`)
    await tap(phone, '不批，写原因')
    await tap(phone, '不批')
    await see(phone, '请写几句，对方才知道为什么')
    expect(batchOf(phones.cloud, id).state).toBe('waiting')
    await phone.fill('为什么', '一小时算下来太少')
    await phone.tap('不批', -1)
    await see(phone, '写给企业的原因：一小时算下来太少')
    expect(batchOf(phones.cloud, id)).toMatchObject({ state: 'refused', reason: '一小时算下来太少' })
  })

  it('of one that was suspended meanwhile is not let out, and says why', async () => {
    const id = shop.batch({ state: 'waiting' })
    const phone = await deskAt(people.staff, 'batch', `?id=${id}`)
    await see(phone, '批准，放出去')
    await change(phones.cloud, 'enterprises', shop.enterprise, { state: 'suspended' })
    await phone.tap('批准，放出去')
    await tap(phone, '批准')
    await see(phone, '这家企业现在不能发活，看看它是不是暂停了。')
    await change(phones.cloud, 'enterprises', shop.enterprise, { state: 'active' })
    expect(batchOf(phones.cloud, id).state).toBe('waiting')
    await phone.tap('知道了')
    // a colleague does it
    const { version } = batchOf(phones.cloud, id)
    await ok(phones.cloud, people.staff.openid, 'crafts.approve', { id, version, approve: true })
    await phone.tap('批准，放出去')
    await tap(phone, '批准')
    await see(phone, /同事已经批了。您这一步没有记/)
  })
})

/** Of ten pieces seven are accepted, with a picture of what was not. */
async function objected(): Promise<string> {
  const { cloud } = phones
  const { worker, officer } = shop
  const id = await fetchedClaim(shop, shop.batch(), 10)
  await moveClaim(cloud, worker, id, { move: 'hand_in', pieces: 10, minutes: 200 })
  const { prefix } = await ok(cloud, officer.openid, 'estate.uploads', {})
  const image = PNG.sync.write(new PNG({ width: 40, height: 30 }))
  const pictures = [await cloud.upload(officer.openid, `${prefix}${id}.png`, image)]
  const count = { accepted: 7, rework: 1, rejected: 2 }
  await moveClaim(cloud, officer, id, { move: 'count', ...count, text: '珠子掉了', pictures })
  await moveClaim(cloud, worker, id, { move: 'object', text: '珠子拿来就是裂的' })
  return id
}

describe('a count in dispute', () => {
  it('is settled by three numbers that always add up, with words to both', async () => {
    const id = await objected()
    const phone = await deskAt(people.staff, 'home')
    await tap(phone, '数有争议')
    await see(phone, '交了 10 个，企业说合格 7 个')
    await phone.tap('交了 10 个，企业说合格 7 个')
    await see(phone, '企业说：珠子掉了')
    await see(phone, '珠子拿来就是裂的')
    await tap(phone, '定数')
    await see(phone, '合格 7 个，工钱 ¥5.60')
    await phone.fill('不合格几个', '0')
    await see(phone, '合格 9 个，工钱 ¥7.20')
    await tap(phone, '就定这个数')
    await see(phone, '请写几句，对方才知道为什么')
    expect(claimOf(phones.cloud, id).state).toBe('objected')
    await phone.fill('写给两边的话', '三个人数过，料的问题')
    await phone.tap('就定这个数')
    await see(phone, '社区定好了')
    await see(phone, '三个人数过，料的问题')
    expect(claimOf(phones.cloud, id)).toMatchObject({ state: 'working', pieces: { accepted: 9, rejected: 0, out: 1 } })
    expect(wagesIn(phones.cloud).filter(({ claim }) => claim === id)).toMatchObject([{ pieces: 9, amount: 720 }])
    expect(await phone.isSeen('定数')).toBe(false)
    await phone.back()
    await see(phone, '没有说不拢的数')
  })

  it('is settled once: the second is told what the first did', async () => {
    const id = await objected()
    const phone = await deskAt(people.staff, 'claim', `?id=${id}`)
    await tap(phone, '定数')
    await phone.fill('写给两边的话', '按企业的算')
    const text = '按做活的人说的算'
    await moveClaim(phones.cloud, people.staff, id, { move: 'settle', accepted: 10, rework: 0, rejected: 0, text })
    await phone.tap('就定这个数')
    await see(phone, /社区赵丽 看过以后定了数：合格 10 个/)
    await phone.tap('知道了')
    await see(phone, '社区定好了')
    expect(claimOf(phones.cloud, id).pieces).toMatchObject({ accepted: 10, rejected: 0 })
  })
})

async function denied(): Promise<string> {
  const id = await owedWage(shop, shop.batch())
  await ok(phones.cloud, shop.officer.openid, 'crafts.pay', payOf(shop.enterprise, id))
  await ok(phones.cloud, shop.worker.openid, 'crafts.receive', { wage: id, came: false, text: '微信里没有' })
  return id
}

const wageNow = (id: string) => wagesIn(phones.cloud).find(({ _id }) => _id === id)

describe('a payment that did not come', () => {
  it.each([
    { button: '查明收到了', ok: '收到了，结清', state: 'paid', came: true, shown: '收到了' },
    { button: '没有收到', ok: '没收到，要重新付', state: 'owed', came: false, shown: '等企业付' },
  ])('is judged: $button', async ({ button, ok: send, state, came, shown }) => {
    const id = await denied()
    const phone = await deskAt(people.staff, 'home')
    await tap(phone, '说没收到')
    await tap(phone, /^¥8.00/)
    await see(phone, '尾号 0291')
    await see(phone, '微信里没有')
    await tap(phone, button)
    await tap(phone, send)
    await see(phone, '请写几句，对方才知道为什么')
    expect(wageNow(id)?.state).toBe('denied')
    await phone.fill('查到了什么', '一起看了转账记录')
    await phone.tap(send)
    await see(phone, shown)
    await see(phone, '一起看了转账记录')
    expect(wageNow(id)).toMatchObject({ state, judged: { came, text: '一起看了转账记录' } })
    expect(await phone.isSeen('查明收到了')).toBe(false)
    await phone.back()
    await see(phone, '没有人说没收到钱')
  })

  it('that came meanwhile is judged no more', async () => {
    const id = await denied()
    const phone = await deskAt(people.staff, 'wage', `?id=${id}`)
    await tap(phone, '没有收到')
    await phone.fill('查到了什么', '没查到')
    await ok(phones.cloud, shop.worker.openid, 'crafts.receive', { wage: id, came: true })
    await phone.tap('没收到，要重新付')
    await see(phone, /做活的人说收到了。您这一步没有记/)
    expect(wageNow(id)).toMatchObject({ state: 'paid', judged: null })
  })
})

it('shows what is past its due day, and leads to the enterprise', async () => {
  const id = await owedWage(shop, shop.batch())
  await change(phones.cloud, 'wages', id, { dueAt: phones.cloud.now() - 2 * DAY, late: true })
  const phone = await deskAt(people.staff, 'home')
  await tap(phone, '没付的钱')
  await see(phone, '已超时 2 天没付')
  await phone.tap('已超时 2 天没付')
  await phone.atRoute(`${PAGES}/enterprise/index`, SLOW)
  await see(phone, '暂停')
})

describe('for others', () => {
  it('there is no way in, and nothing behind the addresses', async () => {
    const id = await applied('不给看的企业')
    const batch = shop.batch({ state: 'waiting', name: '不给看的活' })
    const wage = await denied()
    const [claim = ''] = wage.split('.')
    const phone = await phoneAt(people.leader, 'pages/me/index')
    await see(phone, /^我的身份/)
    await phone.quiet()
    expect(await phone.isSeen(ENTRY)).toBe(false)
    await phone.open(`${PAGES}/home/index`)
    await see(phone, '这件事您现在办不了，要办请找网格员')
    expect(await phone.isSeen('不给看的企业')).toBe(false)
    await phone.open(`${PAGES}/enterprise/index?id=${id}`)
    await see(phone, '没有这家企业，或者不归您看。')
    // what anybody may know of one that is at work is not enough either
    await phone.open(`${PAGES}/enterprise/index?id=${shop.enterprise}`)
    await see(phone, '没有这家企业，或者不归您看。')
    for (const one of [batch, shop.batch()]) {
      await phone.open(`${PAGES}/batch/index?id=${one}`)
      await see(phone, '没有这一批，或者不归您看。')
    }
    await phone.open(`${PAGES}/claim/index?id=${claim}`)
    await see(phone, /^这一份看不了/)
    // nor for the worker and the enterprise: they have pages of their own
    const worker = await deskAt(shop.worker, 'claim', `?id=${claim}`)
    await see(worker, /^这一份看不了/)
    const officer = await deskAt(shop.officer, 'wage', `?id=${wage}`)
    await see(officer, /^这一笔看不了/)
  })

  it('staff who act for an enterprise decide nothing about it', async () => {
    const { cloud } = phones
    await employ(cloud, shop.otherOfficer.openid, shop.otherEnterprise, people.staff.openid, '赵丽')
    const batch = shop.batch({ state: 'waiting', enterprise: shop.otherEnterprise })
    const phone = await phoneAt(people.staff, 'pages/me/index')
    await see(phone, ENTRY)
    await phone.quiet()
    await phone.open(`${PAGES}/enterprise/index?id=${shop.otherEnterprise}`)
    await see(phone, '您在这家企业里，这件事要请别的同事来定。')
    expect(await phone.isSeen('暂停')).toBe(false)
    await phone.open(`${PAGES}/batch/index?id=${batch}`)
    await see(phone, '您在这家企业里，这件事要请别的同事来定。')
    expect(await phone.isSeen('批准，放出去')).toBe(false)
    // a phone that does not know it yet: the server refuses
    const { version } = batchOf(cloud, batch)
    const answer = await cloud.call(people.staff.openid, 'crafts.approve', { id: batch, version, approve: true })
    expect(answer).toMatchObject({ ok: false, error: { code: 'FORBIDDEN' } })
  })
})
