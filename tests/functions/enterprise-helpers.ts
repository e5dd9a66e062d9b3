/** Short ways to apply for enterprises in tests. */
import type { In } from '../../miniprogram/contract/api'
import type { EnterpriseOwnView } from '../../miniprogram/contract/enterprises'
import type { TestCloud } from '../cloud'
import { creditCode } from '../credit-code'
import { ok } from './people'

let numbers = 1_000

/** Somebody whom nobody knows yet. */
export const stranger = (): string => `oStranger_${++numbers}_x`

/** An application with a code that none had before. */
export const application = (part: Partial<In<'enterprises.apply'>> = {}): In<'enterprises.apply'> => ({
  name: '巧娘工坊',
  code: creditCode(++numbers),
  contact: { name: '唐丽娟', phone: '13912345678' },
  wants: ['piecework'],
  about: '做布艺，教会再领活',
  ...part,
})

/** An enterprise as its members and the staff see it. */
export const ownView = async (cloud: TestCloud, openid: string, id: string): Promise<EnterpriseOwnView> =>
  (await ok(cloud, openid, 'enterprises.get', { id })) as EnterpriseOwnView

/** The public id of a person who has left something with us. */
export const idOf = async (cloud: TestCloud, openid: string): Promise<string> =>
  String((await ok(cloud, openid, 'estate.me', {})).id)
