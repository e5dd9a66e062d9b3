import type { Defaults, Host } from './element'

interface Loading {
  then(url: string): void
  failed?(reason: string): void
}

const reasonOf = (error: unknown): string => (error instanceof Error ? error.message : String(error))

/** Asks the phone for the URL behind a `src`; a refusal is a problem of the app and loud. */
export const load = <P extends Defaults>(host: Host<P>, src: string, { then, failed }: Loading): void => {
  Promise.resolve()
    .then(() => host.services.resourceUrl(src, host.owner()))
    .then(then)
    .catch((error: unknown) => {
      host.services.problem(`${src}: ${reasonOf(error)}`)
      failed?.(reasonOf(error))
    })
}
