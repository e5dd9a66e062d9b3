/** Ids that follow from what they name, so that a repeated call makes nothing twice. Openids make them unguessable. */
import type { Home } from '../../miniprogram/contract/estate'
import { codeFrom, digest } from '../kit/ids'

/** as newId makes them */
const ID_CHARACTERS = 26
const ALIAS_CHARACTERS = 4

export const applicationId = (posting: string, openid: string, attempt: number): string =>
  codeFrom(`application ${posting} ${openid} ${attempt}`, ID_CHARACTERS)

export const talkId = (posting: string, openid: string): string => codeFrom(`talk ${posting} ${openid}`, ID_CHARACTERS)

/** Stands for the person in this talk alone: nobody is known again by it in another. */
export const aliasOf = (talk: string): string => codeFrom(`alias ${talk}`, ALIAS_CHARACTERS)

/** One report a person a posting. */
export const reportId = (posting: string, openid: string): string => digest(`report ${posting} ${openid}`)

/** Names a home one-way and for this posting alone; who serves here without living here counts as a home of their own. */
export const homeMark = (posting: string, { openid, home }: { openid: string; home: Home | null }): string =>
  digest(`home ${posting} ${home ? [home.building, home.unit, home.floor, home.room].join(' ') : openid}`)
