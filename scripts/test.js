/**
 * npm test: every test where the machine's clock is at New York's time, and before it, where it is at UTC, those of the
 * rules and of the phone's logic: they alone reckon with days in the process of the test. Functions run at UTC always,
 * as on the platform, and browsers at Shanghai's time.
 */
const { spawnSync } = require('node:child_process')

const JEST = require.resolve('jest/bin/jest')
const ONCE = ['phone', 'functions', 'simulator', 'repository', 'components'].map(
  (folder) => `<rootDir>/tests/${folder}/`,
)

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
