/** The pages of an enterprise by their addresses. */
export const pageUrl = (page: string): string => `/packages/enterprise/pages/${page}/index`

// ---- pages that are the same for those who look for work
const JOBS = '/packages/jobs/pages'
export const TALKS_PAGE = `${JOBS}/talks/index`
export const talkUrl = (id: string): string => `${JOBS}/talk/index?id=${id}`
/** a posting as everybody sees it */
export const shownPostingUrl = (id: string): string => `${JOBS}/posting/index?id=${id}`
/** an application as the person who made it sees it */
export const seekersApplicationUrl = (id: string): string => `${JOBS}/application/index?id=${id}`
