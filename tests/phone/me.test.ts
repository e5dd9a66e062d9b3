/** First run, my file and roles, as people see and tap them. */
import { callsOfOpening, LONG, RESIDENT, useDemo, WORKER } from './demo'

const BIND = '/packages/me/pages/bind/index'

const demo = useDemo('me')

describe('first run', () => {
  it('a newcomer finds the way to the home by lists, without typing', async () => {
    const openid = demo.newcomer()
    const phone = await demo.phones.phone(openid)
    await phone.see('您好，邻居', LONG)
    await phone.tap('登记您住哪一户，报事更快')
    await phone.see('您住哪一栋？', LONG)
    await phone.tap('B区')
    await phone.tap('3栋')
    await phone.tap('1单元')
    await phone.tap('12楼')
    // the floor was wrong: one tap opens it again
    await phone.tap('12楼')
    await phone.see('几楼？')
    await phone.tap('11楼')
    await phone.tap('02号')
    await phone.see('B区3栋1单元 11楼02号')
    await phone.tap('就住这里')
    await phone.see('B区3栋1单元 11楼02号', LONG)
    await phone.atRoute('pages/home/index', LONG)
    await phone.gone('登记您住哪一户，报事更快', LONG)
    expect((await demo.me(openid)).home).toEqual({ building: 'B3', unit: 1, floor: 11, room: 2 })
    await phone.close()
  })

  it('the search finds a building of any cluster; nothing found is said', async () => {
    const phone = await demo.phones.phone(demo.newcomer(), { path: BIND })
    await phone.see('您住哪一栋？', LONG)
    await phone.fill('也可以搜楼号，比如 18', 'c7')
    await phone.tap('C区7栋')
    await phone.see('哪个单元？')
    await phone.tap('C区7栋')
    await phone.fill('也可以搜楼号，比如 18', '77')
    await phone.see('没有这个楼号，换一个试试')
    await phone.close()
  })

  it('a code at the door says all, one in the lift the building and the stair, a strange one nothing', async () => {
    const openid = demo.newcomer()
    const phone = await demo.phones.phone(openid, { path: `${BIND}?code=A18-1-0302` })
    await phone.see('A区18栋1单元 3楼02号', LONG)
    await phone.tap('就住这里')
    await phone.atRoute('pages/home/index', LONG)
    expect((await demo.me(openid)).home).toEqual({ building: 'A18', unit: 1, floor: 3, room: 2 })
    await phone.open(`${BIND}?scene=A18-2-L1`)
    await phone.see('几楼？', LONG)
    await phone.open(`${BIND}?scene=E39-1-0101`)
    await phone.see('这个码不是我们小区的门')
    await phone.see('您住哪一栋？')
    await phone.close()
  })

  it('the code can be scanned; what is no code of ours is said', async () => {
    const phone = await demo.phones.phone(demo.newcomer(), { path: BIND })
    await phone.see('扫门口的码', LONG)
    await phone.tap('扫门口的码')
    await phone.tap('取消')
    for (const [code, seen] of [
      ['6901234567892', '这个码不是我们小区的门'],
      ['packages/me/pages/bind/index?scene=A18-1-0302', 'A区18栋1单元 3楼02号'],
    ] as const) {
      await phone.tap('扫门口的码')
      await phone.fill('输入码的内容', code)
      await phone.tap('识别')
      await phone.see(seen)
    }
    await phone.close()
  })

  it('it can be skipped, changed and taken back', async () => {
    const openid = demo.newcomer()
    const phone = await demo.phones.phone(openid, { path: BIND })
    await phone.see('先不登记', LONG)
    await phone.tap('先不登记')
    await phone.atRoute('pages/home/index')
    await demo.ok(openid, 'estate.bind', { building: 'A1', unit: 1, floor: 1, room: 1 })
    await phone.tab('我的')
    await phone.see('A区1栋1单元 1楼01号', LONG)
    await phone.tap(/我住哪里/)
    await phone.tap('我搬走了')
    await phone.see('搬走了吗？')
    await phone.tap('搬走了')
    await phone.atRoute('pages/me/index', LONG)
    await phone.see('还没登记住处', LONG)
    expect((await demo.me(openid)).home).toBeNull()
    await phone.close()
  })
})

