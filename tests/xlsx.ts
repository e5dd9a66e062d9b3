/** An Excel file as a test reads it: the cells of its first sheet, with what they are. */
import { inflateRawSync } from 'node:zlib'

export type Cell = string | number | null

const END_OF_DIRECTORY = 0x06054b50
const END_BYTES = 22

/** The files of a zip by name. */
function unzip(bytes: Buffer): Map<string, string> {
  const end = bytes.length - END_BYTES
  if (bytes.readUInt32LE(end) !== END_OF_DIRECTORY) throw new Error('not a zip without a comment')
  const files = new Map<string, string>()
  let at = bytes.readUInt32LE(end + 16)
  for (let left = bytes.readUInt16LE(end + 10); left > 0; left--) {
    const [packed, nameLength, extraLength, commentLength] = [
      bytes.readUInt32LE(at + 20),
      bytes.readUInt16LE(at + 28),
      bytes.readUInt16LE(at + 30),
      bytes.readUInt16LE(at + 32),
    ] as const
    const name = bytes.toString('utf8', at + 46, at + 46 + nameLength)
    const local = bytes.readUInt32LE(at + 42)
    const data = local + 30 + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28)
    files.set(name, inflateRawSync(bytes.subarray(data, data + packed)).toString('utf8'))
    at += 46 + nameLength + extraLength + commentLength
  }
  return files
}

const ENTITIES: { readonly [entity: string]: string } = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }
const plain = (xml: string) => xml.replace(/&(\w+);/g, (whole, name: string) => ENTITIES[name] ?? whole)

const columnOf = (reference: string) =>
  Array.from(reference.replace(/\d+/, '')).reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1

/** Rows of cells; a formula anywhere is an error, for a statement has none. */
export function readSheet(base64: string): Cell[][] {
  const files = unzip(Buffer.from(base64, 'base64'))
  const strings = [...(files.get('xl/sharedStrings.xml') ?? '').matchAll(/<t[^>]*>([^<]*)<\/t>/g)].map(([, text]) =>
    plain(text ?? ''),
  )
  const sheet = files.get('xl/worksheets/sheet1.xml') ?? ''
  if (/<f[ >/]/.test(sheet)) throw new Error('the sheet has a formula')
  return [...sheet.matchAll(/<row [^>]*>(.*?)<\/row>/g)].map(([, row]) => {
    const cells: Cell[] = []
    for (const [, reference = '', kind, value = ''] of (row ?? '').matchAll(
      /<c r="([A-Z]+\d+)"(?: s="\d+")?(?: t="(\w+)")?><v>([^<]*)<\/v><\/c>/g,
    )) {
      const column = columnOf(reference)
      while (cells.length < column) cells.push(null)
      cells[column] = kind === 's' ? (strings[Number(value)] ?? null) : Number(value)
    }
    return cells
  })
}
