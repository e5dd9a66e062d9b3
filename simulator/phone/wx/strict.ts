import type { ApiTable } from './api'

/** What an app may look for and rightly not find, besides symbols. */
const ABSENT = new Set([
  'then',
  'toJSON',
  'constructor',
  'nodeType',
  'tagName',
  '$$typeof',
  'miniapp',
  'qy',
  'lanDebug',
])

/** A table whose unknown names fail loudly when they are called; `name in wx` and wx.canIUse tell that they are absent. */
export function strict(owner: string, table: ApiTable, problem: (text: string) => void): Record<string, unknown> {
  const names = Object.assign(Object.create(null) as ApiTable, table)
  return new Proxy(names, {
    get(target, name) {
      if (typeof name === 'symbol' || name in target || ABSENT.has(name)) return Reflect.get(target, name) as unknown
      return () => {
        const text = `${owner}.${name} 在这部手机上没有实现`
        problem(text)
        throw new Error(text)
      }
    },
  })
}
