/** The pages of an enterprise by their addresses. */
export const pageUrl = (page: string): string => `/packages/enterprise/pages/${page}/index`
