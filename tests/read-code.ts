/** Reads QR codes by a reader that other people wrote, so that a code is known to be one. */
import { PNG } from 'pngjs'

// it has no types
// eslint-disable-next-line @typescript-eslint/no-require-imports
const QrReader = require('qrcode-reader') as new () => {
  callback: (error: unknown, value?: { result: string }) => void
  decode(image: object): void
}

function textIn(picture: PNG): Promise<string | undefined> {
  return new Promise((resolve) => {
    const reader = new QrReader()
    reader.callback = (_error, value) => resolve(value?.result)
    reader.decode(picture)
  })
}

/** The picture with each pixel taken from where `from` says. */
function redrawn(picture: PNG, width: number, height: number, from: (x: number, y: number) => [number, number]): PNG {
  const made = new PNG({ width, height })
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const [fromX, fromY] = from(x, y)
      const at = (fromY * picture.width + fromX) * 4
      picture.data.copy(made.data, (y * width + x) * 4, at, at + 4)
    }
  return made
}

const turned = (picture: PNG): PNG =>
  redrawn(picture, picture.height, picture.width, (x, y) => [y, picture.height - 1 - x])

const smaller = (picture: PNG): PNG =>
  redrawn(picture, Math.floor(picture.width * 0.75), Math.floor(picture.height * 0.75), (x, y) => [
    Math.floor(x / 0.75),
    Math.floor(y / 0.75),
  ])

/** The text of the code in a PNG; throws when there is none. The reader misses some that it finds turned or smaller. */
export async function readCode(png: Buffer): Promise<string> {
  const picture = PNG.sync.read(png)
  for (const one of [picture, turned(picture), smaller(picture), turned(smaller(picture))]) {
    const text = await textIn(one)
    if (text !== undefined) return text
  }
  throw new Error('no code is found in the picture')
}

/** What a mini-program code of the local cloud stands for. */
export async function readMiniProgramCode(png: Buffer): Promise<{ page: string; scene: string | null }> {
  const { pathname, searchParams } = new URL(await readCode(png))
  return { page: pathname.slice(1), scene: searchParams.get('scene') }
}
