/** The list from which a phone gets its person. */
import { h } from './dom'
import { ROLES, newResident, type Person } from './people'

const SHOWN = 60

/** Ask for a person; `onChoose` gets the openid. */
export function askPerson(people: readonly Person[], onChoose: (openid: string) => void): void {
  const list = h('div', { class: 'switch-list' })
  const search = h('input', { type: 'search', placeholder: '姓名、身份或楼栋，如 A区18栋', 'aria-label': '找人' })
  const dialog = h('dialog', { class: 'switcher', 'aria-label': '换一个人' }, search, list)
  const choose = (openid: string) => {
    dialog.close()
    onChoose(openid)
  }
  const show = () => list.replaceChildren(...listOf(people, search.value.trim(), choose))
  search.addEventListener('input', show)
  dialog.addEventListener('close', () => dialog.remove())
  dialog.addEventListener('click', (event) => {
    if (event.target === dialog) dialog.close() // beside the list
  })
  show()
  document.body.append(dialog)
  dialog.showModal()
}

function listOf(people: readonly Person[], words: string, choose: (openid: string) => void): HTMLElement[] {
  const entry = (name: string, detail: string, openid: () => string) =>
    h(
      'button',
      { type: 'button', class: 'switch-entry', onclick: () => choose(openid()) },
      h('strong', {}, name),
      h('span', {}, detail),
    )
  const groups = ROLES.map(({ role, text }) => {
    const found = people.filter((person) => person.role === role && matches(person, text, words))
    const entries = found.slice(0, SHOWN).map(({ name, place, openid }) => entry(name, place || openid, () => openid))
    const more =
      found.length > SHOWN && h('p', { class: 'switch-more' }, `还有 ${found.length - SHOWN} 人，请输入姓名或楼栋`)
    return found.length > 0 && h('section', {}, h('h2', {}, `${text}（${found.length}）`), ...entries, more)
  }).filter((group): group is HTMLElement => group !== false)
  const stranger = h('section', {}, entry('新住户', '第一次打开，还没有登记', newResident))
  return [stranger, ...groups]
}

function matches({ name, place, openid }: Person, role: string, words: string): boolean {
  return words.split(/\s+/).every((word) => `${name} ${place} ${role} ${openid}`.includes(word))
}
