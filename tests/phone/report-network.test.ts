/** Reporting with a bad network, or none. */
import { REPORT, useReports } from './report'

const reports = useReports()

it('keeps reports without the network and sends each exactly once when it is back', async () => {
  const before = (await reports.mine('demo-resident-4')).length
  const phone = await reports.lampForm('demo-resident-4')
  reports.phones.expectProblem(/ERR_INTERNET_DISCONNECTED|network|offline|request:fail/i)
  await phone.set({ network: 'offline' })
  await phone.tap('送出')
  await phone.see('已经替您存好了', 20_000)
  await phone.open(`${REPORT}?scene=A18-1`)
  await phone.see(/等网络好了自动送出/)
  await phone.tap('楼道被堵')
  await phone.tap('没有危险，继续')
  await phone.tap('送出')
  await phone.see('已经替您存好了', 20_000)
  await phone.open('/pages/cases/index')
  await phone.see(/等网络好了自动送出/)
  expect(await phone.text(/等网络好了自动送出/).count()).toBe(2)
  expect(await reports.mine('demo-resident-4')).toHaveLength(before)
  await phone.set({ network: 'good' })
  await phone.gone(/等网络好了自动送出|正在送出/, 30_000)
  expect(await reports.mine('demo-resident-4')).toHaveLength(before + 2)
  await phone.reload()
  await phone.page.waitForTimeout(1_500)
  expect(await reports.mine('demo-resident-4')).toHaveLength(before + 2)
  await phone.close()
})

describe('a first start without the network', () => {
  const offline = (openid: string, path: string) => reports.phones.phone(openid, { path, network: 'offline' })
  const WAITS = /^楼栋名单还没拿到/

  it('takes everything but the place, says why, and brings the list by itself when the network is back', async () => {
    reports.phones.expectProblem(/ERR_INTERNET_DISCONNECTED|network|offline|request:fail/i)
    const phone = await offline('new-resident-2', REPORT)
    await phone.tap('设施坏了')
    await phone.tap('灯不亮')
    await phone.see(WAITS)
    await phone.tap('昨晚')
    await phone.fill('想说的话', '三楼的灯不亮')
    await phone.tap('送出')
    await phone.see(/^还不知道是哪一栋。.*写的已经替您存好/)
    await phone.tap('再试一次')
    await phone.see(/^还不知道是哪一栋/)
    // what was written is there after the program was swept away
    await phone.reload()
    await phone.tap(/没写完，点开接着写/)
    expect(await phone.field('想说的话').inputValue()).toBe('三楼的灯不亮')
    await phone.see(WAITS)
    await phone.tap('送出')
    await phone.see(/^还不知道是哪一栋/)
    await phone.set({ network: 'good' })
    await phone.gone(/^还不知道是哪一栋/, 20_000)
    await phone.tap('选一下')
    await phone.tap('A区')
    await phone.tap('1栋')
    await phone.tap('就是这里')
    await phone.see('A区1栋')
    await phone.close()
  })

  it('fills in the home when the network is back, and the report goes out', async () => {
    const phone = await offline('demo-resident-9', REPORT)
    await phone.tap('设施坏了')
    await phone.tap('灯不亮')
    await phone.see(WAITS)
    await phone.set({ network: 'good' })
    await phone.see(/^[A-E]区\d+栋\d单元$/, 20_000)
    await phone.tap('送出')
    await phone.see('收到了，谢谢您', 20_000)
    expect(await reports.mine('demo-resident-9')).toEqual(
      expect.arrayContaining([expect.objectContaining({ kind: 'facility.light' })]),
    )
    await phone.close()
  })

  it('knows the place by a code; the lists for another one come by themselves', async () => {
    const phone = await offline('new-resident-3', `${REPORT}?scene=A18-1`)
    await phone.tap('灯不亮')
    await phone.see('A区18栋1单元')
    expect(await phone.isSeen(WAITS)).toBe(false)
    await phone.tap('改一下')
    await phone.see(WAITS)
    await phone.tap('再试一次')
    await phone.see(WAITS)
    await phone.set({ network: 'good' })
    await phone.see('18栋', 20_000)
    await phone.tap('17栋')
    await phone.tap('就是这里')
    await phone.see('A区17栋')
    await phone.close()
  })
})

it('tries again when the answer is lost, and makes one case', async () => {
  const before = (await reports.mine('demo-resident-5')).length
  const phone = await reports.lampForm('demo-resident-5')
  await phone.set({ network: 'lost' })
  await phone.tap('送出')
  const deadline = Date.now() + 20_000
  while ((await reports.mine('demo-resident-5')).length === before && Date.now() < deadline)
    await phone.page.waitForTimeout(200)
  await phone.set({ network: 'good' })
  if (await phone.isSeen('再送一次')) await phone.tap('再送一次')
  await phone.see('收到了，谢谢您', 40_000)
  expect(await reports.mine('demo-resident-5')).toHaveLength(before + 1)
  await phone.close()
})
