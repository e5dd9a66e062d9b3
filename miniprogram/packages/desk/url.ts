/** The pages of the desk by their addresses. */
export type DeskPage = 'home' | 'enterprise' | 'batch' | 'claim' | 'wage' | 'posting'

export const deskUrl = (page: DeskPage, id: string): string => `/packages/desk/pages/${page}/index?id=${id}`

export const JOBS_PAGE = '/packages/desk/pages/jobs/index'
