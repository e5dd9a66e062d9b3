import { spawn, type ChildProcess } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import type { CollectionReference, Db, Query } from '@cloudbase/database'
import type * as Geo from '@cloudbase/database/dist/commonjs/geo'

/** as the SDK makes it; its own type lacks collection() */
interface Transaction {
  collection(name: string): CollectionReference
  rollback(reason?: unknown): Promise<unknown>
}

/** A program that has only the unmodified SDK and what the cloud prints when it is ready. */
describe('@cloudbase/node-sdk against the cloud', () => {
  const directory = mkdtempSync(join(tmpdir(), 'node-sdk-'))
  let cloud: ChildProcess
  let db: Db
  let _: Db['command']
  let $: Db['command']['aggregate']

  beforeAll(async () => {
    const main = join(__dirname, '../../../simulator/cloud/main.ts')
    cloud = spawn(
      process.execPath,
      ['--import', 'tsx', main, '--port', '0', '--data', directory, '--fresh', '--no-functions'],
      {
        stdio: ['ignore', 'pipe', 'inherit'],
      },
    )
    const [line] = await new Promise<string[]>((resolve) =>
      createInterface(cloud.stdout as NodeJS.ReadableStream).once('line', (text) => resolve([text])),
    )
    const { env } = JSON.parse(line as string) as { env: Record<string, string> }
    Object.assign(process.env, env)
    const { init } = await import('@cloudbase/node-sdk')
    const app = init({ env: env['TCB_ENV'] ?? '' })
    // the types of the SDK's own database lack half of what it has
    db = app.database() as unknown as Db
    _ = db.command
    $ = _.aggregate
  }, 60_000)

  afterAll(async () => {
    const ended = new Promise((resolve) => cloud.once('exit', resolve))
    cloud.kill('SIGTERM')
    await ended
    rmSync(directory, { recursive: true, force: true })
  })

  test('creates a collection once', async () => {
    await expect(db.collection('people').add({ name: 'early' })).rejects.toMatchObject({
      code: 'DATABASE_COLLECTION_NOT_EXIST',
    })
    await db.createCollection('people')
    await expect(db.createCollection('people')).rejects.toMatchObject({ code: 'DATABASE_COLLECTION_ALREADY_EXIST' })
  })

  test('adds, reads, updates, sets and removes documents', async () => {
    const people = db.collection('people')
    const { id } = (await people.add({
      name: '王阿姨',
      age: 63,
      tags: ['a'],
      born: new Date(0),
      at: db.serverDate(),
      sub: { x: 1 },
    })) as { id: string }
    const { data } = await people.doc(id).get()
    expect(data).toEqual([
      { _id: id, name: '王阿姨', age: 63, tags: ['a'], born: new Date(0), at: expect.any(Date) as Date, sub: { x: 1 } },
    ])
    expect(Math.abs((data[0] as { at: Date }).at.getTime() - Date.now())).toBeLessThan(60_000)
    expect(
      await people.doc(id).update({ age: _.inc(1), tags: _.push(['b', 'c']), sub: { y: 2 }, born: _.remove() }),
    ).toMatchObject({ updated: 1 })
    const changed = await people.doc(id).field({ at: false }).get()
    expect(changed.data).toEqual([{ _id: id, name: '王阿姨', age: 64, tags: ['a', 'b', 'c'], sub: { x: 1, y: 2 } }])
    await expect(people.doc(id).update({ name: _.inc(1) })).rejects.toMatchObject({
      code: 'DATABASE_REQUEST_FAILED',
      message: expect.stringContaining('non-numeric type') as string,
    })
    expect(await people.doc('fixed').set({ name: 'Li' })).toMatchObject({ updated: 0, upsertedId: 'fixed' })
    expect(await people.doc('fixed').set({ name: 'Zhang' })).toMatchObject({ updated: 1 })
    await expect(people.add({ _id: 'fixed' })).rejects.toMatchObject({
      message: expect.stringMatching(/E11000 duplicate key/) as string,
    })
    expect(await people.doc('fixed').remove()).toMatchObject({ deleted: 1 })
    expect((await people.doc('fixed').get()).data).toEqual([])
    expect(
      ((await people.where({ tags: 'b' }).updateAndReturn({ age: _.mul(2) })) as { doc: { age: number } }).doc.age,
    ).toBe(128)
  })

  test('queries with the commands', async () => {
    await db.createCollection('matters')
    const cases = db.collection('matters')
    await cases.add(
      Array.from({ length: 150 }, (_unused, i) => ({
        _id: `c${String(i).padStart(3, '0')}`,
        n: i,
        kind: ['noise', 'dog', 'lift'][i % 3],
        who: { name: `p${i % 5}` },
        list: [i, i + 1],
        text: i % 2 ? 'Odd one' : 'even',
      })),
    )
    const ids = async (query: Query | CollectionReference): Promise<string[]> =>
      ((await query.get()).data as { _id: string }[]).map((row) => row._id)
    expect((await cases.get()).data).toHaveLength(100)
    expect(await cases.where({ n: _.gte(10).and(_.lt(20)) }).count()).toMatchObject({ total: 10 })
    expect(await cases.where(_.or([{ n: 3 }, { who: { name: 'p1' }, kind: 'dog' }])).count()).toMatchObject({
      total: 11,
    })
    expect(await ids(cases.where({ n: _.in([5, 7]), kind: _.neq('dog') }))).toEqual(['c005'])
    expect(await ids(cases.where({ n: _.or(_.eq(1), _.gt(148)) }))).toEqual(['c001', 'c149'])
    expect(await ids(cases.where({ n: _.not(_.lt(149)) }))).toEqual(['c149'])
    expect(await ids(cases.where({ list: _.all([4, 5]) }))).toEqual(['c004'])
    expect(await ids(cases.where({ list: _.elemMatch({ $gt: 148, $lt: 150 }) }))).toEqual(['c148', 'c149'])
    expect(await ids(cases.where({ text: db.RegExp({ regexp: '^odd', options: 'i' }), n: _.lt(4) }))).toEqual([
      'c001',
      'c003',
    ])
    expect(
      await ids(cases.where({ text: /^Odd/, n: (_.mod as (divisor: number, remainder: number) => unknown)(50, 49) })),
    ).toEqual(['c049', 'c099', 'c149'])
    expect(await ids(cases.where({ nothing: _.exists(true) }))).toEqual([])
    expect(
      await ids(cases.where({ kind: 'lift' }).orderBy('who.name', 'asc').orderBy('n', 'desc').skip(1).limit(2)),
    ).toEqual(['c125', 'c110'])
    expect(await cases.where({ kind: 'dog' }).update({ seen: true })).toMatchObject({ updated: 50 })
    expect(await cases.where({ seen: true, n: _.gt(100) }).remove()).toMatchObject({ deleted: 16 })
  })

  test('aggregates', async () => {
    const { data } = await db
      .collection('matters')
      .aggregate()
      .match({ n: _.lt(30) })
      .group({ _id: '$kind', n: $.sum(1), most: $.max('$n'), names: $.addToSet('$who.name') })
      .sort({ _id: 1 })
      .project({ n: 1, most: 1, names: $.size('$names') })
      .end()
    expect(data).toEqual([
      { _id: 'dog', n: 10, most: 28, names: 5 },
      { _id: 'lift', n: 10, most: 29, names: 5 },
      { _id: 'noise', n: 10, most: 27, names: 5 },
    ])
    const joined = await db
      .collection('matters')
      .aggregate()
      .match({ _id: 'c003' })
      .lookup({
        from: 'matters',
        let: { k: '$kind' },
        pipeline: $.pipeline()
          .match(_.expr($.eq(['$kind', '$$k'])))
          .limit(2)
          .project({ n: 1, _id: 0 })
          .done(),
        as: 'same',
      })
      .end()
    expect((joined.data[0] as { same: unknown }).same).toEqual([{ n: 0 }, { n: 3 }])
    expect((await db.collection('matters').aggregate().match({ n: -1 }).count('n').end()).data).toEqual([])
  })

  test('runs transactions', async () => {
    const people = db.collection('people')
    await people.add([
      { _id: 'a', n: 10 },
      { _id: 'b', n: 0 },
    ])
    const result = await db.runTransaction(async (transaction: Transaction) => {
      const { data } = (await transaction.collection('people').doc('a').get()) as unknown as { data: { n: number } }
      await transaction
        .collection('people')
        .doc('a')
        .update({ n: data.n - 4 })
      await transaction
        .collection('people')
        .doc('b')
        .update({ n: _.inc(4) })
      await transaction.collection('people').add({ _id: 'log', moved: 4 })
      return 'moved'
    })
    expect(result).toBe('moved')
    expect((await people.where({ _id: _.in(['a', 'b', 'log']) }).get()).data).toEqual([
      { _id: 'a', n: 6 },
      { _id: 'b', n: 4 },
      { _id: 'log', moved: 4 },
    ])
    const first = await db.startTransaction()
    const second = await db.startTransaction()
    await first
      .collection('people')
      .doc('a')
      .update({ n: _.inc(1) })
    await expect(
      second
        .collection('people')
        .doc('a')
        .update({ n: _.inc(1) }),
    ).rejects.toMatchObject({ code: 'DATABASE_TRANSACTION_CONFLICT' })
    await first.rollback()
    expect((await people.doc('a').get()).data).toEqual([{ _id: 'a', n: 6 }])
    expect(
      ((await (await db.startTransaction()).collection('people').doc('nobody').get()) as { data: unknown }).data,
    ).toBeNull()
    let attempts = 0
    await expect(
      db.runTransaction(async (transaction: Transaction) => {
        attempts++
        await transaction.collection('people').doc('a').update({ n: 0 })
        await transaction.rollback('enough')
      }),
    ).rejects.toBe('enough')
    expect(attempts).toBe(1)
  })

  test('counts parallel increments, in and out of transactions', async () => {
    const people = db.collection('people')
    await people.doc('sum').set({ n: 0 })
    const retrying = async (left = 50): Promise<void> => {
      try {
        await db.runTransaction((transaction: Transaction) =>
          transaction
            .collection('people')
            .doc('sum')
            .update({ n: _.inc(1) }),
        )
      } catch (error) {
        if (left === 0 || (error as { code?: string }).code !== 'DATABASE_TRANSACTION_CONFLICT') throw error
        await retrying(left - 1)
      }
    }
    await Promise.all(
      Array.from({ length: 12 }, (_unused, i) => (i % 2 ? people.doc('sum').update({ n: _.inc(1) }) : retrying())),
    )
    expect((await people.doc('sum').get()).data).toEqual([{ _id: 'sum', n: 12 }])
  })

  test('finds by place', async () => {
    await db.createCollection('places')
    const places = db.collection('places')
    const { Point, LineString, Polygon } = db.Geo as unknown as typeof Geo
    await places.add([
      { _id: 'gate', at: new Point(113.3, 23.1) },
      { _id: 'shop', at: new Point(113.301, 23.1) },
      { _id: 'far', at: new Point(114, 23) },
    ])
    const ids = (data: unknown[]): string[] => (data as { _id: string }[]).map((row) => row._id)
    const near = await places
      .where({ at: _.geoNear({ geometry: new Point(113.3012, 23.1), maxDistance: 500, minDistance: 0 }) })
      .get()
    expect(ids(near.data)).toEqual(['shop', 'gate'])
    expect((near.data[0] as { at: unknown }).at).toBeInstanceOf(Point)
    const ring = new LineString([
      new Point(113.29, 23.09),
      new Point(113.31, 23.09),
      new Point(113.31, 23.11),
      new Point(113.29, 23.11),
      new Point(113.29, 23.09),
    ])
    const area = new Polygon([ring])
    expect(ids((await places.where({ at: _.geoWithin({ geometry: area }) }).get()).data)).toEqual(['gate', 'shop'])
    expect(
      ids(
        (await places.where({ at: _.geoWithin({ centerSphere: [new Point(114, 23), 1 / 6378.1] } as never) }).get())
          .data,
      ),
    ).toEqual(['far'])
    expect(ids((await places.where({ at: _.geoIntersects({ geometry: area }) }).get()).data)).toEqual(['gate', 'shop'])
    const measured = await places
      .aggregate()
      .geoNear({ near: new Point(113.3, 23.1), distanceField: 'metres', spherical: true, maxDistance: 1000, query: {} })
      .end()
    expect(
      (measured.data as { _id: string; metres: number }[]).map(({ _id, metres }) => [_id, Math.round(metres)]),
    ).toEqual([
      ['gate', 0],
      ['shop', 102],
    ])
  })
})
