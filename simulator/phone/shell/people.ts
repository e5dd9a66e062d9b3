/** Who a phone can belong to. */

export interface Person {
  readonly openid: string
  readonly name: string
  readonly role: string
  readonly place: string
  readonly buildings: readonly string[]
}

/** Groups of the switcher, in order. */
export const ROLES: readonly { readonly role: string; readonly text: string }[] = [
  { role: 'resident', text: '住户' },
  { role: 'enterprise', text: '企业' },
  { role: 'mediator', text: '调解员' },
  { role: 'worker', text: '网格员' },
  { role: 'leader', text: '网格长' },
  { role: 'staff', text: '社区工作人员' },
  { role: 'admin', text: '管理员' },
]

export const roleText = (role: string): string => ROLES.find((one) => one.role === role)?.text ?? role

export async function loadPeople(): Promise<Person[]> {
  const response = await fetch('/phone/people')
  const { people } = (await response.json()) as { people: Person[] }
  return people
}

/** Somebody who has never been here: opens the mini-program for the first time. */
export const newResident = (): string => `new-resident-${crypto.randomUUID().slice(0, 8)}`

export function describe(openid: string, people: readonly Person[]): { name: string; detail: string } {
  const person = people.find((one) => one.openid === openid)
  if (!person) return { name: '新住户', detail: '还没有登记' }
  return { name: person.name, detail: [roleText(person.role), person.place].filter(Boolean).join(' · ') }
}

/** A resident, the mediator and the worker who serve the same building: between them a case lives its whole life. */
export function firstThree(people: readonly Person[]): string[] {
  const serving = (role: string, building: string) =>
    people.find((person) => person.role === role && person.buildings.includes(building))
  for (const person of people) {
    const [building] = person.buildings
    if (person.role !== 'resident' || building === undefined) continue
    const mediator = serving('mediator', building)
    const worker = serving('worker', building)
    if (mediator && worker) return [person.openid, mediator.openid, worker.openid]
  }
  return people.length > 0 ? people.slice(0, 3).map(({ openid }) => openid) : ['user-1', 'user-2']
}
