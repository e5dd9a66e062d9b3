/**
 * npm test: every test where the machine's clock is at New York's time, and before it, where it is at UTC, all but those
 * in a browser: they take most of the time, and what depends on the zone is tested without one.
 */
const { spawnSync } = require('node:child_process')

const JEST = require.resolve('jest/bin/jest')
const IN_BROWSER = ['<rootDir>/tests/phone/', '<rootDir>/tests/simulator/phone/(runtime|elements|wx)/']

const runs = [
  { TZ: 'UTC', options: IN_BROWSER.map((pattern) => `--testPathIgnorePatterns=${pattern}`) },
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
