import type { Routes } from '../kit/router'
import { nothing } from '../kit/schema'
import { applyEnterprise } from './apply-enterprise'
import { changeEnterprise } from './change-enterprise'
import { decideEnterprise } from './decide-enterprise'
import { input } from './input'
import { inviteMember } from './invite-member'
import { joinEnterprise } from './join-enterprise'
import { listEnterprises } from './list-enterprises'
import { removeMember } from './remove-member'
import { getEnterprise, listMine } from './show-enterprise'

export const routes: Routes<'enterprises'> = {
  // own: the events hold the requestId
  'enterprises.apply': { who: 'anyone', replay: 'own', input: input.apply, handle: applyEnterprise },
  'enterprises.decide': { who: ['staff'], replay: 'own', input: input.decide, handle: decideEnterprise },
  'enterprises.change': { who: 'anyone', replay: 'own', input: input.change, handle: changeEnterprise },
  // own: a stored answer would hold the code
  'enterprises.invite': { who: 'anyone', replay: 'own', input: input.one, handle: inviteMember },
  // own: the invitation says who used it
  'enterprises.join': { who: 'anyone', replay: 'own', input: input.join, handle: joinEnterprise },
  // own: who is gone is gone
  'enterprises.remove': { who: 'anyone', replay: 'own', input: input.remove, handle: removeMember },
  'enterprises.get': { who: 'anyone', replay: 'read', input: input.one, handle: getEnterprise },
  'enterprises.mine': { who: 'anyone', replay: 'read', input: nothing, handle: listMine },
  'enterprises.list': { who: ['staff'], replay: 'read', input: input.list, handle: listEnterprises },
}
