import { replace, tab } from '../../../../core/platform'
import { askFor } from '../../../../core/subscribe'
import type { Promised } from '../../report.view'

/** After a report: who does it and by when, and whether WeChat shall tell of the progress. */
Component({
  options: { addGlobalClass: true },
  properties: {
    /** null: it was sent by itself, and the answer went elsewhere */
    sent: { type: Object, optionalTypes: [null] as never, value: null as unknown as Promised & { id: string } },
  },
  data: {
    isAsked: false,
    /** WeChat itself will tell; else the news is in the messages alone */
    isTold: false,
  },
  methods: {
    onAfter(): void {
      if (this.data.isAsked) this.onSeeCase()
      else void askFor('caseProgress').then((isTold) => this.setData({ isAsked: true, isTold }))
    },
    onSeeCase(): void {
      const sent = this.data.sent as { id: string } | null
      if (sent) replace(`/packages/cases/pages/case/index?id=${sent.id}`)
      else tab('/pages/cases/index')
    },
  },
})
