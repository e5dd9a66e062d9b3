/** The pages of the fairs by their addresses. */
const PAGES = '/packages/fairs/pages'

export const LIST_PAGE = `${PAGES}/list/index`
export const FIGURES_PAGE = `${PAGES}/figures/index`
/** what is needed before a sign-up; and back */
export const CARD_PAGE = '/packages/jobs/pages/card/index'
export const HOME_PAGE = '/packages/me/pages/bind/index'
export const NAME_PAGE = '/packages/me/pages/profile/index'

/** `enterprise`: looked at by one who acts for it. */
export const fairUrl = (id: string, enterprise = ''): string =>
  `${PAGES}/fair/index?id=${id}${enterprise === '' ? '' : `&enterprise=${enterprise}`}`
export const boothUrl = (id: string): string => `${PAGES}/booth/index?id=${id}`
export const deskUrl = (fair: string): string => `${PAGES}/desk/index?fair=${fair}`
export const boardUrl = (fair: string): string => `${PAGES}/board/index?fair=${fair}`
export const planUrl = (id: string): string => `${PAGES}/plan/index?id=${id}`
export const postingUrl = (id: string): string => `/packages/jobs/pages/posting/index?id=${id}`
/** where an enterprise writes its postings */
export const ownPostingsUrl = (enterprise: string): string =>
  `/packages/enterprise/pages/postings/index?enterprise=${enterprise}`
