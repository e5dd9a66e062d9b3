/** Notices as the phone draws them, and the form they are written in. */
import fc from 'fast-check'
import { buildingDocs } from '../../database/estate'
import type { HomeView } from '../../miniprogram/contract/cases'
import type { Grant, Me } from '../../miniprogram/contract/estate'
import {
  mayPublish,
  NOTICE_LIMITS,
  type Audience,
  type ManagedNotice,
  type NoticeView,
} from '../../miniprogram/contract/notices'
import { noticeRowView } from '../../miniprogram/core/notice-view'
import { RpcError } from '../../miniprogram/core/rpc-error'
import { audienceText, managedView, noticeCard } from '../../miniprogram/packages/notices/notice.view'
import { homeScreen } from '../../miniprogram/pages/home/home.view'
import {
  againOf,
  audienceOf,
  buildingChoices,
  chosenText,
  clusterChoices,
  dayRange,
  draftOf,
  emptyForm,
  formOf,
  inputOf,
  lengthChoices,
  previewOf,
  problemsOf,
  refusalOf,
  shownClusters,
  textOf,
  toChoices,
  withBuilding,
  withCluster,
  withTo,
  type NoticeForm,
} from '../../miniprogram/packages/notices/publish.view'

// 2026-11-24 14:30 in Shanghai
const NOW = Date.UTC(2026, 10, 24, 6, 30)
const DAY = 86_400_000
const MIDNIGHT = Date.UTC(2026, 10, 24, 16)

const STAFF: Grant[] = [{ role: 'staff' }]
const LEADER: Grant[] = [{ role: 'leader', cluster: 'B' }]
const BOTH: Grant[] = [...LEADER, { role: 'leader', cluster: 'D' }]
const BUILDINGS = buildingDocs().map(({ _id, cluster, name, units }) => ({ id: _id, cluster, name, units }))

const notice: NoticeView = {
  id: 'x',
  title: '停水',
  text: '明天停水',
  pinned: true,
  audience: { to: 'buildings', buildings: ['B2', 'B3'] },
  publishedAt: NOW - DAY,
  changedAt: null,
  endsAt: MIDNIGHT + 2 * DAY,
  state: 'current',
  version: 3,
  mayChange: true,
  author: null,
}

const written = (grants: Grant[] = STAFF): NoticeForm => ({
  ...emptyForm(grants, NOW),
  to: 'estate',
  title: '停水',
  text: '明天停水',
})

describe('a notice', () => {
  it.each([
    [{ to: 'estate' }, '全社区'],
    [{ to: 'clusters', clusters: ['A'] }, 'A组团'],
    [{ to: 'clusters', clusters: ['A', 'C'] }, 'A、C组团'],
    [{ to: 'buildings', buildings: ['A18'] }, 'A区18栋'],
    [{ to: 'buildings', buildings: ['A1', 'A2'] }, 'A区1、2栋'],
    [{ to: 'buildings', buildings: ['A1', 'A2', 'A3', 'A9', 'A11', 'A12', 'B3'] }, 'A区1到3、9、11、12栋，B区3栋'],
  ] as [Audience, string][])('for %j is for %s', (audience, text) => expect(audienceText(audience)).toBe(text))

  it('says when it came, until which day it is seen and for whom; the author only where known', () => {
    const card = noticeCard(notice, NOW)
    expect(card).toMatchObject({
      when: '昨天 14:30',
      until: '11月26日',
      whom: 'B区2、3栋',
      changed: '',
      gone: '',
      author: '',
    })
    const author = { role: 'staff', name: '赵丽' } as const
    const known = noticeCard({ ...notice, changedAt: NOW, author }, NOW)
    expect(known).toMatchObject({ changed: '今天 14:30 改过', author: '赵丽（社区干部）' })
    expect(noticeCard({ ...notice, author: { ...author, name: '' } }, NOW).author).toContain('（名字已删）')
    expect(noticeCard({ ...notice, state: 'over' }, NOW).gone).toContain('到期')
    expect(noticeCard({ ...notice, state: 'taken_down' }, NOW).gone).toContain('撤下')
  })

  it('is new until it was opened on this phone', () => {
    const row = { id: 'x', title: '停水', excerpt: '明天', pinned: false, publishedAt: NOW - 5 * 60_000 }
    expect(noticeRowView(row, [], NOW)).toMatchObject({ isNew: true, when: '5分钟前' })
    expect(noticeRowView(row, ['y', 'x'], NOW).isNew).toBe(false)
  })

  it('stands on 首页; what an older version kept there has none', () => {
    const row = { id: 'x', title: '停水', excerpt: '', pinned: true, publishedAt: NOW }
    const me: Me = {
      id: null,
      name: null,
      phoneMasked: null,
      home: null,
      grants: [],
      leave: null,
      templates: {},
      enterprises: [],
    }
    const older = { me, unread: 0, mine: [], news: [], work: null, board: null }
    expect(homeScreen({ ...older, notices: [row] }, NOW, ['x']).notices).toMatchObject([{ id: 'x', isNew: false }])
    expect(homeScreen(older as unknown as HomeView, NOW).notices).toEqual([])
  })

  it('has for its author a state, an end only while it has one, and the place on top', () => {
    const { text: _text, changedAt: _changedAt, mayChange: _mayChange, ...rest } = notice
    const row: ManagedNotice = { ...rest, excerpt: '' }
    expect(managedView(row, NOW)).toEqual({
      id: 'x',
      title: '停水',
      state: '大家看得到',
      tone: 'done',
      whom: '给B区2、3栋',
      facts: '昨天 14:30发的 · 到11月26日为止 · 置顶',
      author: '',
      isCurrent: true,
    })
    expect(managedView({ ...row, state: 'taken_down' }, NOW)).toMatchObject({
      state: '撤下了',
      tone: 'quiet',
      facts: '昨天 14:30发的',
      isCurrent: false,
    })
  })
})

