import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'

/** The folder with our package.json, seen from a source file or from a bundle of it. */
export const ROOT = findRoot(__dirname)

function findRoot(folder: string): string {
  if (existsSync(join(folder, 'package.json'))) return folder
  const parent = dirname(folder)
  if (parent === folder) throw new Error('no package.json above')
  return findRoot(parent)
}
