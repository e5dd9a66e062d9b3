/** What is wrong with a form, at the field where it is. Pure. */
import { errorText, fieldText } from '../../core/error-text'
import { RpcError } from '../../core/rpc-error'

/** By field; `all`: it belongs to no field. */
export type Problems = { [field: string]: string }

const UNSAFE = '这里没通过微信的检查，请改一改'

/** `own`: sentences of this form, by "path: problem" of a field or ": CODE" of the whole. */
export function problemsOf(
  error: unknown,
  fields: readonly string[],
  own: { readonly [problem: string]: string } = {},
): Problems {
  if (!(error instanceof RpcError)) throw error
  const isUnsafe = error.code === 'UNSAFE_CONTENT'
  const problems: Problems = {}
  for (const [path, problem] of Object.entries(error.fields ?? {})) {
    const field = fieldOf(path, fields)
    const usual = isUnsafe && field === 'all' ? errorText(error) : isUnsafe ? UNSAFE : fieldText(problem)
    problems[field] = own[`${path}: ${problem.split(':')[0]}`] ?? usual
  }
  return Object.keys(problems).length > 0 ? problems : { all: own[`: ${error.code}`] ?? errorText(error) }
}

/** "materials.2.name" is shown at "materials". */
const fieldOf = (path: string, fields: readonly string[]): string =>
  fields.find((field) => path === field || path.startsWith(`${field}.`)) ?? 'all'

/** What the server says of texts that others will see, and of who may send them. */
export const OFFER_PROBLEMS: { readonly [problem: string]: string } = {
  'text: deposit': '字里提到了押金、培训费一类的钱。什么钱都不许收，请删掉。',
  ': CONFLICT': '同事刚刚也改过这个产品。请退回去再打开看看。',
  ': NOT_NOW': '企业现在不能发活，回首页看看原因。',
}

/** What the server says of a move at the counter. */
export const CLAIM_PROBLEMS: { readonly [problem: string]: string } = {
  'code: wrong': '码不对。请对方重新打开那一页，每天的码不一样',
  'code: wrong_form': '码不对。请对方重新打开那一页，每天的码不一样',
  ': LIMIT': '码错了太多次，这一份要过一小时再试。先请对方核对是不是这一份。',
}
