/** Which fairs there are, from the rule alone: the 20th of each month, every Wednesday, and how they give way to holidays. */
import { FAIR_KINDS, type FairKind } from '../../miniprogram/contract/fairs'
import { isHoliday } from '../../miniprogram/contract/holidays'

export interface RuleFair {
  /** `${ruleDay}-${kind}`: a change of the holiday list moves a fair and never makes a second one */
  id: string
  kind: FairKind
  /** "2026-11-20": where the rule puts it */
  ruleDay: string
  /** where it is held */
  day: string
}

const DAY = 86_400_000
const MARKET_DATE = 20
const WEDNESDAY = 3
/** 1970-01-01 was a Thursday */
const FIRST_WEEKDAY = 4

const numberOf = (day: string): number => Date.parse(`${day}T00:00:00Z`) / DAY
const dayOfNumber = (number: number): string => new Date(number * DAY).toISOString().slice(0, 10)

/** The day so many days later; both are names of Shanghai days, so no clock is needed. */
export const daysLater = (day: string, days: number): string => dayOfNumber(numberOf(day) + days)

/**
 * The fairs held on the days from … to, both included, in order of their days. On a holiday a fair moves on to the next
 * day that is none and has no other fair. A special whose Wednesday is a market's 20th moves on in the same way. Markets
 * choose first, then the earlier rule day: each fair has one day, and no day has two.
 */
export function calendar(from: string, to: string, isOff: (day: string) => boolean = isHoliday): RuleFair[] {
  // from a fixed beginning, so that the span that is asked for decides nothing
  const rule = ruleFairs(`${Number(from.slice(0, 4)) - 1}-01-01`, to)
  const fairs = [...rule.filter(({ kind }) => kind === 'market'), ...rule.filter(({ kind }) => kind === 'special')]
  const held = new Map<string, RuleFair>()
  const moving = fairs.filter((fair) => {
    const stays = !isOff(fair.ruleDay) && !held.has(fair.ruleDay)
    if (stays) held.set(fair.ruleDay, fair)
    return !stays
  })
  for (const fair of moving) {
    let day = daysLater(fair.ruleDay, 1)
    while (isOff(day) || held.has(day)) day = daysLater(day, 1)
    held.set(day, { ...fair, day })
  }
  return [...held.values()]
    .filter(({ day }) => from <= day && day <= to)
    .sort((one, other) => (one.day < other.day ? -1 : 1))
}

/** What the rule alone says, by day. */
function ruleFairs(from: string, to: string): RuleFair[] {
  const fairs: RuleFair[] = []
  for (let number = numberOf(from); number <= numberOf(to); number++) {
    const ruleDay = dayOfNumber(number)
    for (const kind of FAIR_KINDS) {
      if (isRuleDay(kind, number, ruleDay)) fairs.push({ id: `${ruleDay}-${kind}`, kind, ruleDay, day: ruleDay })
    }
  }
  return fairs
}

const isRuleDay = (kind: FairKind, number: number, day: string): boolean =>
  kind === 'market' ? Number(day.slice(8)) === MARKET_DATE : (number + FIRST_WEEKDAY) % 7 === WEDNESDAY
