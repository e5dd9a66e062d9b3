import type { Phone, Words } from '../../tests/phone/phone'

/** longer than any motion of vant */
export const MOTION_MS = 600

/** Taps one after the other. A sheet that a tap opens comes to rest first, or the tap after it would scroll it. */
export const tapping =
  (...words: readonly Words[]) =>
  async (phone: Phone): Promise<void> => {
    for (const [no, one] of words.entries()) {
      if (no > 0) await phone.page.waitForTimeout(MOTION_MS)
      await phone.see(one)
      await phone.tap(one)
    }
  }
