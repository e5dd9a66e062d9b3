/** What the phone of one who comes shows at the desk, and the desk's phone reads: which fair, and the code. */
const PATTERN = /^jmk-fair:(20\d\d-\d\d-\d\d-(?:market|special)):(\d{4})$/

export interface CheckCode {
  fair: string
  code: string
}

export const checkCodeText = ({ fair, code }: CheckCode): string => `jmk-fair:${fair}:${code}`

/** null: it is no code of ours. */
export function scannedCheck(text: string): CheckCode | null {
  const [, fair, code] = PATTERN.exec(text.trim()) ?? []
  return fair === undefined || code === undefined ? null : { fair, code }
}
