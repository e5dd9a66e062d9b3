/** The pages of 首页 and 我的, as far as they are decided without a phone. */
import fc from 'fast-check'
import { buildingDocs } from '../../database/estate'
import type { HomeView } from '../../miniprogram/contract/cases'
import {
  MAY_GRANT,
  ROLES,
  type Building,
  type Grant,
  type GrantEvent,
  type Kept,
} from '../../miniprogram/contract/estate'
import { spacedCode } from '../../miniprogram/core/code-text'
import { phoneProblem, tidyPhone } from '../../miniprogram/core/phone-number'
import {
  buildingChoices as buildingsOf,
  choices,
  choose,
  existing,
  homeOf,
  nextPart,
  PARTS,
  reopen,
  steps,
  type Chosen,
} from '../../miniprogram/packages/me/bind.view'
import { keptText } from '../../miniprogram/packages/me/kept.view'
import { lookView } from '../../miniprogram/packages/me/looks.view'
import { profileChange } from '../../miniprogram/packages/me/profile.view'
import {
  buildingChoices,
  clusterChoices,
  eventViews,
  grantable,
  grantOf,
  inviteText,
  toggleBuilding,
  type InviteForm,
} from '../../miniprogram/packages/me/roles.view'
import { homeScreen, waitingText } from '../../miniprogram/pages/home/home.view'
import { meScreen } from '../../miniprogram/pages/me/me.view'

const NOW = Date.parse('2026-11-24T14:30:00+08:00')
const BUILDINGS: Building[] = buildingDocs().map(({ _id, cluster, name, units }) => ({ id: _id, cluster, name, units }))
const IDS = BUILDINGS.map(({ id }) => id)
const HOME = { building: 'A18', unit: 1, floor: 3, room: 2 }

describe('choosing a home', () => {
  test('every home of the estate is reached in four taps, and nothing else', () => {
    fc.assert(
      fc.property(fc.constantFrom(...BUILDINGS), fc.infiniteStream(fc.nat()), (building, numbers) => {
        let chosen: Chosen = {}
        for (const part of PARTS) {
          expect(nextPart(chosen)).toBe(part)
          const all = part === 'building' ? buildingsOf(IDS, building.cluster, '') : choices(BUILDINGS, chosen)
          const pick = part === 'building' ? building.id : all[Number(numbers.next().value) % all.length]?.value
          expect(all.map(({ value }) => value)).toContain(pick)
          chosen = choose(chosen, part, String(pick))
        }
        const home = homeOf(chosen)
        const unit = building.units.find(({ no }) => no === home?.unit)
        expect(home?.floor).toBeLessThanOrEqual(unit?.floors ?? 0)
        expect(home?.room).toBeLessThanOrEqual(unit?.roomsPerFloor ?? 0)
        expect(nextPart(chosen)).toBeNull()
        expect(existing(BUILDINGS, chosen)).toEqual(chosen)
      }),
    )
  })

  test('lists stay short enough for a screen of taps', () => {
    const most = Math.max(...BUILDINGS.flatMap(({ units }) => units.map(({ floors }) => floors)))
    expect(most).toBeLessThanOrEqual(40)
  })

  test.each([
    ['18', ['A18']],
    ['a18', ['A18']],
    ['Ａ１８', ['A18']],
    ['A区18栋', ['A18']],
    ['b3', ['B3']],
    ['99', []],
  ])('searching %s', (query, ids) => {
    expect(buildingsOf(IDS, 'C', query).map(({ value }) => value)).toEqual(ids)
  })

  test('the building with just this number comes first', () => {
    const [first, ...rest] = buildingsOf(IDS, 'A', '1')
    expect(first?.text).toBe('A区1栋')
    expect(rest.map(({ value }) => value)).toContain('A18')
  })

  test('a part chosen anew opens what hangs on it', () => {
    expect(choose(HOME, 'unit', '2')).toEqual({ building: 'A18', unit: 2 })
    expect(reopen(HOME, 'floor')).toEqual({ building: 'A18', unit: 1 })
    expect(steps(HOME).map(({ text }) => text)).toEqual(['A区18栋', '1单元', '3楼', '02号'])
  })

  test('a code leads as far as it is true', () => {
    expect(existing(BUILDINGS, HOME)).toEqual(HOME)
    expect(existing(BUILDINGS, { ...HOME, floor: 90 })).toEqual({ building: 'A18', unit: 1 })
    expect(existing(BUILDINGS, { building: 'E39', unit: 1 })).toEqual({})
    expect(choices(BUILDINGS, { building: 'A18', unit: 9 })).toEqual([])
  })
})

describe('name and telephone', () => {
  test.each([
    ['13812345678', ''],
    ['138 1234 5678', ''],
    ['138-1234-5678', ''],
    ['+8613812345678', ''],
    ['12812345678', '手机号'],
    ['1381234567', '手机号'],
    ['02368812345', '手机号'],
  ])('%s', (typed, problem) => {
    if (problem === '') expect(phoneProblem(typed)).toBe('')
    else expect(phoneProblem(typed)).toContain(problem)
  })

  test('only what changed is saved; an empty field removes nothing', () => {
    expect(profileChange({ name: '周小兰', phone: '' }, '周小兰')).toBeNull()
    expect(profileChange({ name: '', phone: '' }, '周小兰')).toBeNull()
    expect(profileChange({ name: ' 周姐 ', phone: '138 1234 5678' }, '周小兰')).toEqual({
      name: '周姐',
      phone: '13812345678',
    })
    expect(tidyPhone('8613812345678')).toBe('13812345678')
  })
})

