/** Whether a threshold lies between two ratios; 0 is crossed between "none" and "some". */
export function crosses(thresholds: readonly number[], before: number, after: number): boolean {
  return thresholds.some((threshold) =>
    threshold <= 0 ? before > 0 !== after > 0 : before < threshold !== after < threshold,
  )
}
