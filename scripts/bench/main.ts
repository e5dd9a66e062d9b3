/**
 * npm run bench [-- --json] [--only routes|floor|cold|screens|pace|jobs]: costs and their bars; what falls short comes last and
 * makes it exit with 1.
 */
import { parseArgs } from 'node:util'
import { benchColdStart, coldStartBars } from './cold-start'
import { benchFloor, floorBars } from './floor'
import { benchJobs, jobsBars, printJobs } from './jobs'
import { benchPace, paceBars, printPace } from './pace'
import { benchRoutes, printRoutes, routeBars } from './routes'
import { isShort, type Bar } from './result'
import { benchScreens, printScreens, screenBars } from './screens'

async function main(): Promise<number> {
  const { values } = parseArgs({ options: { json: { type: 'boolean' }, only: { type: 'string' } } })
  const wants = (part: string) => values.only === undefined || values.only === part
  const coldStarts = wants('cold') ? await benchColdStart() : []
  const floors = wants('floor') ? await benchFloor() : []
  const routes = wants('routes') ? await benchRoutes() : []
  const screens = wants('screens') ? await benchScreens() : null
  const paces = wants('pace') ? benchPace() : []
  const jobs = wants('jobs') ? benchJobs() : null
  const bars = [
    ...routeBars(routes),
    ...coldStartBars(coldStarts),
    ...floorBars(floors),
    ...(screens ? screenBars(screens) : []),
    ...(wants('pace') ? paceBars(paces) : []),
    ...(jobs ? jobsBars(jobs) : []),
  ]
  const short = bars.filter(isShort)

  if (values.json) {
    console.log(JSON.stringify({ routes, coldStarts, floors, screens, paces, jobs, bars, short }, null, 2))
    return short.length
  }
  printRoutes(routes)
  console.log('\ncold start, beside an empty function')
  for (const row of coldStarts)
    console.log(`  ${row.function.padEnd(10)} ${row.ms} ms | ${row.emptyMs} ms | × ${row.ratio}`)
  console.log('\ncalls a second out of 100,000 cases, beside a stub with the same bytes')
  for (const row of floors) console.log(`  ${row.call.padEnd(10)} ${row.cloud}/s | ${row.stub}/s | × ${row.ratio}`)
  if (screens) printScreens(screens)
  if (wants('pace')) printPace(paces)
  if (jobs) printJobs(jobs)
  console.log(`\n${bars.length - short.length} of ${bars.length} bars held`)
  for (const bar of short) console.log(`SHORT ${say(bar)}`)
  return short.length
}

const say = ({ what, value, limit }: Bar) =>
  `${what}: ${value}, ${'most' in limit ? `at most ${limit.most}` : `at least ${limit.least}`}`

main().then(
  (short) => process.exit(short === 0 ? 0 : 1),
  (error: unknown) => {
    console.error(error)
    process.exit(1)
  },
)
