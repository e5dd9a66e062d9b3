/** The parts of these libraries that tests use; they have no typings of their own. */
declare module 'pngjs' {
  export class PNG {
    constructor(options: { width: number; height: number })
    readonly width: number
    readonly height: number
    data: Buffer
    static readonly sync: { read(png: Buffer): PNG; write(png: PNG): Buffer }
  }
}
