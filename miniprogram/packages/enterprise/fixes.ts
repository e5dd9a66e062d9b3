/** What the gate found in a form: kept with the words as they change, mended on a tap. */
import type { Finding } from '../../contract/job-gate'
import type { PostingInput } from '../../contract/jobs'
import {
  gateSentences,
  mendedTexts,
  proposedPay,
  stillThere,
  without,
  type GateSentence,
  type GateTexts,
} from '../../core/gate-view'
import { checkPosting } from './hiring.service'
import { fenOf } from './typed'
import { trimmed, type PostingForm } from './posting.view'

export interface FixData {
  /** what was found and is not mended yet, in the order of the form */
  sentences: GateSentence[]
  /** the same by field, for what stands below each */
  foundIn: { title: string; duties: string; needs: string; pay: string }
  isFixing: boolean
  /** the posting is kept by the server as it stands, blocked: the staff can be asked */
  isKept: boolean
}

const NOTHING = { title: '', duties: '', needs: '', pay: '' }

export const fixData = (): FixData => ({ sentences: [], foundIn: NOTHING, isFixing: false, isKept: false })

const UNDERPAID = '比最低工资少，不能这样发'

interface FixPage {
  data: FixData
  setData(change: Partial<FixData>): void
}

export interface Fixes {
  /** the server said so of these words */
  found(form: PostingForm, findings: readonly Finding[]): void
  /** fields were changed by hand */
  changed(form: PostingForm, fields: readonly string[]): void
  /** the form with these sentences as they are proposed */
  fix(form: PostingForm, sentences: readonly GateSentence[]): PostingForm
  /** asks the gate, if the words are others than the last time; how much it found. Throws only when `isAsked` */
  look(form: PostingForm, isAsked?: boolean): Promise<number>
}

/** What pay is judged by: once one of these is another, what was found of it says nothing. */
const PAY_FIELDS: readonly string[] = ['payFrom', 'payTo', 'unit', 'hoursPerDay', 'daysPerWeek']
const TEXT_FIELDS: readonly string[] = ['title', 'duties', 'needs']

interface FixParts {
  /** what the gate is asked about */
  input(): PostingInput
  /** words that were let pass; null: none */
  passed(): GateTexts | null
}

export function createFixes(page: FixPage, { input: inputOf, passed }: FixParts): Fixes {
  let looked = ''
  /** counts up with every question, so that an answer that comes late says nothing */
  let round = 0

  function draw(sentences: GateSentence[]): void {
    const textOf = (field: keyof typeof NOTHING): string => {
      const own = sentences.filter((one) => one.field === field)
      const words = own.flatMap(({ marks }) => marks.filter(({ isMarked }) => isMarked).map(({ text }) => `“${text}”`))
      return words.length === 0 ? '' : `${words.join('、')}不能这样写`
    }
    const foundIn = {
      title: textOf('title'),
      duties: textOf('duties'),
      needs: textOf('needs'),
      pay: textOf('pay') === '' ? '' : UNDERPAID,
    }
    page.setData({ sentences, foundIn })
  }

  const fixes: Fixes = {
    found(form, findings) {
      round++
      // the server counts from the first letter
      draw(stillThere(form, gateSentences(trimmed(form), findings)))
    },
    changed(form, fields) {
      const { sentences } = page.data
      if (sentences.length === 0) return
      const withoutPay = fields.some((field) => PAY_FIELDS.includes(field))
      const rest = withoutPay ? sentences.filter(({ field }) => field !== 'pay') : sentences
      if (withoutPay || fields.some((field) => TEXT_FIELDS.includes(field))) draw(stillThere(form, rest))
    },
    fix(form, sentences) {
      const texts = mendedTexts(form, sentences)
      const pay = sentences.find(({ field }) => field === 'pay')
      const least = pay ? proposedPay(pay) : ''
      draw(without(texts, page.data.sentences, sentences))
      return { ...form, ...texts, ...(least === '' ? {} : raisedPay(form, least)) }
    },
    async look(form, isAsked = false) {
      const input = inputOf()
      const key = JSON.stringify(input)
      if (!isAsked && key === looked) return page.data.sentences.length
      const mine = ++round
      try {
        const findings = await checkPosting(input)
        if (mine !== round || JSON.stringify(inputOf()) !== key) return page.data.sentences.length
        looked = key
        const before = passed()
        fixes.found(form, before ? findings.filter((one) => !stood(before, one)) : findings)
        return page.data.sentences.length
      } catch (error) {
        if (isAsked) throw error
        // it is looked at again when it is sent
        console.warn('jobs.check', error)
        return page.data.sentences.length
      }
    },
  }
  return fixes
}

const stood = (texts: GateTexts, { field, sentence }: Finding): boolean =>
  field !== 'pay' && texts[field].includes(sentence)

/** From the least on; a highest that is lower goes. */
function raisedPay({ payTo }: PostingForm, least: string): Pick<PostingForm, 'payFrom' | 'payTo'> {
  const isLower = (fenOf(payTo) ?? 0) <= (fenOf(least) ?? 0)
  return { payFrom: least, payTo: isLower ? '' : payTo }
}
