import { asyncApis, requiredText, syncApi, WxFailure, type ApiTable, type Options } from '../api'
import type { WxContext } from '../context'
import { StorageArea } from './storage-area'

interface Entry {
  readonly key: string
  readonly value: unknown
}

function checkKey(key: unknown): string {
  if (typeof key !== 'string') throw new WxFailure('parameter error: parameter should be String')
  if (key === '') throw new WxFailure('parameter error: key is empty')
  return key
}

const listOf = (options: Options, name: string): readonly unknown[] => {
  const list = options[name]
  if (!Array.isArray(list)) throw new WxFailure(`parameter error: parameter.${name} should be Array`)
  return list
}

/** Key-value storage, synchronous and not. */
export function storage({ host }: WxContext): ApiTable {
  const area = new StorageArea(host.settings().openid, localStorage)
  const value = (key: string): unknown => area.get(key)?.data ?? ''
  const setAll = (entries: readonly Entry[]) => entries.forEach((entry) => area.set(checkKey(entry.key), entry.value))
  return {
    ...asyncApis({
      getStorage: (o) => {
        const kept = area.get(checkKey(o['key']))
        if (!kept) throw new WxFailure('data not found')
        return { data: kept.data }
      },
      setStorage: (o) => area.set(checkKey(o['key']), o['data']),
      removeStorage: (o) => area.remove(requiredText(o, 'key')),
      clearStorage: () => area.clear(),
      getStorageInfo: () => area.info(),
      batchSetStorage: (o) => setAll(listOf(o, 'kvList') as Entry[]),
      batchGetStorage: (o) => ({ dataList: listOf(o, 'keyList').map((key) => value(checkKey(key))) }),
    }),
    getStorageSync: syncApi('getStorageSync', (key: string) => value(checkKey(key))),
    setStorageSync: syncApi('setStorageSync', (key: string, data: unknown) => area.set(checkKey(key), data)),
    removeStorageSync: syncApi('removeStorageSync', (key: string) => area.remove(checkKey(key))),
    clearStorageSync: syncApi('clearStorageSync', () => area.clear()),
    getStorageInfoSync: syncApi('getStorageInfoSync', () => area.info()),
    batchSetStorageSync: syncApi('batchSetStorageSync', (entries: readonly Entry[]) => setAll(entries)),
    batchGetStorageSync: syncApi('batchGetStorageSync', (keys: readonly string[]) =>
      keys.map((key) => value(checkKey(key))),
    ),
  }
}
