import { messagePage, type Template } from '../../miniprogram/contract/messages'
import { DAY, minuteOf } from '../kit/clock'
import type { Log } from '../kit/log'
import type { MessageDoc } from '../kit/messages'
import { openapi, platformCode } from '../kit/openapi'
import type { TimerCall } from '../kit/router'
import { messageOf } from '../kit/sdk'
import { templateIds } from '../kit/templates'
import * as repo from './repo'
import { fieldsFor, templateOf } from './rules'

const MOST_A_RUN = 100
/** older news is no news: it is read inside */
const FRESH_MS = DAY
/** WeChat: the person does not accept this template (any longer) */
const REFUSED = 43101

/**
 * Every minute: sends what is due, oldest first, each message at most once: it is claimed before anything else, and a
 * run that dies in between loses a push rather than sends it twice. What cannot be sent is shown inside only.
 */
export async function pushDue({ now, log }: TimerCall): Promise<void> {
  const due = await repo.due(MOST_A_RUN)
  const sendable = due.filter((message) => message.at > now - FRESH_MS && idFor(message) !== null)
  const rest = due.filter((message) => !sendable.includes(message))
  if (rest.length > 0) await repo.dropPush(rest.map(({ _id }) => _id))
  let sent = 0
  for (const message of sendable) if (await push(message, log)) sent++
  if (due.length > 0) log.info('pushed', { due: due.length, sent })
}

function idFor(message: MessageDoc): { template: Template; templateId: string } | null {
  const template = templateOf(message)
  const templateId = template && templateIds()[template]
  return template && templateId ? { template, templateId } : null
}

/** True: WeChat took it. */
async function push(message: MessageDoc, log: Log): Promise<boolean> {
  const known = idFor(message)
  if (!known || !(await repo.claim(message._id))) return false
  const { template, templateId } = known
  if (!(await repo.takeQuota(message.to, template))) {
    await repo.dropPush([message._id])
    return false
  }
  const fields = fieldsFor(message, minuteOf(message.at))
  try {
    await openapi.sendSubscribeMessage({
      touser: message.to,
      templateId,
      page: messagePage(message),
      data: Object.fromEntries(Object.entries(fields).map(([field, value]) => [field, { value }])),
    })
    return true
  } catch (error) {
    log.error('push.refused', { code: platformCode(error), reason: messageOf(error).slice(0, 120) })
    await repo.dropPush([message._id])
    if (platformCode(error) === REFUSED) await repo.clearQuota(message.to, template)
    return false
  }
}
