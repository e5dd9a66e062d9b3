import writeExcelFile, { type Row } from 'write-excel-file/node'
import type { Table, Value } from './statement.rules'

const FEN_PER_YUAN = 100

/** A cell is what it is told to be: words stay words, also when they begin like a formula. */
function cellOf(value: Value, isBold: boolean): Row[number] {
  const style = isBold ? ({ fontWeight: 'bold' } as const) : {}
  if (value === null) return null
  if (typeof value === 'string') return { ...style, type: String, value }
  if ('pieces' in value) return { ...style, type: Number, value: value.pieces, format: '0' }
  return { ...style, type: Number, value: value.yuan / FEN_PER_YUAN, format: '0.00' }
}

/** An Excel file of one sheet: headings that stay in sight, the rows, the sum. */
export function excelOf(sheet: string, { heads, rows, sum }: Table): Promise<Buffer> {
  const line = (values: readonly Value[], isBold = false) => values.map((value) => cellOf(value, isBold))
  const head = line(
    heads.map(({ text }) => text),
    true,
  )
  const cells = [head, ...rows.map((row) => line(row)), line(sum, true)]
  const columns = heads.map(({ width }) => ({ width }))
  return writeExcelFile(cells, { columns, sheet, stickyRowsCount: 1 }).toBuffer()
}
