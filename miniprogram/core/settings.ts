/** What may be changed without touching the code that uses it. */
export const SETTINGS = {
  /** the CloudBase environment; empty: the one that the project is bound to */
  environment: '',
  /** days without asking again after a person refused subscribe messages */
  subscribeQuietDays: 7,
  /** hours for which the list of buildings is good */
  buildingsHours: 24,
} as const
