/** Money is integer fen everywhere; here it becomes what people read. */
const FEN = 100

/** ¥12.50 */
export function yuan(fen: number): string {
  const whole = Math.round(Math.abs(fen))
  const sign = fen < 0 && whole > 0 ? '-' : ''
  return `${sign}¥${Math.floor(whole / FEN)}.${String(whole % FEN).padStart(2, '0')}`
}
