/** An enterprise looks at those who applied, at its phone: from the first look to the hire. */
import type { ApplicationDoc } from '../../cloudfunctions/jobs/model.rules'
import { newId } from '../../cloudfunctions/kit/ids'
import { postingOf, postOpen } from '../functions/jobs'
import { ok } from '../functions/people'
import { answer, apply, applicationOf, INTRO, keepCard, say } from '../functions/seekers'
import { insert } from '../functions/store'
import type { Phone } from './browser'
import { LOST, see, SLOW, tap, useMarket } from './market'

const PAGES = 'packages/enterprise/pages'
const NODES = 1_000
const SET_DATA_BYTES = 64 * 1024

const { opened, phoneAt } = useMarket()
const cloud = () => opened().phones.cloud
const market = () => opened().market

const phoneOfFirm = (page: string, query = ''): Promise<Phone> =>
  phoneAt(market().officer, `${PAGES}/${page}/index?enterprise=${market().enterprise}${query}`)

describe('those who applied', () => {
  async function applied(title: string): Promise<{ posting: string; id: string }> {
    const { seeker } = market()
    const { id: posting } = await postOpen(market(), { title })
    await keepCard(cloud(), seeker)
    const { id } = await apply(cloud(), seeker, posting)
    return { posting, id }
  }

  it('are seen, asked to come with where and when, called once, and hired', async () => {
    const { seeker } = market()
    const { id, posting } = await applied('请来谈的')
    const phone = await phoneOfFirm('postings', '&for=applicants')
    await tap(phone, '请来谈的')
    await see(phone, '新来的')
    await see(phone, `“${INTRO}”`)
    await tap(phone, seeker.name)
    await see(phone, /^您看过了，等您回话/)
    expect(applicationOf(cloud(), id).state).toBe('seen')
    expect(await phone.isSeen('联系对方')).toBe(false)
    await phone.tap('请来谈谈')
    await tap(phone, '请对方来')
    await see(phone, '请写在哪里见面')
    await phone.fill('地方，写清楚好找', '华龙大道 12 号')
    await phone.fill('比如 到了找罗师傅', '到了找罗师傅')
    await phone.tap('请对方来')
    await see(phone, /^约好了：.*09:30，华龙大道 12 号。到了找罗师傅$/)
    expect(applicationOf(cloud(), id).events.at(-1)?.text).toMatch(/09:30，华龙大道 12 号。到了找罗师傅$/)
    await phone.tap('联系对方')
    await tap(phone, '看一下')
    await see(phone, seeker.phone ?? '')
    await tap(phone, '关上')
    await phone.gone(seeker.phone ?? '', SLOW)
    const { rows } = await ok(cloud(), seeker.openid, 'estate.looks', {})
    expect(rows[0]?.subject).toBe(id)
    await tap(phone, '录用')
    await see(phone, `录用${seeker.name}？`)
    await phone.tap('录用', -1)
    await see(phone, /^录用了。上班一个月内/)
    expect(postingOf(cloud(), posting).hired).toBe(1)
  })

  it('are declined with a kind sentence that is chosen', async () => {
    const { id } = await applied('婉拒的')
    const phone = await phoneAt(market().officer, `${PAGES}/application/index?id=${id}`)
    await tap(phone, '这次不合适')
    await tap(phone, '就这样回')
    await see(phone, '请选一句，对方看得到')
    await phone.tap('上班时间和您方便的时间凑不上。')
    await phone.tap('就这样回')
    await see(phone, '您回了话，这次不合适。')
    expect(applicationOf(cloud(), id)).toMatchObject({ state: 'declined' })
  })

  it('who take it back have no name here any more, whoever was about to do what', async () => {
    const { seeker } = market()
    const { id, posting } = await applied('撤回的')
    await say(cloud(), seeker, { posting, text: '包住吗' })
    const phone = await phoneAt(market().officer, `${PAGES}/application/index?id=${id}`)
    await see(phone, '问过的话')
    await see(phone, /^您看过了/)
    await answer(cloud(), seeker, id, { move: 'withdraw' })
    await phone.tap('录用')
    await see(phone, `录用${seeker.name}？`)
    await phone.tap('录用', -1)
    await see(phone, /^对方撤回了应聘。您这一步没有记/)
    await phone.tap('知道了')
    await see(phone, '求职者')
    expect(await phone.read()).not.toContain(seeker.name)
    await phone.open(`${PAGES}/applicants/index?enterprise=${market().enterprise}&posting=${posting}`)
    await see(phone, '现在没有在谈的人。有人应聘会告诉您。')
    await phone.tap('撤回了')
    await see(phone, '对方撤回了应聘，姓名和求职卡不再给你们看。')
    expect(await phone.read()).not.toContain(seeker.name)
  })

  it('are nobody’s business but the enterprise’s', async () => {
    const { id, posting } = await applied('别家看不到的')
    const phone = await phoneAt(market().otherOfficer, `${PAGES}/application/index?id=${id}`)
    await see(phone, '没有这份应聘，或者不是您企业的。')
    await phone.open(`${PAGES}/applicants/index?posting=${posting}`)
    await see(phone, /办不了|没找到/)
    await phone.open(`${PAGES}/posting/index?id=${posting}`)
    await see(phone, '没有这个岗位，或者不是您企业的。')
    expect(await phone.read()).not.toContain(market().seeker.name)
  })

  it('an answer that is lost is sent again and is one', async () => {
    const { id } = await applied('答复丢了的')
    const phone = await phoneAt(market().officer, `${PAGES}/application/index?id=${id}`)
    await see(phone, /^您看过了/)
    await phone.tap('请来谈谈')
    await phone.fill('地方，写清楚好找', '到社区门口')
    await phone.set({ network: 'lost' })
    await phone.tap('请对方来')
    await see(phone, '等太久没回音，请再试一次', LOST)
    expect(await phone.field('地方，写清楚好找').inputValue()).toBe('到社区门口')
    await phone.set({ network: 'good' })
    await phone.tap('请对方来')
    await see(phone, /^约好了：/)
    expect(applicationOf(cloud(), id).events.filter(({ what }) => what === 'invite')).toHaveLength(1)
  })

  it('without a network it says so, and comes back', async () => {
    const { id, posting } = await applied('断网的')
    const phone = await phoneOfFirm('postings')
    await see(phone, '断网的')
    await phone.set({ network: 'offline' })
    await phone.open(`${PAGES}/applicants/index?posting=${posting}`)
    await see(phone, '网络断了，请连上网再试')
    await phone.open(`${PAGES}/application/index?id=${id}`)
    await see(phone, '网络断了，请连上网再试')
    await phone.set({ network: 'good' })
    await tap(phone, '再试一次')
    await see(phone, market().seeker.name)
  })

  it('of two hundred draws few at a time', async () => {
    const { id, posting } = await applied('两百人的')
    const one = applicationOf(cloud(), id)
    const many = Array.from({ length: 199 }, (_, no): ApplicationDoc => {
      const shared = one.shared && { ...one.shared, name: `应聘的第${no}位名字很长很长的人`.slice(0, 20) }
      return { ...one, _id: newId(one.at + no), seeker: `oP_many_${no}`, at: one.at + no, shared }
    })
    insert(cloud(), 'applications', many)
    const phone = await phoneAt(market().officer, `${PAGES}/applicants/index?posting=${posting}`)
    await see(phone, market().seeker.name)
    while (await phone.isSeen('往下还有，点这里再看')) {
      await phone.scroll(9_000)
      await phone.quiet()
    }
    await see(phone, /^应聘的第198位/)
    expect(await phone.nodes()).toBeLessThan(NODES)
    expect(Math.max(...(await phone.setData()).map(({ bytes }) => bytes))).toBeLessThan(SET_DATA_BYTES)
  })
})