describe('invitations', () => {
  const form = (part: Partial<InviteForm>): InviteForm => ({ role: null, cluster: 'A', buildings: [], ...part })

  test('who may hand out what follows the table', () => {
    for (const role of ROLES)
      expect(grantable([{ role } as Grant])).toEqual(ROLES.filter((r) => MAY_GRANT[role].includes(r)))
    expect(grantable([])).toEqual([])
  })

  test('a role is ready once all it needs is chosen', () => {
    expect(grantOf(form({}))).toBeNull()
    expect(grantOf(form({ role: 'mediator' }))).toBeNull()
    expect(grantOf(form({ role: 'worker' }))).toBeNull()
    expect(grantOf(form({ role: 'staff' }))).toEqual({ role: 'staff' })
    expect(grantOf(form({ role: 'leader', cluster: 'C' }))).toEqual({ role: 'leader', cluster: 'C' })
    expect(grantOf(form({ role: 'mediator', buildings: ['A1'] }))).toEqual({
      role: 'mediator',
      cluster: 'A',
      building: 'A1',
    })
    expect(grantOf(form({ role: 'worker', buildings: ['A1', 'A2'] }))).toEqual({
      role: 'worker',
      cluster: 'A',
      buildings: ['A1', 'A2'],
    })
  })

  test('one building for a mediator, several for a worker, none for the others', () => {
    expect(toggleBuilding(form({ role: 'mediator', buildings: ['A1'] }), 'A2')).toEqual(['A2'])
    expect(toggleBuilding(form({ role: 'worker', buildings: ['A1'] }), 'A2')).toEqual(['A1', 'A2'])
    expect(toggleBuilding(form({ role: 'worker', buildings: ['A1', 'A2'] }), 'A1')).toEqual(['A2'])
    const twenty = Array.from({ length: 20 }, (_, index) => `A${index + 1}`)
    expect(toggleBuilding(form({ role: 'worker', buildings: twenty }), 'A21')).toEqual(twenty)
    expect(buildingChoices(form({ role: 'worker', cluster: 'B' }), BUILDINGS)).toHaveLength(9)
    expect(buildingChoices(form({ role: 'leader' }), BUILDINGS)).toEqual([])
    expect(clusterChoices(form({ role: 'staff' }))).toEqual([])
    expect(clusterChoices(form({ role: 'leader' }))).toHaveLength(5)
  })

  test('the code is easy to read out and its words say what to do', () => {
    expect(spacedCode('ABCDE12345')).toBe('ABCDE 12345')
    expect(inviteText({ role: 'staff' }, 'ABCDE12345', NOW, NOW)).toContain('填 ABCDE12345，11月24日前有效')
  })

  test('a role is taken back where it was given last, by one who may', () => {
    const grant: Grant = { role: 'leader', cluster: 'A' }
    const event = (id: string, what: GrantEvent['what'], person: string | null): GrantEvent => ({
      id,
      at: NOW,
      what,
      grant,
      by: '赵丽',
      who: person && `人${person}`,
      person,
    })
    const events = [
      event('5', 'granted', 'b'),
      event('4', 'revoked', 'a'),
      event('3', 'granted', 'a'),
      event('2', 'granted', 'b'),
      event('1', 'invited', null),
    ]
    const revocable = (roles: Parameters<typeof eventViews>[1]) =>
      eventViews(events, roles, NOW).flatMap(({ id, mayRevoke }) => (mayRevoke ? [id] : []))
    expect(revocable(['leader'])).toEqual(['5'])
    expect(revocable(['worker'])).toEqual([])
    expect(eventViews(events, [], NOW).map(({ text }) => text)).toEqual([
      '人b 当了A组团网格长（赵丽邀请）',
      '赵丽 收回了 人a 的A组团网格长',
      '人a 当了A组团网格长（赵丽邀请）',
      '人b 当了A组团网格长（赵丽邀请）',
      '赵丽 做了邀请码：A组团网格长',
    ])
    expect(eventViews([{ ...event('9', 'granted', 'c'), who: '' }], [], NOW)[0]?.text).toContain('（名字已删）')
  })
})

