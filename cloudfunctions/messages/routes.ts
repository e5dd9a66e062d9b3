import * as v from 'valibot'
import { MESSAGE_LIMITS, TEMPLATES } from '../../miniprogram/contract/messages'
import type { Platform, Routes } from '../kit/router'
import { nothing, pageRequest } from '../kit/schema'
import { countUnread, listMessages, markRead } from './list-messages'
import { noteGranted } from './note-granted'
import { pushDue } from './push-due'

const messageId = v.pipe(v.string(), v.regex(/^[\w.-]{1,100}$/))
const read = v.strictObject({
  ids: v.exactOptional(v.pipe(v.array(messageId), v.minLength(1), v.maxLength(MESSAGE_LIMITS.idsPerRead))),
})
const granted = v.strictObject({
  templates: v.pipe(v.array(v.picklist(TEMPLATES)), v.minLength(1), v.maxLength(TEMPLATES.length)),
})

export const routes: Routes<'messages'> = {
  'messages.list': { who: 'anyone', replay: 'read', input: pageRequest, handle: listMessages },
  'messages.unread': { who: 'anyone', replay: 'read', input: nothing, handle: countUnread },
  'messages.read': { who: 'anyone', replay: 'stored', input: read, handle: markRead },
  'messages.granted': { who: 'anyone', replay: 'stored', input: granted, handle: noteGranted },
}

export const platform: Platform = { timer: pushDue }
