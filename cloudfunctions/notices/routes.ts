import type { Platform, Routes } from '../kit/router'
import { pageRequest } from '../kit/schema'
import { changeNotice, endNotice } from './change-notice'
import { input } from './input'
import { listManaged, listNotices } from './list-notices'
import { publishNotice } from './publish-notice'
import { showNotice } from './show-notice'
import { tidyNotices } from './tidy-notices'

const PUBLISHERS = ['leader', 'staff', 'admin'] as const

export const routes: Routes<'notices'> = {
  'notices.list': { who: 'anyone', replay: 'read', input: pageRequest, handle: listNotices },
  'notices.get': { who: 'anyone', replay: 'read', input: input.one, handle: showNotice },
  // own: the id follows from the request
  'notices.publish': { who: PUBLISHERS, replay: 'own', input: input.publish, handle: publishNotice },
  // own: the notice knows the call that changed it last
  'notices.change': { who: PUBLISHERS, replay: 'own', input: input.change, handle: changeNotice },
  // own: what is down stays down
  'notices.end': { who: PUBLISHERS, replay: 'own', input: input.one, handle: endNotice },
  'notices.managed': { who: PUBLISHERS, replay: 'read', input: pageRequest, handle: listManaged },
}

export const platform: Platform = { timer: tidyNotices }
