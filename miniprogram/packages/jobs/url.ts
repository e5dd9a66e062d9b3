/** The pages of the job supermarket by their addresses. */
const PAGES = '/packages/jobs/pages'

export const LIST_PAGE = `${PAGES}/list/index`
export const CARD_PAGE = `${PAGES}/card/index`
export const MINE_PAGE = `${PAGES}/mine/index`
export const TALKS_PAGE = `${PAGES}/talks/index`
/** where the home is said, and the name; and back */
export const HOME_PAGE = '/packages/me/pages/bind/index'
export const NAME_PAGE = '/packages/me/pages/profile/index'

export const postingUrl = (id: string): string => `${PAGES}/posting/index?id=${id}`
export const applicationUrl = (id: string): string => `${PAGES}/application/index?id=${id}`
export const firmUrl = (id: string): string => `${PAGES}/firm/index?id=${id}`
export const searchUrl = (text: string): string => `${LIST_PAGE}?text=${encodeURIComponent(text)}`
export const talkUrl = (id: string): string => `${PAGES}/talk/index?id=${id}`

/** A talk that begins with its first question; it is known by what it is about. */
export const newTalkUrl = (posting: { id: string; title: string; enterpriseName: string }): string =>
  `${PAGES}/talk/index?posting=${posting.id}&title=${encodeURIComponent(posting.title)}` +
  `&firm=${encodeURIComponent(posting.enterpriseName)}`

/** The pages of those who act for the enterprise. */
export const ownPostingUrl = ({ id, enterprise }: { id: string; enterprise: string }): string =>
  `/packages/enterprise/pages/posting/index?enterprise=${enterprise}&id=${id}`
export const ownApplicationUrl = (id: string): string => `/packages/enterprise/pages/application/index?id=${id}`
