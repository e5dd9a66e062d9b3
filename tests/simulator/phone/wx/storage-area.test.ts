import { AREA_BYTES, KEY_BYTES, StorageArea, type TextStore } from '../../../../simulator/phone/wx/page/storage-area'

/** localStorage without a limit of its own. */
function memory(): TextStore & { readonly values: Map<string, string> } {
  const values = new Map<string, string>()
  return {
    values,
    get length() {
      return values.size
    },
    key: (index) => [...values.keys()][index] ?? null,
    getItem: (key) => values.get(key) ?? null,
    setItem: (key, value) => void values.set(key, value),
    removeItem: (key) => void values.delete(key),
  }
}

test.each([['text'], [0], [false], [null], [{ a: [1, { b: '二' }] }], [[]], ['']])(
  '%j comes back as it was',
  (value) => {
    const area = new StorageArea('ada', memory())
    area.set('key', value)
    expect(area.get('key')).toEqual({ data: value })
  },
)

test('each person has an area of their own', () => {
  const store = memory()
  const [ada, bob] = [new StorageArea('ada', store), new StorageArea('bob', store)]
  store.setItem('foreign', 'x')
  ada.set('k', 1)
  bob.set('k', 2)
  bob.set('l', 3)
  expect([ada.keys(), bob.keys()]).toEqual([['k'], ['k', 'l']])
  ada.clear()
  expect([ada.get('k'), bob.get('k')?.data, store.getItem('foreign')]).toEqual([undefined, 2, 'x'])
  bob.remove('k')
  bob.remove('never')
  expect(bob.keys()).toEqual(['l'])
})

test('a key holds 1 MB and not a byte more', () => {
  const area = new StorageArea('ada', memory())
  const room = KEY_BYTES - JSON.stringify({ data: '' }).length
  area.set('key', 'x'.repeat(room))
  expect(() => area.set('key', 'x'.repeat(room + 1))).toThrow('entry size limit reached')
  // Chinese counts three bytes a character.
  expect(() => area.set('key', '字'.repeat(room / 2))).toThrow('entry size limit reached')
  expect(String(area.get('key')?.data)).toHaveLength(room)
})

test('an area holds 10 MB; a value that replaces another does not count twice', () => {
  const area = new StorageArea('ada', memory())
  const large = 'x'.repeat(KEY_BYTES - 100)
  for (let index = 0; index < 10; index++) area.set(`key-${index}`, large)
  area.set('key-3', large)
  expect(area.info()).toEqual({ keys: area.keys(), currentSize: 10_240, limitSize: AREA_BYTES / 1024 })
  expect(() => area.set('one-more', large)).toThrow('quota reached')
  area.remove('key-0')
  area.set('one-more', large)
})

test("the browser's own limit is told as WeChat's", () => {
  const store = memory()
  store.setItem = () => {
    throw new DOMException('full', 'QuotaExceededError')
  }
  expect(() => new StorageArea('ada', store).set('k', 1)).toThrow('quota reached')
})
