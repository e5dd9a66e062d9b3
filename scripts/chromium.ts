/** A browser for tests and screenshots: one that is installed, or else the one from npm, which needs nothing installed. */
import { spawnSync } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { chromium, type Browser } from 'playwright-core'
import { devDependencies } from '../package.json'
import { ROOT } from './root'

const INSTALLED = [
  process.env['CHROME_PATH'],
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
]
const UNPACKED = join(ROOT, 'dist/browser', devDependencies['@sparticuz/chromium'])

const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
  '--hide-scrollbars',
  // the same picture on every machine
  '--font-render-hinting=none',
  '--force-color-profile=srgb',
  // no name but this machine's is looked up
  '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1',
]

/** Start a browser without a window; the caller closes it. */
export async function launchBrowser(): Promise<Browser> {
  const installed = INSTALLED.find((path) => path && existsSync(path))
  if (installed) return chromium.launch({ executablePath: installed, args: FLAGS })
  unpack()
  return chromium.launch({
    executablePath: join(UNPACKED, 'chromium'),
    args: FLAGS,
    env: {
      ...process.env,
      LD_LIBRARY_PATH: join(UNPACKED, 'al2023/lib'),
      FONTCONFIG_PATH: join(UNPACKED, 'fonts'),
    },
  })
}

/** The package unpacks into the folder for temporary files; here it is a folder that appears as a whole and stays. */
function unpack(): void {
  if (existsSync(UNPACKED)) return
  const draft = `${UNPACKED}.${randomUUID()}`
  mkdirSync(draft, { recursive: true })
  const program =
    "require('@sparticuz/chromium').executablePath().catch((error) => { console.error(error); process.exit(1) })"
  const env = { ...process.env, TMPDIR: draft, AWS_LAMBDA_JS_RUNTIME: 'nodejs20.x' }
  const { status, stderr } = spawnSync(process.execPath, ['-e', program], { cwd: ROOT, env, encoding: 'utf8' })
  if (status !== 0) throw new Error(`the browser from npm cannot be unpacked: ${stderr}`)
  writeFileSync(join(draft, 'fonts/fonts.conf'), fontConfiguration(join(UNPACKED, 'fonts')))
  try {
    renameSync(draft, UNPACKED)
  } catch (error) {
    rmSync(draft, { recursive: true })
    // Another process has unpacked the same.
    if (!existsSync(UNPACKED)) throw error
  }
}

const fontConfiguration = (folder: string): string => `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><dir>${folder}</dir><cachedir>${folder}/cache</cachedir></fontconfig>
`
