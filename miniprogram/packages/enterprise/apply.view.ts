/** The application of an enterprise, pure. */
import type { In } from '../../contract/api'
import { ENTERPRISE_LIMITS, isCreditCode, WANTS, type EnterpriseOwnView, type Want } from '../../contract/enterprises'
import { phoneProblem, tidyPhone } from '../../core/phone-number'
import type { Problems } from './problems'

export interface ApplyForm {
  name: string
  code: string
  contact: string
  phone: string
  wants: Want[]
  about: string
}

export const EMPTY_APPLY: ApplyForm = { name: '', code: '', contact: '', phone: '', wants: [], about: '' }

/** In the order of the form, as the server names them. */
export const APPLY_FIELDS = ['name', 'code', 'contact.name', 'contact.phone', 'wants', 'about'] as const

export const WANT_TEXTS: { readonly [W in Want]: { text: string; hint: string } } = {
  hiring: { text: '招人', hint: '发岗位，来招聘会' },
  piecework: { text: '发手工活', hint: '让邻居带回家做' },
}

export interface WantChip {
  value: Want
  text: string
  hint: string
  isOn: boolean
}

export const wantChips = (wants: readonly Want[]): WantChip[] =>
  WANTS.map((value) => ({ value, ...WANT_TEXTS[value], isOn: wants.includes(value) }))

export const toggledWant = (wants: readonly Want[], want: Want): Want[] =>
  WANTS.filter((one) => (one === want ? !wants.includes(one) : wants.includes(one)))

// ---- the code

const CODE_CHARACTERS = 18

/** As it stands on the licence: upper case, without the spaces people group it by; O, I are figures there. */
export function tidyCreditCode(typed: string): string {
  const narrow = typed.replace(/[\uff01-\uff5e]/g, (wide) => String.fromCharCode(wide.charCodeAt(0) - 0xfee0))
  return narrow
    .toUpperCase()
    .replace(/[^0-9A-Z]/g, '')
    .replace(/O/g, '0')
    .replace(/I/g, '1')
    .slice(0, CODE_CHARACTERS)
}

export interface CodeState {
  text: string
  /** wrong: all is typed, and it cannot be */
  state: 'open' | 'right' | 'wrong'
}

/** Said while it is typed. */
export function codeState(code: string): CodeState {
  if (code === '') return { text: '营业执照上 18 位的那一串', state: 'open' }
  if (code.length < CODE_CHARACTERS) return { text: `还差 ${CODE_CHARACTERS - code.length} 位`, state: 'open' }
  return isCreditCode(code)
    ? { text: '这串号码没有写错', state: 'right' }
    : { text: '有一位不对，请对着营业执照再看一遍', state: 'wrong' }
}

// ---- the whole

export type ApplyMode = 'new' | 'again' | 'change'

export const formOf = ({ name, code, contact, wants, about }: EnterpriseOwnView): ApplyForm => ({
  name,
  code,
  contact: contact.name,
  phone: contact.phone,
  wants,
  about,
})

/** Of the fixed network, with its area code. */
const LANDLINE = /^0\d{9,11}$/

/** By field, in the order of the form; none: it can be sent. */
export function applyProblems(form: ApplyForm): Problems {
  const { name, code, contact, phone, wants, about } = form
  const wrongCode = code.length < CODE_CHARACTERS ? '请填满 18 位' : codeState(code).text
  const problems: Problems = {
    name: name.trim() === '' ? '请写营业执照上的名字' : '',
    code: isCreditCode(code) ? '' : wrongCode,
    'contact.name': contact.trim() === '' ? '请写社区可以找谁' : '',
    'contact.phone': LANDLINE.test(tidyPhone(phone)) ? '' : phoneProblem(phone),
    wants: wants.length === 0 ? '请选一样' : '',
    about: about.trim() === '' ? '请写几句，做什么的、在哪里' : '',
  }
  return Object.fromEntries(Object.entries(problems).filter(([, text]) => text !== ''))
}

/** Only for a form without a problem. */
export const applyInput = ({ name, code, contact, phone, wants, about }: ApplyForm): In<'enterprises.apply'> => ({
  name: name.trim(),
  code,
  contact: { name: contact.trim(), phone: tidyPhone(phone) },
  wants,
  about: about.trim(),
})

export const isWorthKeeping = (form: ApplyForm): boolean => JSON.stringify(form) !== JSON.stringify(EMPTY_APPLY)

/** What the server says of this form in particular. */
export const APPLY_PROBLEMS: { readonly [problem: string]: string } = {
  'code: used_before': '这家企业已经申请过了。请向申请的同事要邀请码。',
  'code: wrong_form': '有一位不对，请对着营业执照再看一遍',
  'contact.phone: wrong_form': phoneProblem(''),
  ': LIMIT': `您有 ${ENTERPRISE_LIMITS.openApplications} 份申请还没核实完，或者已经管着 ${ENTERPRISE_LIMITS.perPerson} 家了，先等等。`,
}

/** What happens after it was sent, said before. */
export const NEXT_STEPS: readonly string[] = [
  '社区对着营业执照核实，可能打电话问您',
  '通过了，就能写产品、发批次，也能请同事一起管',
  '没通过，这里写明原因，改好可以再申请',
]
