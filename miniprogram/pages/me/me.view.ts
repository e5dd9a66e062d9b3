import type { Me } from '../../contract/estate'
import { codeClusters } from '../../contract/place-code'
import { isPublisher } from '../../contract/notices'
import { homeText } from '../../core/place-text'
import { grantText } from '../../core/role-text'

export interface MeScreen {
  name: string
  phone: string
  home: string
  roles: string
  /** others count on this person, who may be away */
  serves: boolean
  publishes: boolean
  /** has codes made for doors, stairs and lifts */
  makesCodes: boolean
  /** lets enterprises in and watches over piece-work */
  isStaff: boolean
}

export function meScreen(me: Me): MeScreen {
  return {
    name: me.name ?? '还没留名字',
    phone: me.phoneMasked ?? '还没留电话',
    home: me.home ? homeText(me.home) : '还没登记住处',
    roles: me.grants.map(grantText).join('、') || '居民',
    serves: me.grants.some((grant) => 'cluster' in grant),
    publishes: isPublisher(me.grants),
    makesCodes: codeClusters(me.grants).length > 0,
    isStaff: me.grants.some(({ role }) => role === 'staff'),
  }
}
