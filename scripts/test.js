/** npm test: every test where the machine's clock is at UTC, and again where it is at New York's summer time. */
const { spawnSync } = require('node:child_process')

const JEST = require.resolve('jest/bin/jest')

for (const TZ of ['UTC', 'America/New_York']) {
  console.log(`\nTZ=${TZ}`)
  const { status } = spawnSync(process.execPath, [JEST, ...process.argv.slice(2)], {
    stdio: 'inherit',
    env: { ...process.env, TZ },
  })
  if (status !== 0) process.exit(status ?? 1)
}
