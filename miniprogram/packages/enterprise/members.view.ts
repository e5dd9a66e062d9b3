/** Who acts for an enterprise, pure. */
import { ENTERPRISE_LIMITS, type EnterpriseMember, type EnterpriseOwnView } from '../../contract/enterprises'
import { spacedCode } from '../../core/code-text'
import { dayText } from '../../core/day'

export interface MemberItem {
  id: string
  name: string
  facts: string
  isMe: boolean
  /** the owner removes others */
  canRemove: boolean
}

export function memberItems(
  { members, isOwner }: Pick<EnterpriseOwnView, 'members' | 'isOwner'>,
  me: string | null,
  now: number,
): MemberItem[] {
  const items = members.map(({ id, name, isOwner: owns, since }: EnterpriseMember) => ({
    id,
    name: name === '' ? '（没留名字）' : name,
    facts: `${owns ? '负责人' : '经办人'} · ${dayText(since, now)}加入`,
    isMe: id === me,
    canRemove: isOwner && id !== me && !owns,
  }))
  // oneself first, where one looks for the way out
  return [...items.filter(({ isMe }) => isMe), ...items.filter(({ isMe }) => !isMe)]
}

/** Why nobody can be invited now; '' : it can be done. */
export function inviteProblem({ state, members }: Pick<EnterpriseOwnView, 'state' | 'members'>): string {
  if (state === 'applied') return '社区核实通过了，才能请同事。'
  if (state !== 'active') return '暂停期间不能请新同事。'
  return members.length >= ENTERPRISE_LIMITS.members ? '人满了。先请不来了的同事离开，再请新的。' : ''
}

export interface Invitation {
  code: string
  /** as it is read out */
  spaced: string
  until: string
  /** what is sent */
  text: string
}

export function invitationView(
  name: string,
  { code, expiresAt }: { code: string; expiresAt: number },
  now: number,
): Invitation {
  const until = `${dayText(expiresAt, now)}前有效，只能用一次`
  return {
    code,
    spaced: spacedCode(code),
    until,
    text: `请您来家门口一起管“${name}”。打开小程序“家门口”→就业→企业→用邀请码加入，填 ${code}，${until}。`,
  }
}

/** As the server takes it: the spaces it is read out with, and letters that are easily misread. */
export const tidyInvitation = (typed: string): string =>
  typed.replace(/[\s-]/g, '').toUpperCase().replace(/[IL]/g, '1').replace(/O/g, '0')
