/** The pages of the desk by their addresses. */
export type DeskPage = 'home' | 'enterprise' | 'batch' | 'claim' | 'wage'

export const deskUrl = (page: DeskPage, id: string): string => `/packages/desk/pages/${page}/index?id=${id}`
