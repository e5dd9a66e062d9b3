/** What the server has written into the head of the phone's page. */
export const factOf = (name: string): string | undefined =>
  document.querySelector<HTMLMetaElement>(`meta[name="${name}"]`)?.content
