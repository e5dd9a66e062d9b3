/** What the worker's phone shows at the counter, and the counter's phone reads: which claim, and today's code of it. */
const PATTERN = /^jmk-claim:([0-9A-Za-z]{8,40}):([0-9A-Za-z]{4,12})$/

export interface ClaimCode {
  id: string
  code: string
}

export const claimCodeText = ({ id, code }: ClaimCode): string => `jmk-claim:${id}:${code}`

/** null: it is no code of ours. */
export function scannedClaim(text: string): ClaimCode | null {
  const [, id, code] = PATTERN.exec(text.trim()) ?? []
  return id === undefined || code === undefined ? null : { id, code }
}
