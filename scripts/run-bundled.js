/**
 * node scripts/run-bundled.js simulator/cloud/main.ts [arguments]: runs a TypeScript program from one bundle, which is
 * made anew when a source is younger. Loading file by file would take longer than the whole start may.
 * --prepare ENTRY…: only makes the bundles; npm does it after installing.
 */
const { existsSync, readdirSync, statSync } = require('node:fs')
const { join, resolve } = require('node:path')

const ROOT = resolve(__dirname, '..')
const SOURCES = ['simulator', 'database', 'scripts', 'cloudfunctions', 'miniprogram/contract', 'package-lock.json']

const newest = (path) => {
  const stat = statSync(path)
  if (!stat.isDirectory()) return stat.mtimeMs
  return Math.max(0, ...readdirSync(path).map((name) => newest(join(path, name))))
}

function bundleOf(entry) {
  const outfile = join(ROOT, 'dist/programs', entry.replace(/\.ts$/, '').replaceAll('/', '-') + '.cjs')
  const isFresh =
    existsSync(outfile) && SOURCES.every((source) => newest(join(ROOT, source)) < statSync(outfile).mtimeMs)
  if (!isFresh) {
    require('esbuild').buildSync({
      entryPoints: [join(ROOT, entry)],
      outfile,
      bundle: true,
      platform: 'node',
      target: 'node20',
      packages: 'external',
      sourcemap: true,
      logLevel: 'warning',
    })
  }
  return outfile
}

const [first, ...rest] = process.argv.slice(2)
if (first === '--prepare') {
  for (const entry of rest) bundleOf(entry)
} else {
  process.setSourceMapsEnabled(true)
  process.argv = [process.argv[0], bundleOf(first), ...rest]
  require(process.argv[1])
}
