/** Who has pieces at home or pay to come deletes the own data after that; the card goes with it. */
import { claimOf, countedClaim, moveClaim, startWorkshop, take, wagesIn, type Workshop } from './crafts'
import { ok, refused } from './people'
import { rowsOf } from './store'

let workshop: Workshop
beforeAll(async () => {
  workshop = await startWorkshop()
})
afterAll(() => workshop.cloud.stop())

const cards = (openid: string) => rowsOf(workshop.cloud, 'crafters').filter(({ _id }) => _id === openid)

test('not while pieces are out, not while pay is to come; then all goes, the card as well', async () => {
  const { cloud, worker, officer, enterprise } = workshop
  const { id } = await take(cloud, worker, workshop.batch(), 5)
  expect(await refused(cloud, worker.openid, 'estate.erase', {})).toEqual({ code: 'NOT_NOW' })
  await moveClaim(cloud, worker, id, { move: 'cancel' })

  const counted = await countedClaim(workshop, workshop.batch(), { accepted: 10 })
  await moveClaim(cloud, worker, counted, { move: 'agree' })
  const rest = claimOf(cloud, counted).pieces.out
  if (rest > 0) await moveClaim(cloud, worker, counted, { move: 'lose', pieces: rest, text: '丢了' })
  expect(claimOf(cloud, counted)).toMatchObject({ open: false })
  expect(await refused(cloud, worker.openid, 'estate.erase', {})).toEqual({ code: 'NOT_NOW' })
  expect(cards(worker.openid)).toHaveLength(1)

  const [wage] = wagesIn(cloud).filter(({ claim }) => claim === counted)
  const wages = [wage?._id ?? '']
  await ok(cloud, officer.openid, 'crafts.pay', { enterprise, wages, way: 'cash', proof: '当面给的' })
  await ok(cloud, worker.openid, 'crafts.receive', { wage: wages[0] ?? '', came: true })
  expect(await ok(cloud, worker.openid, 'estate.erase', {})).toEqual({ done: true })
  expect(cards(worker.openid)).toEqual([])
  // the books stay, without a name
  expect(claimOf(cloud, counted).money).toEqual({ owed: wage?.amount, paid: wage?.amount, open: 0 })
  expect((await ok(cloud, worker.openid, 'estate.me', {})).name).toBeNull()
})
