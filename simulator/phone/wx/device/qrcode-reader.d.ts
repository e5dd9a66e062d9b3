declare module 'qrcode-reader' {
  export default class QrReader {
    callback: (error: unknown, value: { result: string } | undefined) => void
    decode(pixels: ImageData): void
  }
}