describe('name and telephone', () => {
  it('the number comes from WeChat, or is typed; both can be taken back', async () => {
    const openid = demo.newcomer()
    const phone = await demo.phones.phone(openid, {
      path: '/packages/me/pages/profile/index',
      phoneNumber: '13800001234',
    })
    await phone.see('怎么称呼您', LONG)
    await phone.tap('用微信里的号码')
    await phone.tap('允许')
    // the first use of anything personal is explained
    await phone.tap('同意')
    await phone.see('138****1234', LONG)
    await phone.fill('姓名，或者 李阿姨、王师傅', '王师傅')
    await phone.fill('换一个号码，在这里填', '1390000')
    await phone.tap('存好')
    await phone.see('手机号是 1 开头的 11 位数，请看看少了还是多了')
    await phone.fill('换一个号码，在这里填', '13900005678')
    await phone.tap('存好')
    await phone.atRoute('pages/home/index', LONG)
    await phone.see('王师傅，您好', LONG)
    expect(await demo.me(openid)).toMatchObject({ name: '王师傅', phoneMasked: '139****5678' })
    await phone.open('/packages/me/pages/profile/index')
    await phone.tap('删掉电话')
    await phone.tap('删掉')
    await phone.see('电话删掉了', LONG)
    expect((await demo.me(openid)).phoneMasked).toBeNull()
    await phone.close()
  })

  it('who refuses WeChat’s button can still type', async () => {
    const phone = await demo.phones.phone(demo.newcomer(), { path: '/packages/me/pages/profile/index' })
    await phone.see('怎么称呼您', LONG)
    await phone.tap('用微信里的号码')
    await phone.tap('不允许')
    await phone.see('没拿到微信里的号码，可以自己填')
    await phone.close()
  })
})

describe('roles', () => {
  it('the staff invite, a newcomer joins by the code, the staff take it back', async () => {
    const openid = demo.newcomer()
    const staff = await demo.phones.phone('demo-staff-one', { path: '/packages/me/pages/roles/index' })
    await staff.see('请人来帮忙', LONG)
    await staff.tap('网格员')
    await staff.tap('C区')
    await staff.tap('2栋')
    await staff.tap('4栋')
    await staff.tap('做一个邀请码')
    await staff.see('C组团网格员（2、4栋）', LONG)
    const code = /^[0-9A-Z]{5} [0-9A-Z]{5}$/m.exec(await staff.read())?.[0] ?? ''
    expect(code).not.toBe('')

    const phone = await demo.phones.phone(openid)
    await phone.tab('我的')
    await phone.see('用邀请码加入', LONG)
    await phone.tap('用邀请码加入')
    await phone.tap('加入')
    await phone.see('请填邀请码')
    await phone.fill('邀请码，10 个字母和数字', 'AAAAA AAAAA')
    await phone.fill('您的姓名，邻居看得到', '钱新来')
    await phone.tap('加入')
    await phone.see('这个码不对、用过了或者过期了，请再要一个', LONG)
    await phone.fill('邀请码，10 个字母和数字', code.toLowerCase())
    await phone.tap('加入')
    await phone.see('您现在是C组团网格员（2、4栋）。要办的事在首页。', LONG)
    await phone.tap('知道了')
    expect((await demo.me(openid)).grants).toEqual([{ role: 'worker', cluster: 'C', buildings: ['C2', 'C4'] }])

    // whoever holds a role cannot be deleted
    await phone.open('/packages/me/pages/kept/index')
    await phone.tap('删掉我的信息')
    await phone.see(/请先让社区收回身份/)

    await staff.open('/packages/me/pages/roles/index')
    await staff.see(/钱新来 当了C组团网格员/, LONG)
    await staff.tap('收回')
    await staff.see('收回身份？')
    await staff.tap('收回', -1)
    await staff.see(/收回了 钱新来 的C组团网格员/, LONG)
    expect((await demo.me(openid)).grants).toEqual([])
    await Promise.all([phone.close(), staff.close()])
  })
})

describe('my file', () => {
  it('says what is kept, copies it after the consent of WeChat, and deletes it after asking twice', async () => {
    const openid = demo.newcomer()
    await demo.ok(openid, 'estate.profile', { name: '周小兰', phone: '13812340001' })
    const phone = await demo.phones.phone(openid)
    await phone.tab('我的')
    await phone.see('138****0001', LONG)
    await phone.tap('记了我什么，怎么删')
    await phone.tap('看看记了我什么')
    await phone.see(/电话：13812340001/, LONG)
    await phone.tap('复制这些文字')
    // the first use of the clipboard is explained, and can be refused
    await phone.see('先跟您说清楚')
    await phone.tap('不同意')
    await phone.gone('先跟您说清楚')
    await phone.tap('复制这些文字')
    await phone.tap('同意')
    await phone.gone('先跟您说清楚')
    await phone.see('内容已复制')
    await phone.tap('删掉我的信息')
    await phone.tap('要删')
    await phone.see('删掉就找不回来了。')
    await phone.tap('真的删')
    await phone.see('您的姓名、电话和住处已经删掉。', LONG)
    await phone.tap('知道了')
    expect(await demo.me(openid)).toMatchObject({ name: null, phoneMasked: null, home: null })
    await phone.back()
    await phone.see('还没留名字', LONG)
    await phone.close()
  })

  it('shows who looked, and leads to the case', async () => {
    const id = await demo.told()
    await demo.ok(WORKER, 'cases.contact', { id })
    const phone = await demo.phones.phone(RESIDENT)
    expect(await callsOfOpening(phone, '/packages/me/pages/looks/index', '没有更早的了')).toEqual([
      'estate estate.looks',
    ])
    await phone.tap(/看了您的姓名和电话/)
    await phone.atRoute('packages/cases/pages/case/index')
    await phone.close()
  })
})
