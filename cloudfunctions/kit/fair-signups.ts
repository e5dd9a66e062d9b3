/** Sign-ups for fairs as far as other functions need them: a person who has everything deleted. `fairs` keeps them. */
import { Collection, type Doc } from './db'
import { digest } from './ids'
import { command } from './sdk'

interface SignupFields extends Doc {
  openid: string | null
}
interface TalkFields extends Doc {
  signup: string
  state: string
  askAt: number | null
}

const signups = new Collection<SignupFields>('fair_signups')
const talks = new Collection<TalkFields>('fair_talks')

/** Of one person: a fair or two a week for half a year, then they are cleared anyhow. */
const MOST_SIGNUPS = 200

/** What a sign-up is without its person; `seat`: what no other sign-up of the fair has in place of a number. */
export const takenBack = (seat: string) => ({
  openid: null,
  name: '',
  kinds: [],
  shifts: [],
  wants: [],
  keys: [],
  number: 0,
  seat,
  here: null,
  left: true,
  clearAt: null,
})

/** Talks that have not been held. */
const notHeld = { state: command.in(['planned', 'called']) }

/** Takes back every sign-up of a person. The figures of fairs ahead follow when their timer counts again. */
export async function forgetSignups(openid: string): Promise<void> {
  const own = await signups.find({ openid }, { limit: MOST_SIGNUPS, fields: ['_id'] })
  if (own.length === 0) return
  const ids = own.map(({ _id }) => _id)
  // one a fair, so that they may have the same
  await signups.updateAll({ _id: command.in(ids) }, takenBack(digest(`seat ${openid}`)))
  await forgetTalks(ids)
}

/** Frees the slots of these sign-ups, and asks nobody any more whether the person still works where she was hired. */
export async function forgetTalks(ids: readonly string[]): Promise<void> {
  const signup = command.in([...ids])
  await talks.removeAll({ signup, ...notHeld })
  await talks.updateAll({ signup, askAt: command.gt(0) }, { askAt: null, nextCheckAt: null })
}
