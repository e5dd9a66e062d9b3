import type { Platform, Routes } from '../kit/router'
import { pageRequest } from '../kit/schema'
import { arrangeNow } from './arrange-fair'
import { listDue, noteStill } from './ask-still'
import { bookBooth, unbookBooth } from './book-booth'
import { changePlan } from './change-fair'
import { checkFairs } from './check-fairs'
import { checkIn, listDesk, walkIn } from './desk'
import { getFair, showBoard } from './get-fair'
import { input } from './input'
import { listFairs, listFigures } from './list-fairs'
import { moveTalkOn } from './move-talk'
import { showBooth } from './show-booth'
import { leaveFair, signUp } from './sign-up'

const STAFF = ['staff'] as const

// Whose booth or talk it is, the handlers ask. own: ids follow from who calls for what, or the thing keeps its last call.
export const routes: Routes<'fairs'> = {
  'fairs.list': { who: 'anyone', replay: 'read', input: input.list, handle: listFairs },
  'fairs.get': { who: 'anyone', replay: 'read', input: input.one, handle: getFair },
  'fairs.board': { who: 'anyone', replay: 'read', input: input.ofFair, handle: showBoard },
  'fairs.signup': { who: 'home', replay: 'own', input: input.signup, handle: signUp },
  'fairs.leave': { who: 'home', replay: 'own', input: input.ofFair, handle: leaveFair },

  'fairs.book': { who: 'anyone', replay: 'own', input: input.book, handle: bookBooth },
  'fairs.unbook': { who: 'anyone', replay: 'own', input: input.ofBooth, handle: unbookBooth },
  'fairs.booth': { who: 'anyone', replay: 'read', input: input.ofBooth, handle: showBooth },
  'fairs.talk': { who: 'anyone', replay: 'own', input: input.talk, handle: moveTalkOn },

  'fairs.change': { who: STAFF, replay: 'own', input: input.change, handle: changePlan },
  'fairs.arrange': { who: STAFF, replay: 'own', input: input.ofFair, handle: arrangeNow },
  'fairs.desk': { who: STAFF, replay: 'read', input: input.desk, handle: listDesk },
  'fairs.checkin': { who: STAFF, replay: 'own', input: input.checkin, handle: checkIn },
  'fairs.walkin': { who: STAFF, replay: 'own', input: input.walkin, handle: walkIn },
  'fairs.figures': { who: STAFF, replay: 'read', input: pageRequest, handle: listFigures },
  'fairs.due': { who: STAFF, replay: 'read', input: pageRequest, handle: listDue },
  'fairs.still': { who: STAFF, replay: 'own', input: input.still, handle: noteStill },
}

export const platform: Platform = { timer: checkFairs }
