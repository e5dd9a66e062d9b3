/** Every page of the mini-program, each with a person for whom it is. */
import type { Phone } from '../../tests/phone/phone'
import { craftScreens } from './crafts'
import { deskScreens } from './desk'
import { enterpriseScreens } from './enterprise'
import { fairScreens } from './fairs'
import { hiringScreens } from './hiring'
import { jobScreens } from './jobs'
import { PEOPLE, type Stage } from './stage'
import { tapping } from './taps'

export interface Screen {
  /** also the name of the picture */
  readonly name: string
  readonly openid: string
  readonly path: string
  /** what is tapped before the picture is taken */
  readonly then?: (phone: Phone) => Promise<void>
}

const CASES = '/packages/cases/pages'
const GRID = '/packages/grid/pages'
const ME = '/packages/me/pages'
const NOTICES = '/packages/notices/pages'

const { resident, mediator, worker, leader, staff, admin, stranger } = PEOPLE

const home: readonly Screen[] = Object.entries({ stranger, resident, mediator, worker, leader, staff, admin }).map(
  ([who, openid]) => ({ name: `home-${who}`, openid, path: '/pages/home/index' }),
)

const tabs: readonly Screen[] = [
  { name: 'cases-stranger', openid: stranger, path: '/pages/cases/index' },
  { name: 'cases-resident', openid: resident, path: '/pages/cases/index' },
  { name: 'cases-worker', openid: worker, path: '/pages/cases/index' },
  { name: 'jobs', openid: resident, path: '/pages/jobs/index' },
  { name: 'me-stranger', openid: stranger, path: '/pages/me/index' },
  { name: 'me-resident', openid: resident, path: '/pages/me/index' },
  { name: 'me-worker', openid: worker, path: '/pages/me/index' },
  { name: 'me-staff', openid: staff, path: '/pages/me/index' },
]

const grid: readonly Screen[] = [
  { name: 'work-worker', openid: worker, path: `${GRID}/work/index` },
  { name: 'work-mediator', openid: mediator, path: `${GRID}/work/index` },
  { name: 'board-leader', openid: leader, path: `${GRID}/board/index` },
  { name: 'board-staff', openid: staff, path: `${GRID}/board/index` },
  { name: 'all-staff', openid: staff, path: `${GRID}/all/index` },
  { name: 'all-filter', openid: staff, path: `${GRID}/all/index`, then: tapping('筛一筛') },
  { name: 'leave-worker', openid: worker, path: `${GRID}/leave/index` },
  { name: 'team-leader', openid: leader, path: `${GRID}/team/index` },
]

const CODES = `${ME}/codes/index`
const codes: readonly Screen[] = [
  { name: 'codes-stranger', openid: stranger, path: CODES },
  { name: 'codes-leader', openid: leader, path: CODES },
  { name: 'codes-staff', openid: staff, path: CODES },
  { name: 'codes-place', openid: staff, path: CODES, then: tapping('1栋', '1单元') },
  { name: 'codes-door', openid: staff, path: CODES, then: tapping('1栋', '1单元', '3楼') },
  { name: 'codes-lift', openid: staff, path: CODES, then: tapping('1栋', '1单元', '2号梯', '扫一扫，报修、反映问题') },
]

const me: readonly Screen[] = [
  { name: 'bind-stranger', openid: stranger, path: `${ME}/bind/index` },
  { name: 'bind-resident', openid: resident, path: `${ME}/bind/index` },
  { name: 'profile', openid: resident, path: `${ME}/profile/index` },
  { name: 'messages-resident', openid: resident, path: `${ME}/messages/index` },
  { name: 'messages-worker', openid: worker, path: `${ME}/messages/index` },
  { name: 'looks', openid: resident, path: `${ME}/looks/index` },
  { name: 'kept', openid: resident, path: `${ME}/kept/index` },
  { name: 'care', openid: resident, path: `${ME}/care/index` },
  { name: 'roles-stranger', openid: stranger, path: `${ME}/roles/index` },
  { name: 'roles-worker', openid: worker, path: `${ME}/roles/index` },
  { name: 'roles-staff', openid: staff, path: `${ME}/roles/index` },
  { name: 'roles-admin', openid: admin, path: `${ME}/roles/index` },
  ...codes,
]

