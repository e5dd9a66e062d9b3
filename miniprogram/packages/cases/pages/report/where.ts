/** Where a report is about, as far as this phone can tell: from the code it was opened by, the home, or the person's choice. */
import type { CaseKind } from '../../../../contract/case-kinds'
import type { Place } from '../../../../contract/cases'
import type { Home } from '../../../../contract/estate'
import { placeOfCode, type PlaceCode } from '../../../../contract/place-code'
import { placeText } from '../../../../core/place-text'
import { isOnline, onOnline } from '../../../../core/platform'
import { RpcError } from '../../../../core/rpc'
import { session } from '../../../../core/session'
import { shared } from '../../../../core/single-flight'
import { defaultPlace } from '../../report.view'

/** What a page draws of it. */
export interface WhereView {
  /** where the code hangs, in words */
  here: string
  home: Home | null
  /** the person is known and has no home; where a code says the place, it is asked for later */
  isHomeNeeded: boolean
  /** no place can be chosen: this phone has never had the list of buildings, and it was not to be had */
  isListMissing: boolean
}

export interface Where {
  readonly code: PlaceCode | null
  view(): WhereView
  /** null: nobody but the person can say it */
  placeFor(kind: CaseKind): Place | null
  /** the person said so */
  choose(place: Place): void
  /** Asks for what is missing: one call when the page opens, and again when that did not get through. Never rejects for the network. */
  find(): Promise<void>
  /** Asks who this is where nothing did yet: WeChat's sheet at the end opens right in a tap or not at all. */
  meet(): Promise<void>
  /** Tells when something was found or was not to be had; looks again by itself when the network is back. */
  watch(listener: () => void): () => void
}

export function createWhere(code: PlaceCode | null): Where {
  let from = code && placeOfCode(code, [])
  let isChosen = false
  let isCut = false
  let listener = (): void => undefined

  const isListMissing = () => !session.knowsBuildings() && (isCut || !isOnline())

  async function nameLift({ building, unit }: Extract<PlaceCode, { what: 'lift' }>): Promise<void> {
    const units = (await session.buildings()).find(({ id }) => id === building)?.units
    const lifts = units?.find(({ no }) => no === unit)?.lifts ?? []
    if (code && !isChosen) from = placeOfCode(code, lifts)
  }

  /** Without the network the form works all the same, and the report waits. */
  async function quietly(ask: () => Promise<void>): Promise<void> {
    try {
      await ask()
      isCut = false
    } catch (error) {
      if (!(error instanceof RpcError)) throw error
      isCut = true
    }
    listener()
  }

  const meet = async () => {
    if (!session.me()) await session.load()
  }
  const look = async () => {
    if (code?.what === 'lift') await nameLift(code)
    if (!code) await meet()
    // the list is for the sheet, which asks for it by itself unless there was no network
    if (isListMissing()) await session.buildings()
  }

  const find = shared(() => quietly(look))

  return {
    code,
    view() {
      const me = session.me()
      return {
        here: from ? placeText(from) : '',
        home: me?.home ?? null,
        isHomeNeeded: me !== null && !me.home && !code,
        isListMissing: isListMissing(),
      }
    },
    placeFor: (kind) => defaultPlace(kind, from, session.me()?.home ?? null),
    choose(place) {
      from = place
      isChosen = true
    },
    find,
    meet: () => quietly(meet),
    watch(told) {
      listener = told
      const leave = onOnline(() => {
        if (isCut || isListMissing()) void find()
      })
      return () => {
        leave()
        listener = () => undefined
      }
    },
  }
}
