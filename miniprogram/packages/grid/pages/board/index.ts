import { CLUSTERS, type ClusterId, type Me } from '../../../../contract/estate'
import { pageBehavior } from '../../../../core/page'
import { go, home, stopPullDown, toast } from '../../../../core/platform'
import { errorText } from '../../../../core/error-text'
import { RpcError } from '../../../../core/rpc'
import {
  clusterBars,
  clusterText,
  detailOf,
  joinCounts,
  type ClusterBar,
  type ClusterCounts,
  type Detail,
} from '../../board.view'
import { countCases, whoAmI } from '../../grid.service'
import { NO_ROLE, refusalText, type StageName } from '../../grid.view'
import { isStaff } from '../../people.view'

const EMPTY_DETAIL: Detail = { open: 0, late: 0, done: 0, stages: [], groups: [] }

const ledBy = ({ grants }: Me): ClusterId[] => [
  ...new Set(grants.flatMap((grant) => (grant.role === 'leader' ? [grant.cluster] : []))),
]
const seesBoard = (me: Me): boolean => isStaff(me.grants) || ledBy(me).length > 0

Page({
  behaviors: [pageBehavior],

  data: {
    state: 'loading' as 'loading' | 'error' | 'empty' | 'ready',
    words: '',
    refused: false,
    clusters: [] as ClusterBar[],
    /** null: all together */
    chosen: null as ClusterId | null,
    title: '',
    detail: EMPTY_DETAIL,
  },

  wanted: null as ClusterId | null,
  counts: [] as ClusterCounts[],

  onLoad({ cluster }: { cluster?: string }) {
    this.wanted = CLUSTERS.find((id) => id === cluster) ?? null
    this.counts = []
    void this.load()
  },

  async onPullDownRefresh() {
    await this.load()
    stopPullDown()
  },

  async load() {
    try {
      const me = await whoAmI(seesBoard)
      if (!seesBoard(me)) {
        this.setData({ state: 'empty', words: NO_ROLE, refused: true })
        return
      }
      const own = ledBy(me)
      // staff see all at once; a leader the cluster that is led
      const asked = isStaff(me.grants) ? null : (own.find((id) => id === this.wanted) ?? own[0] ?? null)
      this.counts = (await countCases(asked)).clusters
      const chosen = this.data.state === 'ready' ? this.data.chosen : (asked ?? this.wanted)
      this.draw(chosen)
    } catch (error) {
      if (this.data.state === 'ready') toast(errorText(error))
      else {
        const refused = error instanceof RpcError && error.code === 'FORBIDDEN'
        this.setData({ state: refused ? 'empty' : 'error', words: refusalText(error), refused })
      }
    }
  },

  draw(chosen: ClusterId | null) {
    const of = this.counts.find(({ cluster }) => cluster === chosen)
    this.setData({
      state: 'ready',
      refused: false,
      chosen: of ? chosen : null,
      title: of ? clusterText(of.cluster) : '全社区',
      clusters: clusterBars(this.counts),
      detail: detailOf(of ?? joinCounts(this.counts)),
    })
  },

  choose({ currentTarget }: WechatMiniprogram.BaseEvent) {
    this.draw((currentTarget.dataset as { cluster: ClusterId }).cluster)
  },

  chooseAll() {
    this.draw(null)
  },

  /** The list behind a number. Only one cluster has it: all together would be too long to be of use. */
  list({ currentTarget }: WechatMiniprogram.BaseEvent) {
    this.openList((currentTarget.dataset as { only: string }).only, '')
  },

  listStage({ currentTarget }: WechatMiniprogram.BaseEvent) {
    this.openList((currentTarget.dataset as { stage: StageName }).stage, '')
  },

  listGroup({ currentTarget }: WechatMiniprogram.BaseEvent) {
    this.openList('all', (currentTarget.dataset as { group: string }).group)
  },

  openList(only: string, group: string) {
    const { chosen } = this.data
    if (chosen === null) toast('先点上面一个组团，就能看单子')
    else go(`/packages/grid/pages/work/index?cluster=${chosen}&only=${only}${group === '' ? '' : `&group=${group}`}`)
  },

  all() {
    go('/packages/grid/pages/all/index')
  },

  team() {
    go(`/packages/grid/pages/team/index?cluster=${this.data.chosen ?? ''}`)
  },

  retry() {
    this.setData({ state: 'loading' })
    void this.load()
  },

  leave() {
    home()
  },
})
