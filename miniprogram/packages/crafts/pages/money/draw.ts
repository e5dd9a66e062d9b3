/** Draws the lines of a slip and saves them as a picture. */
import { saveDrawing, type Canvas, type Saved } from '../../../../core/platform-album'
import type { SlipLine } from '../../slip.view'

/** pixels; as wide as phones show it whole */
const WIDTH = 750
const MARGIN = 40
const GAP = 24
const LINES: { readonly [K in SlipLine['kind']]: { size: number; height: number; isBold: boolean } } = {
  title: { size: 40, height: 80, isBold: true },
  sum: { size: 34, height: 56, isBold: false },
  row: { size: 34, height: 84, isBold: true },
  small: { size: 28, height: 42, isBold: false },
  end: { size: 28, height: 96, isBold: false },
}

// It is printed and sent on, so it is black on white; a canvas takes no CSS variable.
const PAPER = 'white'
const INK = 'black'

export function saveSlip(canvas: Canvas, lines: readonly SlipLine[]): Promise<Saved> {
  const brush = canvas.getContext('2d')
  canvas.width = WIDTH
  // a new size clears the canvas and its settings
  canvas.height = MARGIN * 2 + lines.reduce((height, { kind }) => height + LINES[kind].height, 0)
  brush.fillStyle = PAPER
  brush.fillRect(0, 0, WIDTH, canvas.height)
  brush.fillStyle = INK
  brush.textBaseline = 'middle'
  let top = MARGIN
  for (const { kind, left, right } of lines) {
    const { size, height, isBold } = LINES[kind]
    const middle = top + height / 2
    brush.font = `${isBold ? 'bold ' : ''}${size}px sans-serif`
    brush.textAlign = 'right'
    brush.fillText(right, WIDTH - MARGIN, middle)
    const room = WIDTH - MARGIN * 2 - brush.measureText(right).width - GAP
    brush.textAlign = 'left'
    brush.fillText(
      fitted(left, room, (text) => brush.measureText(text).width),
      MARGIN,
      middle,
    )
    top += height
  }
  return saveDrawing(canvas)
}

/** As much of a text as there is room for. */
export function fitted(text: string, room: number, widthOf: (text: string) => number): string {
  if (widthOf(text) <= room) return text
  const letters = Array.from(text)
  while (letters.length > 0 && widthOf(`${letters.join('')}…`) > room) letters.pop()
  return `${letters.join('')}…`
}
