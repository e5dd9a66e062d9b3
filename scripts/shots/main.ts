/** npm run shots [-- --only NAME] [--view normal|care] [--brief]: pictures of every page into dist/shots, and a table of their flaws. */
import { parseArgs } from 'node:util'
import { openPhones } from '../../tests/phone/browser'
import type { View } from './checks'
import { screensOf } from './screens'
import { setStage } from './stage'
import { OUTPUT, shoot, type Shot } from './shots'

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: { only: { type: 'string' }, view: { type: 'string' }, brief: { type: 'boolean', default: false } },
  })
  const phones = await openPhones()
  let shots: Shot[]
  try {
    const screens = screensOf(await setStage(phones.cloud))
    const wanted = screens.filter(({ name }) => values.only === undefined || name.includes(values.only))
    const views: View[] = values.view === 'care' || values.view === 'normal' ? [values.view] : ['normal', 'care']
    shots = await shoot(phones, wanted, { output: OUTPUT, views })
  } finally {
    await phones.stop().catch((error: unknown) => console.error(error instanceof Error ? error.message : error))
  }
  print(shots, values.brief)
  console.log(`\n${shots.length} 张图在 ${OUTPUT}`)
  process.exitCode = shots.some(({ flaws }) => flaws.length > 0) ? 1 : 0
}

function print(shots: readonly Shot[], isBrief: boolean): void {
  const rows = shots.map(({ screen, view, calls, setData, nodes, flaws }) => [
    screen.padEnd(20),
    view.padEnd(7),
    String(calls).padStart(5),
    `${(setData / 1024).toFixed(1)} KB`.padStart(9),
    String(nodes).padStart(6),
    String(flaws.length).padStart(6),
  ])
  console.log(`${'screen'.padEnd(20)} view    calls   setData  nodes  flaws`)
  for (const row of rows) console.log(row.join(' '))
  if (isBrief) return
  for (const { screen, view, flaws } of shots) {
    for (const { rule, element, detail } of flaws) console.log(`${screen} ${view}: ${rule}: ${element}: ${detail}`)
  }
}

main().then(
  () => process.exit(),
  (error: unknown) => {
    console.error(error)
    process.exit(1)
  },
)
