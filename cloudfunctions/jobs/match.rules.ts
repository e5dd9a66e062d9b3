/**
 * The nightly match: whom to tell of which posting, so that no seeker and posting would both rather have each other.
 * Seekers propose, postings keep the best they have room for (Gale and Shapley 1962): of all such matches each seeker
 * gets the best one that any of them gives.
 */
import { fitsShift, scoreOf, SUITS, type Offer, type Wishes } from './suit.rules'

export interface MatchSeeker {
  id: string
  wishes: Wishes
  /** when the card was first kept, epoch ms: who has waited longer comes first */
  since: number
  /** postings that are none for this person: of the own enterprise, or applied for already */
  without: ReadonlySet<string>
}

export interface MatchPosting {
  id: string
  offer: Offer
  /** places that are free yet */
  room: number
}

export interface Matched {
  posting: string
  score: number
}

/** Chance that is the same every night: mixes two numbers so that ties fall differently for every pair. */
function mixed(a: number, b: number): number {
  let x = Math.imul(a ^ (b + 0x9e3779b9), 0x85ebca6b)
  x = Math.imul(x ^ (x >>> 15), 0xc2b2ae35)
  return (x ^ (x >>> 13)) >>> 0
}

/** FNV-1a, 32 bits. */
function digestOf(id: string): number {
  let hash = 0x811c9dc5
  for (let i = 0; i < id.length; i++) hash = Math.imul(hash ^ id.charCodeAt(i), 0x01000193)
  return hash >>> 0
}

/** A place in an order; less comes first. Different things never have the same place. */
type Place = readonly number[]

function byPlace(a: Place, b: Place): number {
  for (let i = 0; i < a.length; i++) {
    const difference = (a[i] ?? 0) - (b[i] ?? 0)
    if (difference !== 0) return difference
  }
  return 0
}

/** Of the shifts that are offered, the share that the person can do. */
const shiftShare = ({ shifts }: Wishes, offered: Offer['shifts']): number =>
  offered.filter((shift) => fitsShift(shifts, [shift])).length / Math.max(1, offered.length)

/** Both sides' orders over one set of seekers and postings; by index. */
export class Preferences {
  private readonly seekerDigests: number[]
  private readonly postingDigests: number[]
  /** those with room, by kind: another kind never suits, so nobody looks at it */
  private readonly byKind = new Map<Offer['kind'], number[]>()

  constructor(
    readonly seekers: readonly MatchSeeker[],
    readonly postings: readonly MatchPosting[],
  ) {
    this.seekerDigests = seekers.map(({ id }) => digestOf(id))
    this.postingDigests = postings.map(({ id }) => digestOf(id))
    for (const [posting, { offer, room }] of postings.entries()) {
      if (room < 1) continue
      const others = this.byKind.get(offer.kind)
      if (others) others.push(posting)
      else this.byKind.set(offer.kind, [posting])
    }
  }

  /** The postings that a seeker would go to, the best first. */
  listOf(seeker: number): { posting: number; score: number }[] {
    const one = this.seekers[seeker]
    if (!one) return []
    const digest = this.seekerDigests[seeker] ?? 0
    const list: { posting: number; score: number; tie: number }[] = []
    for (const posting of one.wishes.kinds.flatMap((kind) => this.byKind.get(kind) ?? [])) {
      const offered = this.postings[posting]
      if (!offered || one.without.has(offered.id)) continue
      const score = scoreOf(one.wishes, offered.offer)
      if (score >= SUITS) list.push({ posting, score, tie: mixed(digest, this.postingDigests[posting] ?? 0) })
    }
    return list.sort((a, b) => b.score - a.score || a.tie - b.tie || a.posting - b.posting)
  }

  /** The place that a seeker has with a posting: who can do more of its shifts, then whose card is older. */
  placeAt(posting: number, seeker: number): Place {
    const [one, offered] = [this.seekers[seeker], this.postings[posting]]
    if (!one || !offered) return []
    const tie = mixed(this.postingDigests[posting] ?? 0, this.seekerDigests[seeker] ?? 0)
    return [-shiftShare(one.wishes, offered.offer.shifts), one.since, tie, seeker]
  }
}

/** Those whom a posting would take so far, the best first. */
interface Held {
  seeker: number
  place: Place
}

/** Puts it where it belongs; who falls out then, null for nobody. */
function hold(held: Held[], one: Held, room: number): Held | null {
  let [low, high] = [0, held.length]
  while (low < high) {
    const middle = (low + high) >> 1
    const other = held[middle]
    if (other && byPlace(other.place, one.place) < 0) low = middle + 1
    else high = middle
  }
  held.splice(low, 0, one)
  return held.length > room ? (held.pop() ?? null) : null
}

/** What each seeker is told of, by the seeker's id; who is not in it gets nothing tonight. */
export function matchOf(seekers: readonly MatchSeeker[], postings: readonly MatchPosting[]): Map<string, Matched> {
  const preferences = new Preferences(seekers, postings)
  const lists = seekers.map((_, seeker) => preferences.listOf(seeker))
  const next = seekers.map(() => 0)
  const held = postings.map((): Held[] => [])
  const free = seekers.map((_, seeker) => seeker).reverse()
  for (let seeker = free.pop(); seeker !== undefined; seeker = free.pop()) {
    const at = next[seeker] ?? 0
    const choice = lists[seeker]?.[at]
    if (!choice) continue
    next[seeker] = at + 1
    const { posting } = choice
    const place = preferences.placeAt(posting, seeker)
    const out = hold(held[posting] ?? [], { seeker, place }, postings[posting]?.room ?? 0)
    if (out) free.push(out.seeker)
  }
  return resultOf(seekers, postings, held, lists, next)
}

function resultOf(
  seekers: readonly MatchSeeker[],
  postings: readonly MatchPosting[],
  held: readonly Held[][],
  lists: readonly { posting: number; score: number }[][],
  next: readonly number[],
): Map<string, Matched> {
  const matched = new Map<string, Matched>()
  for (const [posting, { id }] of postings.entries()) {
    for (const { seeker } of held[posting] ?? []) {
      const choice = lists[seeker]?.[(next[seeker] ?? 0) - 1]
      const one = seekers[seeker]
      if (choice?.posting === posting && one) matched.set(one.id, { posting: id, score: choice.score })
    }
  }
  return matched
}
