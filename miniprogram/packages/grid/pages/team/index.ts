import { CLUSTERS, type ClusterId, type Me } from '../../../../contract/estate'
import { errorText } from '../../../../core/error-text'
import { pageBehavior } from '../../../../core/page'
import { go, home, stopPullDown, toast } from '../../../../core/platform'
import { RpcError } from '../../../../core/rpc'
import { listColleagues, whoAmI } from '../../grid.service'
import { NO_ROLE, refusalText } from '../../grid.view'
import { clustersOf, seesAllPeople, teamSections, type TeamSection } from '../../people.view'

const seenBy = ({ grants }: Me): readonly ClusterId[] => (seesAllPeople(grants) ? CLUSTERS : clustersOf(grants))
const seesAny = (me: Me): boolean => seenBy(me).length > 0

Page({
  behaviors: [pageBehavior],

  data: {
    state: 'loading' as 'loading' | 'error' | 'empty' | 'ready',
    words: '',
    refused: false,
    clusters: [] as readonly ClusterId[],
    cluster: '' as ClusterId | '',
    sections: [] as TeamSection[],
  },

  wanted: null as ClusterId | null,
  /** counts up with every question, so that a late answer to an earlier one is dropped */
  asked: 0,
  isAway: false,

  onLoad({ cluster }: { cluster?: string }) {
    this.wanted = CLUSTERS.find((id) => id === cluster) ?? null
    void this.load()
  },

  /** Somebody's leave may have been entered meanwhile. */
  onShow() {
    if (!this.isAway) return
    this.isAway = false
    void this.load()
  },

  async onPullDownRefresh() {
    await this.load()
    stopPullDown()
  },

  async load() {
    const asked = ++this.asked
    try {
      const me = await whoAmI(seesAny)
      const clusters = seenBy(me)
      const cluster = clusters.find((id) => id === this.wanted) ?? clustersOf(me.grants)[0] ?? clusters[0]
      if (cluster === undefined) {
        this.setData({ state: 'empty', words: NO_ROLE, refused: true })
        return
      }
      this.setData({ clusters, cluster })
      const colleagues = await listColleagues(cluster)
      if (asked !== this.asked) return
      const sections = teamSections(colleagues, me, Date.now())
      this.setData({
        state: sections.length === 0 ? 'empty' : 'ready',
        words: '这个组团还没有人，请到“我的”里发邀请码',
        refused: false,
        sections,
      })
    } catch (error) {
      if (asked === this.asked) this.failed(error)
    }
  },

  failed(error: unknown) {
    if (this.data.state === 'ready') {
      toast(errorText(error))
      return
    }
    const refused = error instanceof RpcError && error.code === 'FORBIDDEN'
    this.setData({ state: refused ? 'empty' : 'error', words: refusalText(error), refused })
  },

  choose({ currentTarget }: WechatMiniprogram.BaseEvent) {
    const { cluster } = currentTarget.dataset as { cluster: ClusterId }
    if (cluster === this.data.cluster) return
    this.wanted = cluster
    this.setData({ cluster, state: 'loading', sections: [] })
    void this.load()
  },

  open({ currentTarget }: WechatMiniprogram.BaseEvent) {
    const { id, may } = currentTarget.dataset as { id: string; may: boolean }
    if (!may) return
    this.isAway = true
    go(`/packages/grid/pages/leave/index?person=${id}&cluster=${this.data.cluster}`)
  },

  retry() {
    this.setData({ state: 'loading' })
    void this.load()
  },

  leave() {
    home()
  },
})
