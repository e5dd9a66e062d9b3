import type { PostingView } from '../../miniprogram/contract/jobs'
import { loadMine } from './apply.repo'
import { talkId } from './job-ids'

/** How a person stands to a posting as a seeker, in one request: the last application counts. */
export async function mineOn(openid: string, posting: string): Promise<Omit<PostingView['mine'], 'reported'>> {
  const { saved, application, talk } = await loadMine(posting, openid, talkId(posting, openid))
  return { saved, application: application && { id: application._id, state: application.state }, talk }
}
