import type { Platform, Routes } from '../kit/router'
import { nothing, pageRequest } from '../kit/schema'
import { checkDue } from './check-due'
import { countCases } from './count-cases'
import { getCase } from './get-case'
import { allInput, clusterInput, countsInput, moveInput, oneCase, reportInput, workInput } from './input'
import { listAll, listCluster, listMine, listWork } from './list-cases'
import { moveCase } from './move-case'
import { receiveVerdict } from './receive-verdict'
import { reportCase } from './report-case'
import { showContact } from './show-contact'
import { showHome } from './show-home'

const WORKERS = ['mediator', 'worker', 'leader', 'staff'] as const

export const routes: Routes<'cases'> = {
  'cases.home': { who: 'anyone', replay: 'read', input: nothing, handle: showHome },
  'cases.report': { who: 'home', replay: 'own', input: reportInput, handle: reportCase },
  'cases.get': { who: 'anyone', replay: 'read', input: oneCase, handle: getCase },
  'cases.move': { who: 'anyone', replay: 'own', input: moveInput, handle: moveCase },
  'cases.contact': { who: WORKERS, replay: 'own', input: oneCase, handle: showContact },
  'cases.mine': { who: 'anyone', replay: 'read', input: pageRequest, handle: listMine },
  'cases.work': { who: WORKERS, replay: 'read', input: workInput, handle: listWork },
  'cases.cluster': { who: ['leader', 'staff'], replay: 'read', input: clusterInput, handle: listCluster },
  'cases.all': { who: ['staff'], replay: 'read', input: allInput, handle: listAll },
  'cases.counts': { who: ['leader', 'staff'], replay: 'read', input: countsInput, handle: countCases },
}

export const platform: Platform = { timer: checkDue, push: { wxa_media_check: receiveVerdict } }
