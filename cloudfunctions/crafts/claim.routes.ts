import type { Routes } from '../kit/router'
import { contactInput, counterInput, mineInput, moveInput, oneClaim, takeInput } from './claim-input'
import { getClaim } from './get-claim'
import { listCounter } from './list-counter'
import { listMine } from './list-mine'
import { moveClaim } from './move-claim'
import { showContact } from './show-contact'
import { takePieces } from './take-pieces'

type ClaimRoute = 'crafts.take' | 'crafts.mine' | 'crafts.claim' | 'crafts.move' | 'crafts.counter' | 'crafts.contact'

export const claimRoutes: Pick<Routes<'crafts'>, ClaimRoute> = {
  'crafts.take': { who: 'home', replay: 'own', input: takeInput, handle: takePieces },
  'crafts.mine': { who: 'anyone', replay: 'read', input: mineInput, handle: listMine },
  'crafts.claim': { who: 'anyone', replay: 'read', input: oneClaim, handle: getClaim },
  'crafts.move': { who: 'anyone', replay: 'own', input: moveInput, handle: moveClaim },
  'crafts.counter': { who: 'anyone', replay: 'read', input: counterInput, handle: listCounter },
  'crafts.contact': { who: 'anyone', replay: 'own', input: contactInput, handle: showContact },
}