describe('my file', () => {
  const ME = {
    id: 'x',
    name: '周小兰',
    phoneMasked: '138****0001',
    home: HOME,
    grants: [],
    leave: null,
    templates: {},
    enterprises: [{ id: 'e', name: '山城针织' }],
  }

  test('in words', () => {
    expect(meScreen(ME)).toMatchObject({ home: 'A区18栋1单元 3楼02号', roles: '居民', serves: false })
    expect(meScreen({ ...ME, name: null, phoneMasked: null, home: null })).toMatchObject({
      name: '还没留名字',
      phone: '还没留电话',
      home: '还没登记住处',
    })
    expect(meScreen({ ...ME, grants: [{ role: 'staff' }] }).serves).toBe(false)
    expect(meScreen({ ...ME, grants: [{ role: 'leader', cluster: 'A' }] }).serves).toBe(true)
    const publishes = (...grants: Grant[]) => meScreen({ ...ME, grants }).publishes
    expect([
      publishes({ role: 'leader', cluster: 'A' }),
      publishes({ role: 'staff' }),
      publishes({ role: 'admin' }),
    ]).toEqual([true, true, true])
    expect([publishes(), publishes({ role: 'mediator', cluster: 'A', building: 'A1' })]).toEqual([false, false])
    expect(meScreen({ ...ME, grants: [{ role: 'staff' }] }).isStaff).toBe(true)
    expect(meScreen({ ...ME, grants: [{ role: 'admin' }] }).isStaff).toBe(false)
  })

  test('the copy holds everything, the telephone in full', () => {
    const kept: Kept = {
      profile: ME,
      phone: '13812340001',
      quota: { caseProgress: 2, newWork: 0, pieceWork: 1, jobNews: 3 },
      since: NOW,
      note: '还有。',
    }
    expect(keptText(kept, NOW).split('\n')).toEqual([
      '姓名：周小兰',
      '电话：13812340001',
      '住处：A区18栋1单元 3楼02号',
      '身份：居民',
      '代表的企业：山城针织',
      '还能收的微信提醒：进度提醒2次、手工活提醒1次、招聘提醒3次',
      '从什么时候开始：11月24日',
      '还有。',
    ])
  })

  test('a look names the person and the role', () => {
    expect(lookView({ at: NOW, by: '何明霞', role: 'mediator', subject: 'c' }, NOW)).toMatchObject({
      who: '党员中心户何明霞',
      when: '今天 14:30',
      page: '/packages/cases/pages/case/index?id=c',
    })
  })

  test('a look of an enterprise names it and opens the piece-work', () => {
    expect(lookView({ at: NOW, by: '山城串珠 罗敏', role: 'enterprise', subject: 'k' }, NOW)).toMatchObject({
      who: '山城串珠 罗敏',
      why: '为了您领的活',
      page: '/packages/crafts/pages/claim/index?id=k',
    })
  })

  test('a look of one who looks for people opens the application', () => {
    expect(lookView({ at: NOW, by: '渝味小面 罗敏', role: 'employer', subject: 'a' }, NOW)).toMatchObject({
      who: '渝味小面 罗敏',
      why: '为了您应聘的岗位',
      page: '/packages/jobs/pages/application/index?id=a',
    })
  })
})

describe('首页', () => {
  const EMPTY: HomeView = {
    me: {
      id: null,
      name: null,
      phoneMasked: null,
      home: null,
      grants: [],
      leave: null,
      templates: {},
      enterprises: [],
    },
    unread: 0,
    mine: [],
    news: [],
    work: null,
    board: null,
    notices: [],
  }
  const serving = (...grants: Grant[]): HomeView => ({ ...EMPTY, me: { ...EMPTY.me, name: '李建国', grants } })

  test('a visitor is greeted and asked for the home', () => {
    expect(homeScreen(EMPTY, NOW)).toMatchObject({ hello: '您好，邻居', isBound: false, work: null, board: null })
  })

  test('a worker sees today’s work, a leader the board, the staff the desk and every door', () => {
    const worker = homeScreen(
      { ...serving({ role: 'worker', cluster: 'A', buildings: ['A1'] }), work: { rows: [], late: 3 } },
      NOW,
    )
    expect(worker).toMatchObject({ isBound: true, board: null, work: { title: '今天要办的事', late: '超时 3 件' } })
    const board = { open: 1200, late: 2, unheard: 0 }
    const leader = homeScreen({ ...serving({ role: 'leader', cluster: 'A' }), work: { rows: [], late: 0 }, board }, NOW)
    expect(leader.board?.doors.map(({ text }) => text)).toEqual(['组团看板', '人手', '通知'])
    expect(leader.board?.tiles).toEqual([
      { text: '超时', number: '2', isHot: true },
      { text: '没人接手', number: '0', isHot: false },
      { text: '没办完', number: '999+', isHot: false },
    ])
    const staff = homeScreen({ ...serving({ role: 'staff' }), work: { rows: [], late: 0 }, board }, NOW)
    expect(staff.board?.doors.map(({ text }) => text)).toEqual(['组团看板', '所有诉求', '人手', '通知'])
    expect(staff.board?.desk).toMatchObject({ text: '企业、计件和招工' })
    expect(leader.board?.desk).toBeNull()
    expect(staff.work).toMatchObject({ title: '值班台要办的事', late: '' })
  })

  test.each([
    [[], ''],
    [['draft'], '有 1 件还没写完'],
    [['draft', 'queued', 'sending'], '有 2 件等着发，连上网就自动发出'],
    [['queued', 'refused'], '有 1 件没发出去，点开看看要改哪里'],
  ] as const)('waiting reports %p', (states, text) => expect(waitingText([...states])).toBe(text))
})
