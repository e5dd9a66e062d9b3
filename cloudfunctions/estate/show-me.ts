import type { Kept, LookEvent, Me } from '../../miniprogram/contract/estate'
import type { Page, PageRequest } from '../../miniprogram/contract/paging'
import type { Context } from '../kit/context'
import { newId } from '../kit/ids'
import { uploadPrefix } from '../kit/storage'
import * as repo from './repo'
import { meView } from './view'

/** The caller as the estate knows that person, with the roles held now. */
export async function showMe(_input: unknown, { openid, member, now }: Context): Promise<Me> {
  return meView(openid, member, now)
}

/** Where the caller may upload pictures now. */
export async function nameUploadPlace(_input: unknown, { openid, now }: Context): Promise<{ prefix: string }> {
  return { prefix: uploadPrefix(openid, newId(now)) }
}

/** Who looked at the caller's name and telephone, newest first (PIPL §44). */
export async function listLooks({ after }: PageRequest, { openid }: Context): Promise<Page<LookEvent>> {
  const { rows, next } = await repo.lookPage(openid, after)
  return { rows: rows.map(({ at, by, role, subject }) => ({ at, by, role, subject })), next }
}

const NOTE = [
  '这里是“家门口”记下的您的姓名、电话、住处和身份。',
  '您报过的事在“我的事”里，收到的消息在“消息”里（留90天），谁看过您的电话在“谁看过我”里。',
  '手工活的小卡、领过的活和工钱在“就业”里；找工作的小卡、收藏、应聘、打听的话和报名的招聘会也在“就业”里，您一撤回，对方就看不到您的名字。',
  '为了断网重试不出错，您最近几次操作的结果会留3天，到时自动删掉。',
].join('')

/** A copy of all that is kept under the caller's name, the telephone in full (PIPL §45). */
export async function exportMe(_input: unknown, { openid, member, now }: Context): Promise<Kept> {
  const { templates: _templates, ...profile } = meView(openid, member, now)
  return {
    profile,
    phone: member?.phone ?? null,
    quota: { ...member?.quota },
    since: member?.createdAt ?? null,
    note: NOTE,
  }
}