describe('for whom', () => {
  it('staff choose freely and have to; a leader of one cluster means it unless something else is chosen', () => {
    expect(emptyForm(STAFF, NOW)).toMatchObject({ to: null, clusters: [] })
    expect(toChoices(STAFF, null).map(({ text }) => text)).toEqual(['全社区', '按组团', '按楼栋'])
    expect(emptyForm(LEADER, NOW)).toMatchObject({ to: 'clusters', clusters: ['B'] })
    expect(toChoices(LEADER, 'clusters')).toEqual([
      { value: 'clusters', text: 'B组团全部', isOn: true },
      { value: 'buildings', text: '按楼栋', isOn: false },
    ])
    expect(emptyForm(BOTH, NOW).to).toBeNull()
    expect(clusterChoices(BOTH, withTo(emptyForm(BOTH, NOW), 'clusters', BOTH)).map(({ value }) => value)).toEqual([
      'B',
      'D',
    ])
    expect(clusterChoices(LEADER, emptyForm(LEADER, NOW))).toEqual([])
  })

  it('what was chosen the one way is not lost by looking at the other', () => {
    const some = withCluster(withCluster(withTo(emptyForm(STAFF, NOW), 'clusters', STAFF), 'C'), 'A')
    expect(chosenText(some)).toBe('A、C组团')
    expect(chosenText(withCluster(some, 'C'))).toBe('A组团')
    const other = withTo(some, 'buildings', STAFF)
    expect([audienceOf(other), chosenText(other)]).toEqual([null, ''])
    expect(chosenText(withTo(other, 'clusters', STAFF))).toBe('A、C组团')
    expect(chosenText(withTo(withTo(emptyForm(LEADER, NOW), 'buildings', LEADER), 'clusters', LEADER))).toBe('B组团')
  })

  it('buildings are shown cluster by cluster, chosen in any order and across them, up to the limit', () => {
    let form = withTo(emptyForm(STAFF, NOW), 'buildings', STAFF)
    expect(shownClusters(STAFF, form, 'A').map(({ isOn }) => isOn)).toEqual([true, false, false, false, false])
    expect(shownClusters(LEADER, withTo(emptyForm(LEADER, NOW), 'buildings', LEADER), 'B')).toEqual([])
    expect(buildingChoices(BUILDINGS, form, 'A')).toHaveLength(18)
    for (const building of ['B3', 'A10', 'A2']) form = withBuilding(form, building) ?? form
    expect(form.buildings).toEqual(['A2', 'A10', 'B3'])
    expect(
      buildingChoices(BUILDINGS, form, 'A')
        .filter(({ isOn }) => isOn)
        .map(({ text }) => text),
    ).toEqual(['2栋', '10栋'])
    expect(withBuilding(form, 'A10')?.buildings).toEqual(['A2', 'B3'])
    const full = BUILDINGS.slice(0, NOTICE_LIMITS.buildings).reduce<NoticeForm>(
      (now, { id }) => withBuilding(now, id) ?? now,
      { ...form, buildings: [] },
    )
    expect(full.buildings).toHaveLength(NOTICE_LIMITS.buildings)
    expect(withBuilding(full, 'E9')).toBeNull()
    expect(withBuilding(full, 'A1')?.buildings).toHaveLength(NOTICE_LIMITS.buildings - 1)
  })

  it('whatever a leader taps, what goes out stays within the own cluster', () => {
    const tap = fc.oneof(
      fc
        .constantFrom('clusters', 'buildings')
        .map((to) => (form: NoticeForm) => withTo(form, to as 'clusters', LEADER)),
      fc.nat(8).map((index) => (form: NoticeForm) => {
        const offered = buildingChoices(BUILDINGS, form, 'B')[index]
        return (offered && withBuilding(form, offered.value)) ?? form
      }),
    )
    fc.assert(
      fc.property(fc.array(tap, { maxLength: 12 }), (taps) => {
        const audience = audienceOf(taps.reduce((form, run) => run(form), emptyForm(LEADER, NOW)))
        if (audience) expect(mayPublish(LEADER, audience)).toBe(true)
      }),
    )
  })
})

