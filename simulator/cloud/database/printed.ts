import { isDoc, tagOf } from './values'

/** A value as MongoDB's messages have it. */
export function printed(value: unknown): string {
  if (Array.isArray(value)) return value.length === 0 ? '[]' : `[ ${value.map(printed).join(', ')} ]`
  if (isDoc(value)) {
    const fields = Object.keys(value).map((name) => `${name}: ${printed(value[name])}`)
    return fields.length === 0 ? '{}' : `{ ${fields.join(', ')} }`
  }
  if (value instanceof Date) return `new Date(${value.getTime()})`
  const tag = tagOf(value)
  if (tag === 'ObjectId') return `ObjectId('${String(value)}')`
  return tag === 'Long' || tag === 'Decimal128' ? String(value) : JSON.stringify(value ?? null)
}
