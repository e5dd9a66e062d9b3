import QrReader from 'qrcode-reader'

/** What a picture's QR code says; undefined when none is found. */
export function decodeQrCode(bitmap: ImageBitmap): Promise<string | undefined> {
  const canvas = new OffscreenCanvas(bitmap.width, bitmap.height)
  const drawing = canvas.getContext('2d')
  drawing?.drawImage(bitmap, 0, 0)
  const pixels = drawing?.getImageData(0, 0, bitmap.width, bitmap.height)
  if (!pixels) return Promise.resolve(undefined)
  return new Promise((resolve) => {
    const reader = new QrReader()
    reader.callback = (_error, value) => resolve(value?.result)
    reader.decode(pixels)
  })
}