describe('the form', () => {
  it('proposes seven days, today among them, and takes the whole last day', () => {
    const form = emptyForm(STAFF, NOW)
    expect(form.last).toBe('2026-11-30')
    expect(textOf(form).endsAt).toBe(Date.UTC(2026, 10, 30, 16))
    expect(lengthChoices(form, NOW)).toEqual([
      { value: '2026-11-24', text: '只今天', isOn: false },
      { value: '2026-11-26', text: '3 天', isOn: false },
      { value: '2026-11-30', text: '7 天', isOn: true },
      { value: '2026-12-23', text: '30 天', isOn: false },
    ])
  })

  it('every day of the picker can be sent', () => {
    const { first, last } = dayRange(NOW)
    expect(first).toBe('2026-11-24')
    for (const day of [first, last]) expect(problemsOf({ ...written(), last: day }, NOW)).toBeNull()
    expect(problemsOf({ ...written(), last: '2026-11-23' }, NOW)).toEqual({ last: '这天已经过了，请重新选' })
    const after = new Date(Date.parse(`${last}T12:00:00+08:00`) + DAY).toISOString().slice(0, 10)
    expect(problemsOf({ ...written(), last: after }, NOW)).toEqual({ last: '最多放 90 天' })
  })

  it('says what is missing, all at once', () => {
    expect(problemsOf(emptyForm(STAFF, NOW), NOW)).toEqual({
      audience: '请选给谁看',
      title: '请写个标题',
      text: '请写几句',
    })
    expect(problemsOf({ ...written(), to: 'clusters' }, NOW)).toEqual({ audience: '还没有选' })
    expect(problemsOf({ ...written(), title: '  ', text: '\n' }, NOW)).toEqual({
      title: '请写个标题',
      text: '请写几句',
    })
    expect(inputOf(emptyForm(STAFF, NOW))).toBeNull()
  })

  it('goes out without what was typed around it', () => {
    expect(inputOf({ ...written(), title: ' 停水 ', text: '明天停水\n\n' })).toEqual({
      title: '停水',
      text: '明天停水',
      pinned: false,
      endsAt: Date.UTC(2026, 10, 30, 16),
      audience: { to: 'estate' },
    })
  })

  it('a correction begins with what is there, and changes nothing by itself', () => {
    const form = formOf(notice)
    expect(inputOf(form)).toEqual({
      title: notice.title,
      text: notice.text,
      pinned: notice.pinned,
      endsAt: notice.endsAt,
      audience: notice.audience,
    })
    // an end in the middle of a day, as another program could set it
    expect(formOf({ ...notice, endsAt: MIDNIGHT + 1 }).last).toBe('2026-11-25')
  })

  it('the same words again: a fresh end, not on top', () => {
    expect(againOf({ ...notice, state: 'over', endsAt: NOW - 300 * DAY }, NOW)).toMatchObject({
      title: '停水',
      buildings: ['B2', 'B3'],
      pinned: false,
      last: '2026-11-30',
    })
  })

  it('looks in the preview as it will when it is out', () => {
    const card = previewOf({ ...formOf(notice), title: ' 停水 ' }, null, NOW)
    expect(card).toEqual({ ...noticeCard(notice, NOW), when: '刚刚' })
    expect(previewOf(formOf(notice), notice, NOW).changed).toBe('刚刚改过')
  })

  it('what was kept on the phone comes back as far as it is still possible', () => {
    expect(draftOf(null, LEADER, NOW)).toEqual(emptyForm(LEADER, NOW))
    expect(draftOf(written(), STAFF, NOW)).toEqual(written())
    // the role was lost, and the day is past
    const kept = { ...written(), last: '2026-11-20' }
    expect(draftOf(kept, LEADER, NOW)).toEqual({ ...kept, to: 'clusters', clusters: ['B'], last: '2026-11-30' })
  })

  it.each([
    [new RpcError('INVALID_INPUT', '', { title: 'too_long:30' }), { title: '最多30个字' }],
    [new RpcError('INVALID_INPUT', '', { 'audience.buildings': 'not_found' }), { audience: '没有这个地方' }],
    [new RpcError('INVALID_INPUT', '', { endsAt: 'past' }), { last: '时间已经过了' }],
    [new RpcError('INVALID_INPUT', ''), { all: '有一处没填对，请看看再试' }],
    [new RpcError('UNSAFE_CONTENT', '', { text: 'unsafe' }), { all: '文字或照片没通过微信的检查，请改一改再发' }],
    [new RpcError('OFFLINE', ''), { all: '网络断了，请连上网再试' }],
  ])('a refusal stands at its field: %j', (error, problems) => expect(refusalOf(error)).toEqual(problems))
})