const notices = ({ notice }: Stage): readonly Screen[] => [
  { name: 'notices-stranger', openid: stranger, path: `${NOTICES}/list/index` },
  { name: 'notices-resident', openid: resident, path: `${NOTICES}/list/index` },
  { name: 'notices-one', openid: resident, path: `${NOTICES}/notice/index?id=${notice}` },
  { name: 'notices-gone', openid: stranger, path: `${NOTICES}/notice/index?id=${notice}` },
  { name: 'notices-publish-leader', openid: leader, path: `${NOTICES}/publish/index` },
  {
    name: 'notices-publish-staff',
    openid: staff,
    path: `${NOTICES}/publish/index`,
    then: async (phone) => {
      await phone.tap('按楼栋')
      await phone.tap('3栋')
      await phone.tap('12栋')
    },
  },
  {
    name: 'notices-preview',
    openid: staff,
    path: `${NOTICES}/publish/index?again=${notice}`,
    then: (phone) => phone.tap('看看发出去的样子'),
  },
  { name: 'notices-correct', openid: staff, path: `${NOTICES}/publish/index?id=${notice}` },
  { name: 'notices-manage-leader', openid: leader, path: `${NOTICES}/manage/index` },
  { name: 'notices-manage-staff', openid: staff, path: `${NOTICES}/manage/index` },
  { name: 'notices-manage-resident', openid: resident, path: `${NOTICES}/manage/index` },
]

const FORMS = {
  wait: worker,
  record: mediator,
  note: worker,
  pass: worker,
  resolve: worker,
  hand_over: worker,
} as const

function cases({ fresh, mediated, resolved, late }: Stage): Screen[] {
  const shown = (name: string, openid: string, id: string): Screen => ({
    name: `case-${name}`,
    openid,
    path: `${CASES}/case/index?id=${id}`,
  })
  const forms = Object.entries(FORMS).map(([move, openid]) => ({
    name: `move-${move}`,
    openid,
    path: `${CASES}/move/index?id=${openid === mediator ? mediated : late}&move=${move}`,
  }))
  return [
    { name: 'report', openid: resident, path: `${CASES}/report/index` },
    {
      name: 'report-place',
      openid: resident,
      path: `${CASES}/report/index`,
      then: tapping('太吵了', '广场舞太吵', /^(?:选一下|改一下)$/),
    },
    { name: 'report-from-lift', openid: stranger, path: `${CASES}/report/index?code=A1-1-L1` },
    shown('fresh', resident, fresh),
    shown('mediated', resident, mediated),
    shown('resolved', resident, resolved),
    shown('mediator', mediator, mediated),
    shown('worker', worker, late),
    { ...shown('more', worker, late), then: tapping('更多') },
    shown('leader', leader, late),
    shown('staff', staff, late),
    ...forms,
    {
      name: 'move-assign',
      openid: leader,
      path: `${CASES}/move/index?id=${late}&move=assign&version=1&kind=facility.lift&building=A1`,
    },
    { name: 'move-decline', openid: staff, path: `${CASES}/move/index?id=${late}&move=decline` },
    { name: 'move-reopen', openid: resident, path: `${CASES}/move/index?id=${resolved}&move=reopen` },
    { name: 'move-confirm', openid: resident, path: `${CASES}/move/index?id=${resolved}&move=confirm` },
  ]
}

/** The screens, with the cases that are on the stage. */
export const screensOf = (stage: Stage): Screen[] => [
  ...home,
  ...tabs,
  ...cases(stage),
  ...grid,
  ...notices(stage),
  ...me,
  ...craftScreens(stage.crafts, stage.enterprise),
  ...enterpriseScreens(stage.enterprise),
  ...deskScreens(stage.desk),
  ...hiringScreens(stage.hiring),
  ...jobScreens(stage.jobs),
  ...fairScreens(stage.fairs),
]
