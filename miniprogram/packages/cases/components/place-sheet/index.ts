import type { Place } from '../../../../contract/cases'
import type { Building, Home } from '../../../../contract/estate'
import { onOnline } from '../../../../core/platform'
import { session } from '../../../../core/session'
import {
  listProblem,
  placeSheet,
  withBuilding,
  withCluster,
  withHome,
  withLift,
  withSpot,
  withUnit,
  type PlaceSheet,
} from '../../place.view'

let buildings: readonly Building[] = []
const leaving = new WeakMap<object, () => void>()

/** Where it is, chosen from lists alone. `change` carries the place once the person says so. */
Component({
  options: { addGlobalClass: true },
  properties: {
    show: { type: Boolean, value: false },
    place: { type: Object, value: {} as Place },
    home: { type: Object, optionalTypes: [null] as never, value: null as unknown as Home },
  },
  data: {
    /** the choice so far; what is drawn comes from it */
    chosen: { building: '' } as Place,
    cluster: '',
    sheet: null as PlaceSheet | null,
    problem: '',
    isLoading: false,
  },
  lifetimes: {
    attached() {
      const again = () => {
        if (this.data.show && this.data.problem) void this.load()
      }
      leaving.set(this, onOnline(again))
    },
    detached() {
      leaving.get(this)?.()
    },
  },
  observers: {
    show(show: boolean) {
      if (!show) return
      const place = this.data.place as Place | null
      this.draw(place ?? { building: '' })
      void this.load()
    },
  },
  methods: {
    async load(): Promise<void> {
      this.setData({ isLoading: true })
      try {
        buildings = await session.buildings()
        this.setData({ problem: '', isLoading: false })
      } catch (error) {
        this.setData({ problem: listProblem(error), isLoading: false })
      }
      this.draw(this.data.chosen)
    },
    onRetry(): void {
      void this.load()
    },
    draw(chosen: Place, wanted?: string): void {
      const cluster = wanted ?? (chosen.building.slice(0, 1) || this.data.cluster)
      const home = this.data.home as Home | null
      this.setData({ chosen, cluster, sheet: placeSheet(buildings, chosen, cluster, home) })
    },
    onChoose(event: WechatMiniprogram.TouchEvent): void {
      const { list, value } = event.currentTarget.dataset as { list: keyof typeof CHOICES; value: string }
      if (list === 'cluster') return this.draw(withCluster(this.data.chosen, value), value)
      const home = this.data.home as Home | null
      this.draw(list === 'home' && home ? withHome(this.data.chosen, home) : CHOICES[list](this.data.chosen, value))
    },
    onClose(): void {
      this.triggerEvent('close')
    },
    onDone(): void {
      if (this.data.chosen.building) this.triggerEvent('change', { place: this.data.chosen })
    },
  },
})

const CHOICES = {
  cluster: withCluster,
  building: withBuilding,
  unit: withUnit,
  lift: withLift,
  spot: withSpot,
  home: (place: Place) => place,
}
