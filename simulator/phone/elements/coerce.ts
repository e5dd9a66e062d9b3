const toNumber = (value: unknown, fallback: number): number => {
  if (value === '' || typeof value === 'boolean') return fallback
  const number = typeof value === 'string' ? Number(value.trim().replace(/px$/, '')) : Number(value)
  return Number.isFinite(number) ? number : fallback
}

/**
 * A value from a template, in the type of the property's default. As in WeChat, nothing (undefined, null) means the
 * default and any text but the empty one is true, "false" too.
 */
export const coerce = <T>(value: unknown, fallback: T): T => {
  if (value === undefined || value === null) return fallback
  if (typeof fallback === 'string') return (typeof value === 'object' ? '' : String(value)) as T
  if (typeof fallback === 'number') return toNumber(value, fallback) as T
  if (typeof fallback === 'boolean') return Boolean(value) as T
  if (Array.isArray(fallback)) return (Array.isArray(value) ? value : fallback) as T
  return value as T
}
