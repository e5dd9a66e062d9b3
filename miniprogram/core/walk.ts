/**
 * The walk through a building, one case after another: the list of work as it was last seen, and which of it the person
 * has looked at on the way. In memory alone, so that a case can lead to the next one without asking.
 */

export interface WalkRow {
  id: string
  building: string
}

export interface Seen {
  building: string
  ids: readonly string[]
}

export interface NextCase {
  id: string
  building: string
  /** how many are left in the building, this one among them */
  left: number
}

/** After this a list says too little of what is there now. */
const LIST_MS = 3_600_000

/** The next case in the building of those just seen; they themselves may be gone from the list. */
export function nextInBuilding(rows: readonly WalkRow[], seen: Seen): NextCase | null {
  const open = rows.filter(({ id, building }) => building === seen.building && !seen.ids.includes(id))
  const [next] = open
  return next ? { id: next.id, building: next.building, left: open.length } : null
}

export interface Walk {
  /** a list is opened: nothing of it was looked at yet */
  begin(): void
  /** the open cases of the list as it is now */
  keep(rows: readonly WalkRow[], now: number): void
  /** this case is looked at; one that is over leaves the list */
  visit(row: WalkRow, isOver: boolean): void
  /** the next one in the building of the case that was looked at last; null: none is left, or no list is known */
  next(now: number): NextCase | null
}

export function createWalk(): Walk {
  let rows: readonly WalkRow[] = []
  let readAt = -Infinity
  let seen: Seen | null = null
  return {
    begin() {
      seen = null
    },
    keep(list, now) {
      rows = list.map(({ id, building }) => ({ id, building }))
      readAt = now
    },
    visit({ id, building }, isOver) {
      const before = seen?.building === building ? seen.ids.filter((other) => other !== id) : []
      seen = { building, ids: [...before, id] }
      if (isOver) rows = rows.filter((row) => row.id !== id)
    },
    next: (now) => (seen !== null && Math.abs(now - readAt) < LIST_MS ? nextInBuilding(rows, seen) : null),
  }
}

export const walk = createWalk()
