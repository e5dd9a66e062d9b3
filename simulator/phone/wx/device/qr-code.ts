import QrReader from 'qrcode-reader'

/** The reader goes by rows: of the codes that it misses, it finds all but a few turned, and the rest smaller. */
const TRIES = [
  { scale: 1, turned: false },
  { scale: 1, turned: true },
  { scale: 0.75, turned: false },
  { scale: 0.75, turned: true },
] as const

/** What a picture's QR code says; undefined when none is found. */
export async function decodeQrCode(bitmap: ImageBitmap): Promise<string | undefined> {
  for (const { scale, turned } of TRIES) {
    const pixels = pixelsOf(bitmap, scale, turned)
    const text = pixels && (await read(pixels))
    if (text !== undefined) return text
  }
  return undefined
}

function pixelsOf(bitmap: ImageBitmap, scale: number, turned: boolean): ImageData | undefined {
  const [width, height] = [Math.ceil(bitmap.width * scale), Math.ceil(bitmap.height * scale)]
  const canvas = new OffscreenCanvas(turned ? height : width, turned ? width : height)
  const drawing = canvas.getContext('2d')
  if (turned) drawing?.transform(0, 1, -1, 0, height, 0)
  drawing?.drawImage(bitmap, 0, 0, width, height)
  return drawing?.getImageData(0, 0, canvas.width, canvas.height)
}

function read(pixels: ImageData): Promise<string | undefined> {
  return new Promise((resolve) => {
    const reader = new QrReader()
    reader.callback = (_error, value) => resolve(value?.result)
    reader.decode(pixels)
  })
}
