/** A report that waits on the phone becomes one case, whatever happens on the way. */
import fc from 'fast-check'
import { createDraftBox, type Draft, type DraftBox, type ReportInput } from '../../miniprogram/core/draft-box'
import { RpcError } from '../../miniprogram/core/rpc-error'

const INPUT: ReportInput = { kind: 'noise.plaza', place: { building: 'A18' }, text: '太吵', answers: {} }

const draft = (no: number, part: Partial<Draft> = {}): Draft => ({
  id: `draft-${no}`,
  requestId: `request-${no}`,
  savedAt: no,
  state: 'queued',
  input: INPUT,
  pictures: [],
  ...part,
})

/** What becomes of one call. lost: the server did it and the answer never came. */
type Fate = 'good' | 'offline' | 'lost' | 'no'

interface Phone {
  box: DraftBox
  /** the server's cases by requestId */
  cases: Map<string, ReportInput>
  calls: string[]
  uploads: string[][]
  dropped: string[]
  online: boolean
  /** the program is ended and started again: only what is stored remains */
  restart(): DraftBox
}

function phone(fates: readonly Fate[] = [], uploadFates: readonly Fate[] = []): Phone {
  let stored = '[]'
  const cases = new Map<string, ReportInput>()
  const make = (): DraftBox =>
    createDraftBox({
      read: () => JSON.parse(stored) as Draft[],
      write: (drafts) => {
        stored = JSON.stringify(drafts)
      },
      upload: async (paths) => {
        if (paths.length === 0) return []
        const fate = uploadFates[self.uploads.length] ?? 'good'
        self.uploads.push([...paths])
        await Promise.resolve()
        if (fate !== 'good') throw new RpcError('OFFLINE', '')
        return paths.map((path) => `cloud://${path}`)
      },
      report: async (input, requestId) => {
        const fate = fates[self.calls.length] ?? 'good'
        self.calls.push(requestId)
        await Promise.resolve()
        if (fate === 'offline') throw new RpcError('OFFLINE', requestId)
        if (fate === 'no') throw new RpcError('UNSAFE_CONTENT', requestId)
        // the server knows the requestId and answers the same again
        if (!cases.has(requestId)) cases.set(requestId, input)
        if (fate === 'lost') throw new RpcError('TIMEOUT', requestId)
        return { id: `case of ${requestId}`, state: 'reported', version: 1, dueAt: null, handler: '何' }
      },
      drop: (paths) => void self.dropped.push(...paths),
      isOnline: () => self.online,
    })
  const self: Phone = {
    box: make(),
    cases,
    calls: [],
    uploads: [],
    dropped: [],
    online: true,
    restart: () => (self.box = make()),
  }
  return self
}

test('what is sent is a case, and gone from the phone with its pictures', async () => {
  const my = phone()
  my.box.save(draft(1, { pictures: ['a.jpg', 'b.jpg'] }))
  expect(await my.box.send('draft-1')).toMatchObject({ id: 'case of request-1', handler: '何' })
  expect(my.cases.get('request-1')).toEqual({ ...INPUT, pictures: ['cloud://a.jpg', 'cloud://b.jpg'] })
  expect(my.box.list()).toEqual([])
  expect(my.dropped).toEqual(['a.jpg', 'b.jpg'])
})

test('any history of failures and restarts makes exactly one case of each report', async () => {
  const fate = fc.constantFrom<Fate>('good', 'offline', 'lost')
  await fc.assert(
    fc.asyncProperty(
      fc.array(fate, { maxLength: 12 }),
      fc.array(fc.constantFrom<Fate>('good', 'offline'), { maxLength: 6 }),
      fc.integer({ min: 1, max: 4 }),
      fc.array(fc.boolean(), { minLength: 30, maxLength: 30 }),
      async (fates, uploadFates, count, restarts) => {
        const my = phone(fates, uploadFates)
        for (let no = 1; no <= count; no++) my.box.save(draft(no, { pictures: no % 2 ? [`${no}.jpg`] : [] }))
        for (const isRestarted of restarts) {
          if (isRestarted) my.restart()
          if ((await my.box.flush()) === 0) break
        }
        expect(my.box.list()).toEqual([])
        expect([...my.cases.keys()].sort()).toEqual(Array.from({ length: count }, (_, i) => `request-${i + 1}`))
      },
    ),
    { numRuns: 60 },
  )
})

test('pictures that are up are not uploaded again', async () => {
  const my = phone(['offline', 'lost', 'good'])
  my.box.save(draft(1, { pictures: ['a.jpg'] }))
  for (let turn = 0; turn < 3; turn++) await my.box.flush()
  expect(my.uploads).toEqual([['a.jpg']])
  expect(my.calls).toEqual(['request-1', 'request-1', 'request-1'])
})

test('two taps and a flush at once send it once', async () => {
  const my = phone()
  my.box.save(draft(1))
  const [a, b, left] = await Promise.all([my.box.send('draft-1'), my.box.send('draft-1'), my.box.flush()])
  expect(a).toEqual(b)
  expect(left).toBe(0)
  expect(my.calls).toEqual(['request-1'])
})

test('what the server refuses waits for the person, who is told why; the others go on', async () => {
  const my = phone(['no', 'good'])
  my.box.save(draft(1))
  my.box.save(draft(2))
  expect(await my.box.flush()).toBe(0)
  expect([...my.cases.keys()]).toEqual(['request-2'])
  expect(my.box.list()).toMatchObject([{ id: 'draft-1', state: 'refused', problem: expect.stringContaining('没通过') }])
  expect(await my.box.flush()).toBe(0)
  expect(my.calls).toHaveLength(2)
})

test('without a network nothing is tried; the oldest goes first when it is back', async () => {
  const my = phone()
  my.online = false
  my.box.save(draft(2))
  my.box.save(draft(1))
  my.box.save(draft(3, { state: 'draft' }))
  expect(await my.box.flush()).toBe(2)
  expect(my.calls).toEqual([])
  my.online = true
  expect(await my.box.flush()).toBe(0)
  expect(my.calls).toEqual(['request-1', 'request-2'])
  expect(my.box.list()).toMatchObject([{ id: 'draft-3', state: 'draft' }])
})

test('a program that was ended while it sent leaves the report queued', () => {
  const my = phone()
  my.box.save(draft(1, { state: 'sending' }))
  expect(my.restart().get('draft-1')?.state).toBe('queued')
})

test('pictures taken out of a draft are dropped, the others kept', () => {
  const my = phone()
  my.box.save(draft(1, { pictures: ['a.jpg', 'b.jpg'] }))
  my.box.save(draft(1, { pictures: ['b.jpg', 'c.jpg'] }))
  expect(my.dropped).toEqual(['a.jpg'])
  my.box.remove('draft-1')
  expect(my.dropped).toEqual(['a.jpg', 'b.jpg', 'c.jpg'])
  my.box.remove('draft-1')
  expect(my.box.list()).toEqual([])
})

test('whoever listens is told of every change until they leave', async () => {
  const my = phone()
  const heard = jest.fn()
  const leave = my.box.on(heard)
  my.box.save(draft(1))
  expect(heard).toHaveBeenCalledTimes(1)
  await my.box.send('draft-1')
  const before = heard.mock.calls.length
  expect(before).toBeGreaterThan(1)
  leave()
  my.box.save(draft(2))
  expect(heard).toHaveBeenCalledTimes(before)
})
