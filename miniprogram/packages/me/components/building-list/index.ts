import { buildingCluster, CLUSTERS, type ClusterId } from '../../../../contract/estate'
import { buildingChoices, type Choice } from '../../bind.view'

/** One of these buildings, by cluster or by its number. Event: `pick` with the building's id. */
Component({
  options: { styleIsolation: 'apply-shared' },

  properties: {
    /** ids of the buildings there are to choose from */
    ids: { type: Array, value: [] as string[] },
    /** the building chosen before, whose cluster is shown first */
    before: { type: String, value: '' },
  },

  data: {
    clusters: [] as ClusterId[],
    cluster: CLUSTERS[0] as ClusterId,
    query: '',
    choices: [] as Choice[],
  },

  observers: {
    'ids, before'(ids: string[], before: string) {
      const clusters = CLUSTERS.filter((cluster) => ids.some((id) => buildingCluster(id) === cluster))
      const last = buildingCluster(before)
      const cluster = last && clusters.includes(last) ? last : (clusters[0] ?? CLUSTERS[0])
      this.setData({ clusters })
      this.show(cluster, '')
    },
  },

  methods: {
    show(cluster: ClusterId, query: string) {
      this.setData({ cluster, query, choices: buildingChoices(this.data.ids as string[], cluster, query) })
    },
    pickCluster(event: WechatMiniprogram.TouchEvent) {
      this.show(event.currentTarget.dataset.cluster as ClusterId, '')
    },
    search({ detail }: { detail: string }) {
      this.show(this.data.cluster, detail)
    },
    pick(event: WechatMiniprogram.TouchEvent) {
      this.triggerEvent('pick', { building: String(event.currentTarget.dataset.value) })
    },
  },
})
