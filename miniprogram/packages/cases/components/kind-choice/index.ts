import { GROUP_NAMES } from '../../../../contract/case-names'
import type { CaseGroup, CaseKind } from '../../../../contract/case-kinds'
import { groupTiles, kindTiles, type GroupTile, type KindTile } from '../../report.view'

/** What it is about, in two taps at most: `choose` carries the kind. The slot stands on top until a group is chosen. */
Component({
  options: { addGlobalClass: true },
  properties: {
    /** what is likely where the code hangs, so that one tap is enough */
    likely: { type: Array, value: [] as KindTile[] },
    /** where that is, in words */
    here: { type: String, value: '' },
  },
  data: {
    groups: [] as GroupTile[],
    group: '',
    groupName: '',
    kinds: [] as KindTile[],
  },
  lifetimes: {
    attached() {
      this.setData({ groups: groupTiles() })
    },
  },
  methods: {
    onGroup(event: WechatMiniprogram.TouchEvent): void {
      const { group } = event.currentTarget.dataset as { group: CaseGroup }
      this.setData({ group, groupName: GROUP_NAMES[group], kinds: kindTiles(group) })
    },
    onAllGroups(): void {
      this.setData({ group: '', kinds: [] })
    },
    onKind(event: WechatMiniprogram.TouchEvent): void {
      const { kind } = event.currentTarget.dataset as { kind: CaseKind }
      this.triggerEvent('choose', { kind })
    },
  },
})
