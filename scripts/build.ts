/** npm run build: functions to dist/cloudfunctions, npm libraries of the mini-program to miniprogram/miniprogram_npm. */
import { buildFunctions } from './build-functions'
import { packNpm } from './miniprogram'

async function build(): Promise<void> {
  const names = await buildFunctions({ minify: true })
  await packNpm()
  console.log(`dist/cloudfunctions: ${names.join(', ')}\nminiprogram/miniprogram_npm`)
}

build().then(
  () => process.exit(0),
  (error: unknown) => {
    console.error(error)
    process.exit(1)
  },
)
