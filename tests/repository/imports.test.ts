/** The directions in which imports run are lint rules; here each rule is shown a breach. */
import { spawnSync } from 'node:child_process'
import { ROOT } from '../../scripts/root'

const BREACHES: [file: string, code: string][] = [
  ['miniprogram/contract/x.ts', "import '../core/rpc'"],
  ['miniprogram/contract/x.ts', "import 'dayjs'"],
  ['miniprogram/core/x.ts', "import '../packages/cases/cases.service'"],
  ['miniprogram/pages/home/x.ts', 'wx.showToast({ title: "" })'],
  ['miniprogram/packages/me/pages/x/index.ts', "wx.cloud.callFunction({ name: 'cases' })"],
  ['miniprogram/core/day.ts', 'wx.showToast({ title: "" })'],
  ['miniprogram/pages/home/x.ts', "import '../../../cloudfunctions/kit/db'"],
  ['cloudfunctions/cases/move-case.ts', "import 'wx-server-sdk'"],
  ['cloudfunctions/kit/db.ts', "import 'wx-server-sdk'"],
  ['cloudfunctions/cases/move-case.ts', "import '../../simulator/cloud'"],
  ['cloudfunctions/cases/move-case.ts', "import '../../miniprogram/core/rpc'"],
  ['cloudfunctions/cases/rules.ts', "import './repo'"],
  ['cloudfunctions/cases/rules.ts', "import '../kit/db'"],
  ['cloudfunctions/cases/effects.rules.ts', "import 'node:fs'"],
  ['cloudfunctions/cases/repo.ts', "import './move-case'"],
  ['cloudfunctions/cases/repo.ts', "import '../../simulator/cloud'"],
  ['cloudfunctions/cases/index.ts', "import './repo'"],
  ['cloudfunctions/cases/index.ts', "import '../../simulator/cloud'"],
  ['cloudfunctions/kit/router.ts', "import '../cases/routes'"],
  ['cloudfunctions/kit/router.ts', "import '../../database/estate'"],
  ['simulator/cloud/server.ts', "import '../../cloudfunctions/kit/db'"],
  ['database/estate.ts', "import '../simulator/cloud'"],
]

const ALLOWED: [file: string, code: string][] = [
  ['cloudfunctions/kit/sdk.ts', "import 'wx-server-sdk'"],
  ['cloudfunctions/cases/rules.ts', "import '../../miniprogram/contract/cases'"],
  ['cloudfunctions/cases/rules.ts', "import './effects.rules'"],
  ['cloudfunctions/cases/repo.ts', "import '../kit/db'"],
  ['cloudfunctions/cases/index.ts', "import './routes'"],
  ['cloudfunctions/kit/router.ts', "import '../../miniprogram/contract/api'"],
  ['miniprogram/contract/x.ts', "import './cases'"],
  ['miniprogram/core/rpc.ts', "wx.cloud.callFunction({ name: 'cases' })"],
  ['miniprogram/core/platform.ts', 'wx.showToast({ title: "" })'],
]

// ESLint loads its configuration as an ES module, which the test runner cannot: so it runs in a process of its own.
const PROGRAM = `
  const { ESLint } = require('eslint')
  const rows = JSON.parse(require('node:fs').readFileSync(0, 'utf8'))
  const eslint = new ESLint()
  const count = ([file, code]) => eslint.lintText(code, { filePath: file }).then(([{ messages }]) =>
    messages.filter(({ ruleId }) => ruleId === 'no-restricted-imports' || ruleId === 'no-restricted-globals').length)
  Promise.all(rows.map(count)).then((counts) => console.log(JSON.stringify(counts)))
`

let counts: number[] = []
beforeAll(() => {
  const input = JSON.stringify([...BREACHES, ...ALLOWED])
  const { stdout, stderr } = spawnSync(process.execPath, ['-e', PROGRAM], { cwd: ROOT, input, encoding: 'utf8' })
  if (stdout === '') throw new Error(stderr)
  counts = JSON.parse(stdout) as number[]
})

const numbered = (rows: typeof BREACHES, first: number) => rows.map((row, index) => [...row, first + index] as const)

test.each(numbered(BREACHES, 0))('%s must not: %s', (_file, _code, index) => expect(counts[index]).toBeGreaterThan(0))
test.each(numbered(ALLOWED, BREACHES.length))('%s may: %s', (_file, _code, index) => expect(counts[index]).toBe(0))
