/** Packs the npm libraries, compiles the mini-program, and prints the size of each package against its bar. */
import { compileMiniprogram, packNpm } from './miniprogram'
import { packageSizes, printSizes } from './sizes'

async function main(): Promise<void> {
  await packNpm()
  const compiled = await compileMiniprogram()
  if (!printSizes(packageSizes(compiled))) throw new Error('a package is too large')
}

main().then(
  () => process.exit(0),
  (error: unknown) => {
    console.error(error instanceof Error ? error.message : error)
    process.exit(1)
  },
)
