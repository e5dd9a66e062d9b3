import { CODE_MAKERS } from '../../miniprogram/contract/place-code'
import type { Platform, Routes } from '../kit/router'
import { nothing, pageRequest } from '../kit/schema'
import { bindHome, unbindHome } from './bind-home'
import { changeProfile, takePhone } from './change-profile'
import { eraseMe } from './erase-me'
import { input } from './input'
import { invitePerson } from './invite-person'
import { joinRole } from './join-role'
import { listBuildings } from './list-buildings'
import { listColleagues, listGrantEvents } from './list-colleagues'
import { makeCode } from './make-code'
import { purgeExpired } from './purge-expired'
import { revokeRole } from './revoke-role'
import { setLeave } from './set-leave'
import { exportMe, listLooks, nameUploadPlace, showMe } from './show-me'

const STAFF = ['staff', 'admin'] as const
const SERVING = ['mediator', 'worker', 'leader', 'staff', 'admin'] as const

export const routes: Routes<'estate'> = {
  'estate.buildings': { who: 'anyone', replay: 'read', input: nothing, handle: listBuildings },
  'estate.me': { who: 'anyone', replay: 'read', input: nothing, handle: showMe },
  'estate.uploads': { who: 'anyone', replay: 'read', input: nothing, handle: nameUploadPlace },
  'estate.bind': { who: 'anyone', replay: 'stored', input: input.home, handle: bindHome },
  'estate.unbind': { who: 'anyone', replay: 'stored', input: nothing, handle: unbindHome },
  'estate.profile': { who: 'anyone', replay: 'stored', input: input.profile, handle: changeProfile },
  'estate.phone': { who: 'anyone', replay: 'stored', input: input.phone, handle: takePhone },
  // own: a stored answer would hold the code
  'estate.invite': { who: STAFF, replay: 'own', input: input.invite, handle: invitePerson },
  // own: the invitation says who used it
  'estate.join': { who: 'anyone', replay: 'own', input: input.join, handle: joinRole },
  // own: what is taken is taken, and the event is named by the requestId
  'estate.revoke': { who: STAFF, replay: 'own', input: input.revoke, handle: revokeRole },
  'estate.leave': { who: SERVING, replay: 'stored', input: input.leave, handle: setLeave },
  'estate.colleagues': { who: SERVING, replay: 'read', input: input.colleagues, handle: listColleagues },
  'estate.code': { who: CODE_MAKERS, replay: 'read', input: input.code, handle: makeCode },
  'estate.grants': { who: STAFF, replay: 'read', input: pageRequest, handle: listGrantEvents },
  'estate.looks': { who: 'anyone', replay: 'read', input: pageRequest, handle: listLooks },
  'estate.export': { who: 'anyone', replay: 'read', input: nothing, handle: exportMe },
  'estate.erase': { who: 'anyone', replay: 'stored', input: nothing, handle: eraseMe },
}

export const platform: Platform = { timer: purgeExpired }
