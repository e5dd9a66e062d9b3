import type { Place } from '../../../../contract/cases'
import type { Building, Home } from '../../../../contract/estate'
import { errorText } from '../../../../core/error-text'
import { session } from '../../../../core/session'
import {
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
  },
  observers: {
    show(show: boolean) {
      if (show) void this.open()
    },
  },
  methods: {
    async open(): Promise<void> {
      const place = this.data.place as Place | null
      this.draw(place ?? { building: '' })
      try {
        buildings = await session.buildings()
        this.setData({ problem: '' })
      } catch (error) {
        this.setData({ problem: errorText(error) })
      }
      this.draw(this.data.chosen)
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
