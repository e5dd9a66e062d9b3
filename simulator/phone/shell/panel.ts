/** What a phone has asked of the cloud and drawn, with its cost. */
import type { CallRecord, FromPhone } from '../types'
import { h } from './dom'

const ROWS = 60
const SET_DATA_LIMIT = 64 * 1024

export interface Panel {
  readonly element: HTMLElement
  take(message: FromPhone): void
  clear(): void
}

export function panel(): Panel {
  const summary = h('summary')
  const problems = h('ul', { class: 'problems', 'aria-label': '问题' })
  const rows = h('tbody')
  const head = ['调用', '毫秒', '发出', '收到', '数据库'].map((text) => h('th', { scope: 'col' }, text))
  const table = h('table', {}, h('thead', {}, h('tr', {}, ...head)), rows)
  const drawn = h('ul', { class: 'drawn', 'aria-label': 'setData' })
  const element = h('details', { class: 'panel' }, summary, problems, table, drawn)
  let calls = 0
  let pages = new Map<string, { times: number; bytes: number; most: number }>()

  const sum = () => {
    const bytes = [...pages.values()].reduce((total, page) => total + page.bytes, 0)
    const trouble = problems.childElementCount
    summary.textContent = `调用 ${calls} 次 · setData ${kilobytes(bytes)}${trouble > 0 ? ` · 问题 ${trouble} 个` : ''}`
    summary.classList.toggle('has-problems', trouble > 0)
  }
  const drawPages = () => {
    const lines = [...pages].map(([page, { times, bytes, most }]) =>
      h(
        'li',
        { class: most > SET_DATA_LIMIT ? 'too-much' : undefined },
        `${page}：setData ${times} 次，共 ${kilobytes(bytes)}，最大 ${kilobytes(most)}`,
      ),
    )
    drawn.replaceChildren(...lines)
  }
  const take = (message: FromPhone) => {
    if (message.type === 'call') {
      calls += 1
      rows.prepend(rowOf(message.call))
      while (rows.childElementCount > ROWS) rows.lastElementChild?.remove()
    } else if (message.type === 'set-data') {
      const page = pages.get(message.page) ?? { times: 0, bytes: 0, most: 0 }
      pages.set(message.page, {
        times: page.times + 1,
        bytes: page.bytes + message.bytes,
        most: Math.max(page.most, message.bytes),
      })
      drawPages()
    } else if (message.type === 'problem') {
      problems.append(h('li', {}, message.text))
      element.open = true
    } else return
    sum()
  }
  const clear = () => {
    calls = 0
    pages = new Map()
    for (const part of [rows, drawn, problems]) part.replaceChildren()
    sum()
  }
  sum()
  return { element, take, clear }
}

function rowOf(call: CallRecord): HTMLElement {
  const { kind, name, ms, ok, error, requestBytes, answerBytes, cost } = call
  const cells = [Math.round(ms).toString(), kilobytes(requestBytes), kilobytes(answerBytes), costText(cost)]
  // A route begins with its function's name.
  const title = kind === 'callFunction' ? (name.split(' ')[1] ?? name) : `${kind} ${name}`
  return h(
    'tr',
    { class: ok ? undefined : 'failed', title: error },
    h('td', {}, title),
    ...cells.map((text) => h('td', { class: 'number' }, text)),
  )
}

/** "3 次 / 12 条": requests to the database, and documents read. */
function costText(cost: CallRecord['cost']): string {
  const requests = cost?.['databaseRequests']
  const read = cost?.['documentsRead']
  return typeof requests === 'number' ? `${requests} 次 / ${typeof read === 'number' ? read : 0} 条` : '–'
}

function kilobytes(bytes: number): string {
  return bytes < 1_000 ? `${bytes} B` : `${(bytes / 1_024).toFixed(1)} KB`
}
