import { imageFor, saveDrawing, type Canvas, type Saved } from '../../../../core/platform-album'

/** pixels of the picture that goes into the album; at 300 dpi 5 cm wide */
const WIDTH = 640
const CODE = 560
const MARGIN = (WIDTH - CODE) / 2
const TEXT = 36
const LINE = 52

// It is printed on white paper, and a canvas takes no CSS variable.
const PAPER = 'white'
const INK = 'black'

/** Draws a code with its caption below and saves it. */
export async function saveCode(canvas: Canvas, src: string, caption: readonly string[]): Promise<Saved> {
  const image = await imageFor(canvas, src)
  const brush = canvas.getContext('2d')
  canvas.width = WIDTH
  brush.font = `${TEXT}px sans-serif`
  const lines = caption.flatMap((text) => broken(text, CODE, (part) => brush.measureText(part).width))
  // a new size clears the canvas and its settings
  canvas.height = MARGIN + CODE + LINE * lines.length + MARGIN
  brush.fillStyle = PAPER
  brush.fillRect(0, 0, WIDTH, canvas.height)
  brush.drawImage(image, MARGIN, MARGIN, CODE, CODE)
  brush.fillStyle = INK
  brush.font = `${TEXT}px sans-serif`
  brush.textAlign = 'center'
  brush.textBaseline = 'middle'
  lines.forEach((line, index) => brush.fillText(line, WIDTH / 2, MARGIN + CODE + LINE * (index + 0.5)))
  return saveDrawing(canvas)
}

/** A line of Chinese broken where it would grow too wide. */
export function broken(text: string, most: number, widthOf: (text: string) => number): string[] {
  const lines: string[] = []
  let line = ''
  for (const letter of text) {
    if (line !== '' && widthOf(line + letter) > most) {
      lines.push(line)
      line = ''
    }
    line += letter
  }
  return line === '' ? lines : [...lines, line]
}
