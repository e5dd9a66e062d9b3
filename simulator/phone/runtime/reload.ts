/** Of this frame's entry in the history: phones side by side share the session's storage. */
interface State {
  readonly reopen?: string
}

/** Loads the phone anew and opens the same page again. */
export function reloadAt(url: string): void {
  history.replaceState({ reopen: url } satisfies State, '')
  location.reload()
}

/** The page that was in front before a reload; once. */
export function takeReopened(): string | undefined {
  const state = history.state as State | null
  history.replaceState(null, '')
  return state?.reopen
}
