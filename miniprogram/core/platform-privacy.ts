/**
 * WeChat holds back an interface that touches personal data until the person has agreed, and asks us to explain first.
 * The page in front shows it by <privacy-gate />; the yes must come from that component's own button.
 */

type Answer = (reply: { event: 'agree' | 'disagree' | 'exposureAuthorization'; buttonId?: string }) => void

export interface Gate {
  show(): void
  hide(): void
}

const gates: Gate[] = []
let waiting: Answer[] = []

/** The button's id, which WeChat checks. */
export const AGREE_BUTTON = 'privacy-agree'

/** Begins to listen; once, at launch. Old versions of WeChat do not ask. */
export function watchPrivacy(): void {
  if (!wx.onNeedPrivacyAuthorization) return
  wx.onNeedPrivacyAuthorization((answer) => {
    const gate = gates[gates.length - 1]
    // the typings take it for a plain callback
    waiting.push(answer as unknown as Answer)
    if (gate) gate.show()
    else answerAll(false)
  })
}

/** The gate of the page in front; the function takes it away. */
export function addGate(gate: Gate): () => void {
  gates.push(gate)
  return () => {
    const index = gates.indexOf(gate)
    if (index >= 0) gates.splice(index, 1)
  }
}

/** What the person said; goes to every interface that waits. */
export function answerAll(agreed: boolean): void {
  const answers = waiting
  waiting = []
  answers.forEach((answer) => answer(agreed ? { event: 'agree', buttonId: AGREE_BUTTON } : { event: 'disagree' }))
  gates.forEach((gate) => gate.hide())
}

/** WeChat's own page of the privacy guideline. */
export const openPrivacyContract = (): void => void wx.openPrivacyContract({ fail: () => undefined })
