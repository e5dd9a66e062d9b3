import type { Problem } from '../../types'
import { node } from './dom'

const place = ({ file, line, column }: Problem): string => `${file}:${line}:${column}`

/** What the compiler found, over everything else. */
export function showProblems(phone: HTMLElement, problems: readonly Problem[]): void {
  phone.querySelector('.phone-problems')?.remove()
  if (problems.length === 0) return
  const close = node('button', 'phone-problems-close', { type: 'button' }, '收起')
  const panel = node(
    'div',
    'phone-problems',
    { role: 'alert' },
    node('div', 'phone-problems-title', {}, `编译有 ${problems.length} 处问题`, close),
    ...problems.map((problem) =>
      node('div', 'phone-problem', {}, node('code', '', {}, place(problem)), node('div', '', {}, problem.message)),
    ),
  )
  close.addEventListener('click', () => panel.remove())
  phone.append(panel)
}
