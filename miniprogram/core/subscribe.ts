import type { Template } from '../contract/messages'
import { askSubscribe, store, stored } from './platform'
import { call } from './rpc'
import { session } from './session'
import { SETTINGS } from './settings'
import { mayAsk, type Refusals } from './subscribe-budget'

const KEY = 'subscribe-refused'

/**
 * Asks on WeChat's own sheet to be told of one kind of news. Call it right in a tap: WeChat refuses it elsewhere, also
 * after an await. One yes is one message. After a no it stays silent for some days, and where no template is set up it
 * never asks. True: WeChat will tell the next news of this kind; nothing is thrown.
 */
export async function askFor(template: Template): Promise<boolean> {
  const id = session.templateId(template)
  const refusals = stored<Refusals>(KEY) ?? {}
  if (id === undefined || !mayAsk(refusals[template], Date.now(), SETTINGS.subscribeQuietDays)) return false
  const accepted = await askSubscribe([id])
  if (accepted === null) return false
  if (accepted.includes(id)) return note(template)
  store(KEY, { ...refusals, [template]: Date.now() })
  return false
}

async function note(template: Template): Promise<boolean> {
  try {
    await call('messages.granted', { templates: [template] })
    return true
  } catch (error) {
    // the message is then shown inside only
    console.warn('messages.granted', error)
    return false
  }
}
