/** The official compiler, offline: npm libraries packed and every page compiled, without an account. */
import { rm } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import * as ci from 'miniprogram-ci'
import { ROOT } from './root'

/** Sizes in MB and numbers of WeChat's packages; the compiler asks for them where the account would tell. */
const SETTING = {
  MaxCodeSize: 2,
  MaxSubpackageSubCodeSize: 2,
  MaxSubpackageFullCodeSize: 30,
  NavigateMiniprogramLimit: 10,
  MaxSubPackageLimit: 100,
  MinTabbarCount: 2,
  MaxTabbarCount: 5,
  MaxCustomTabbarCount: 10,
  MaxTabbarIconSize: 40,
}

/** Not in the package's typings. */
const untyped = ci as unknown as { getCompiledResult(options: object): Promise<Compiled> }

interface Extensions {
  getWhiteExtList(): Promise<{ MiniProgramWhiteList: Set<string>; GameWhiteList: Set<string> }>
  MiniProgramWhiteList: readonly string[]
  GameWhiteList: readonly string[]
}

const extensions = createRequire(__filename)('miniprogram-ci/dist/utils/white_ext_list') as Extensions

// The compiler asks WeChat's server which kinds of file may be packed; offline it waits for nothing, then takes this list.
extensions.getWhiteExtList = async () => ({
  MiniProgramWhiteList: new Set(extensions.MiniProgramWhiteList),
  GameWhiteList: new Set(extensions.GameWhiteList),
})

/** Packs the root package's dependencies into miniprogram/miniprogram_npm, as DevTools' "build npm" does. */
export async function packNpm(): Promise<void> {
  const output = join(ROOT, 'miniprogram')
  await rm(join(output, 'miniprogram_npm'), { recursive: true, force: true })
  await ci.packNpmManually({ packageJsonPath: join(ROOT, 'package.json'), miniprogramNpmDistDir: output })
}

/** Files of the compiled mini-program by path. */
export type Compiled = { readonly [path: string]: string | Buffer }

/**
 * Compiles the whole mini-program; throws the compiler's own message.
 * The compiler keeps workers alive, so a program that calls this must end by process.exit().
 */
export async function compileMiniprogram(): Promise<Compiled> {
  const options = {
    appid: 'touristappid',
    type: 'miniProgram',
    projectPath: ROOT,
    privateKey: 'unused-offline',
    ignores: ['node_modules/**/*', 'miniprogram/tsconfig.json'],
    // not in the typings: keeps the compiler from asking WeChat's server
    attr: async () => ({ platform: false, appType: 0, isSandbox: false, released: false, setting: SETTING }),
  }
  const project = new ci.Project(options as ConstructorParameters<typeof ci.Project>[0])
  return untyped.getCompiledResult({ project, setting: { useProjectConfig: true, minify: true } })
}
