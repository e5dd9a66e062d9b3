/** The look of the pages, as far as a program can judge it; npm run shots shows the rest to people. */
import { join } from 'node:path'
import { flawsOf } from '../../scripts/shots/checks'
import { screensOf } from '../../scripts/shots/screens'
import { shoot } from '../../scripts/shots/shots'
import { setStage } from '../../scripts/shots/stage'
import { openPhones, type Phones } from './browser'

const MINUTE = 60_000
const SET_DATA_BYTES = 64 * 1024
const NODES = 1_000

let phones: Phones
afterEach(() => phones.stop())

test(
  'the checks find what is wrong, and nothing else',
  async () => {
    phones = await openPhones({ app: join(__dirname, 'flawed') })
    const phone = await phones.phone('ada')
    const flaws = await flawsOf(phone.page, 'normal')
    const found = flaws.map(({ rule, element }) => `${rule} ${/“(.*)”/.exec(element)?.[1] ?? ''}`.trim())
    expect(found).toEqual(
      expect.arrayContaining([
        'target 太小的',
        'cut 这一行字比盒子长得多，后面的看不见',
        'cut 伸到外面去的',
        'color-contrast',
      ]),
    )
    const count = (wanted: string) => flaws.filter(({ rule }) => rule === wanted).length
    // the small one and the low field; the words that end too early and those outside; the page as a whole
    expect([count('target'), count('cut'), count('overflow'), count('color-contrast')]).toEqual([2, 2, 1, 1])
  },
  MINUTE,
)

test(
  'every page, normal and in care view: contrast, targets, no overflow, no cut text, one call, little data',
  async () => {
    phones = await openPhones({
      functions: ['cases', 'crafts', 'enterprises', 'estate', 'jobs', 'messages', 'notices'],
    })
    const shots = await shoot(phones, screensOf(await setStage(phones.cloud)))
    const complaints = shots.flatMap(({ screen, view, calls, setData, nodes, flaws }) => [
      ...flaws.map(({ rule, element, detail }) => `${screen} ${view}: ${rule}: ${element}: ${detail}`),
      ...(calls > 1 ? [`${screen} ${view}: ${calls} calls`] : []),
      ...(setData > SET_DATA_BYTES ? [`${screen} ${view}: setData of ${setData} bytes`] : []),
      ...(nodes > NODES ? [`${screen} ${view}: ${nodes} nodes`] : []),
    ])
    expect(complaints).toEqual([])
  },
  20 * MINUTE,
)
