import type { Routes } from '../kit/router'
import { nothing } from '../kit/schema'
import { answerApplication } from './answer-application'
import { applyTo } from './apply-posting'
import { forgetCard } from './forget-card'
import { keepCard, showCard } from './keep-card'
import { getApplication, listApplicants, listApplications } from './list-applications'
import { listSuited } from './list-suited'
import { getTalk, listTalks } from './list-talks'
import { listSaved, savePosting } from './save-posting'
import { sayLine } from './say-line'
import { input } from './seeker-input'
import { showContact } from './show-contact'

type SeekerRoute =
  | 'jobs.card'
  | 'jobs.keep'
  | 'jobs.forget'
  | 'jobs.save'
  | 'jobs.saved'
  | 'jobs.suited'
  | 'jobs.apply'
  | 'jobs.applications'
  | 'jobs.application'
  | 'jobs.answer'
  | 'jobs.contact'
  | 'jobs.say'
  | 'jobs.talk'
  | 'jobs.talks'
  | 'jobs.applicants'

// Whose application or talk it is, the handlers ask.
export const seekerRoutes: Pick<Routes<'jobs'>, SeekerRoute> = {
  'jobs.card': { who: 'anyone', replay: 'read', input: nothing, handle: showCard },
  // own: a stored answer would hold the digest of an input with the month of birth, which could be guessed from it
  'jobs.keep': { who: 'home', replay: 'own', input: input.keep, handle: keepCard },
  'jobs.forget': { who: 'anyone', replay: 'own', input: nothing, handle: forgetCard },
  'jobs.save': { who: 'home', replay: 'own', input: input.save, handle: savePosting },
  'jobs.saved': { who: 'anyone', replay: 'read', input: nothing, handle: listSaved },
  'jobs.suited': { who: 'anyone', replay: 'read', input: nothing, handle: listSuited },

  'jobs.apply': { who: 'home', replay: 'own', input: input.apply, handle: applyTo },
  'jobs.applications': { who: 'anyone', replay: 'read', input: input.applications, handle: listApplications },
  'jobs.application': { who: 'anyone', replay: 'read', input: input.one, handle: getApplication },
  'jobs.answer': { who: 'anyone', replay: 'own', input: input.answer, handle: answerApplication },
  'jobs.contact': { who: 'anyone', replay: 'own', input: input.contact, handle: showContact },
  'jobs.applicants': { who: 'anyone', replay: 'read', input: input.applicants, handle: listApplicants },

  // who asks must have a home, which the handler asks for: who answers for an enterprise need not
  'jobs.say': { who: 'anyone', replay: 'own', input: input.say, handle: sayLine },
  // own: it only notes that the lines were read
  'jobs.talk': { who: 'anyone', replay: 'own', input: input.one, handle: getTalk },
  'jobs.talks': { who: 'anyone', replay: 'read', input: input.talks, handle: listTalks },
}
