import { messageOf } from '../kit/sdk'
import type { Platform, Routes, TimerCall } from '../kit/router'
import { checkPostings } from './check-postings'
import { checkSeekers } from './check-seekers'
import { postingRoutes } from './posting.routes'
import { seekerRoutes } from './seeker.routes'

export const routes: Routes<'jobs'> = { ...postingRoutes, ...seekerRoutes }

/** What goes wrong in one part must not hold up the other. */
async function checkJobs(call: TimerCall): Promise<void> {
  for (const [part, check] of Object.entries({ postings: checkPostings, seekers: checkSeekers })) {
    try {
      await check(call)
    } catch (error) {
      call.log.error('check_jobs', { part, reason: messageOf(error).slice(0, 120) })
    }
  }
}

export const platform: Platform = { timer: checkJobs }
