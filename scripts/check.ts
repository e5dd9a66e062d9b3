/** npm run check: everything that is to be right before a change lands, tests apart. */
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { buildFunctions, FUNCTIONS_OUTPUT } from './build-functions'
import { ROOT } from './root'
import { functionSizes, printSizes } from './sizes'
import { templateMistakes, wcc } from './templates'

const failures: string[] = []

function step(name: string, command: string, args: string[]): void {
  const start = performance.now()
  const { status } = spawnSync(command, args, { cwd: ROOT, stdio: 'inherit' })
  const seconds = ((performance.now() - start) / 1000).toFixed(1)
  console.log(`${status === 0 ? 'ok  ' : 'FAIL'} ${name} (${seconds} s)`)
  if (status !== 0) failures.push(name)
}

function checkTemplates(folder: string): void {
  const mistakes = templateMistakes(folder).map(({ file, line, message }) => `${file}:${line}: ${message}`)
  const refusal = wcc(folder)
  if (refusal) mistakes.push(refusal)
  for (const mistake of mistakes) console.log(mistake)
  console.log(`${mistakes.length === 0 ? 'ok  ' : 'FAIL'} templates`)
  if (mistakes.length > 0) failures.push('templates')
}

async function check(): Promise<void> {
  const bin = (name: string) => join(ROOT, 'node_modules/.bin', name)
  step('types', bin('tsc'), ['-p', '.'])
  step('types of the mini-program', bin('tsc'), ['-p', 'miniprogram'])
  step('types of its tests', bin('tsc'), ['-p', 'tests/miniprogram'])
  step('types of tests in the browser', bin('tsc'), ['-p', 'tests/phone'])
  step('types of the phone', bin('tsc'), ['-p', 'simulator/phone'])
  step('lint', bin('eslint'), ['--max-warnings', '0', '.'])
  step('format', bin('prettier'), ['--check', '--log-level', 'warn', '.'])

  checkTemplates(join(ROOT, 'miniprogram'))
  step('official compiler', process.execPath, ['-r', 'tsx/cjs', join(ROOT, 'scripts/compile-miniprogram.ts')])
  await buildFunctions({ minify: true })
  if (!printSizes(functionSizes(FUNCTIONS_OUTPUT))) failures.push('size of functions')
}

check().then(
  () => {
    console.log(failures.length === 0 ? '\ncheck: all right' : `\ncheck: ${failures.join(', ')}`)
    process.exit(failures.length === 0 ? 0 : 1)
  },
  (error: unknown) => {
    console.error(error)
    process.exit(1)
  },
)
