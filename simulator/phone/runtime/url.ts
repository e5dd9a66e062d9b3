import { joinPath } from './modules'

export interface Target {
  /** path of a page, without a leading slash */
  readonly path: string
  readonly query: Readonly<Record<string, string>>
}

/**
 * A page's address as navigateTo takes it. As in WeChat a path without a leading slash is relative to the page in
 * front, and the values of the query stay as they are written: the page decodes what was encoded.
 */
export function parseUrl(url: string, from = ''): Target {
  const [address = ''] = url.split('#')
  const mark = address.indexOf('?')
  const path = mark < 0 ? address : address.slice(0, mark)
  const text = mark < 0 ? '' : address.slice(mark + 1)
  const entries = text
    .split('&')
    .filter(Boolean)
    .map((pair) => {
      const equals = pair.indexOf('=')
      return equals < 0 ? ([pair, ''] as const) : ([pair.slice(0, equals), pair.slice(equals + 1)] as const)
    })
  return { path: joinPath(from, path).replace(/\.html$/, ''), query: Object.fromEntries(entries) }
}

export function formatUrl({ path, query }: Target): string {
  const text = Object.entries(query)
    .map(([key, value]) => `${key}=${value}`)
    .join('&')
  return `/${path}${text ? `?${text}` : ''}`
}
