/**
 * npm test: every test where the machine's clock is at New York's time, and before it, where it is at UTC, those of the
 * product without a browser: in a browser they take most of the time, and the tools beside the product (simulator,
 * scripts, templates) need to hold in one zone that is not UTC.
 */
const { spawnSync } = require('node:child_process')

const JEST = require.resolve('jest/bin/jest')
const ONCE = ['phone', 'simulator', 'repository', 'components'].map((folder) => `<rootDir>/tests/${folder}/`)

const runs = [
  { TZ: 'UTC', options: ONCE.map((pattern) => `--testPathIgnorePatterns=${pattern}`) },
  { TZ: 'America/New_York', options: [] },
]

for (const { TZ, options } of runs) {
  console.log(`\nTZ=${TZ}`)
  const { status } = spawnSync(process.execPath, [JEST, ...options, ...process.argv.slice(2)], {
    stdio: 'inherit',
    env: { ...process.env, TZ },
  })
  if (status !== 0) process.exit(status ?? 1)
}
