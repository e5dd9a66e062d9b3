import { AppError } from './errors'

/** What `run` answers; when it is refused, the answer of an earlier attempt of the same call, if there was one. */
export async function retried<A>(run: () => Promise<A>, earlier: () => Promise<A | null>): Promise<A> {
  try {
    return await run()
  } catch (error) {
    const answer = error instanceof AppError ? await earlier() : null
    if (answer === null) throw error
    return answer
  }
}
