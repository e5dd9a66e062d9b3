/** Before the tests: what they read of npm's libraries in miniprogram_npm, packed where it is missing or older than they. */
const { execFileSync } = require('node:child_process')
const { existsSync, statSync } = require('node:fs')
const { join } = require('node:path')

const ROOT = join(__dirname, '..')
const PACKED = join(ROOT, 'miniprogram', 'miniprogram_npm')
const INSTALLED = join(ROOT, 'node_modules', '.package-lock.json')

module.exports = () => {
  if (existsSync(PACKED) && statSync(PACKED).mtimeMs > statSync(INSTALLED).mtimeMs) return
  execFileSync(process.execPath, ['-r', 'tsx/cjs', join(ROOT, 'scripts', 'build.ts')], { cwd: ROOT, stdio: 'inherit' })
}
