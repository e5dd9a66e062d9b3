import type { PictureView } from '../../../../contract/cases'
import { preview } from '../../../../core/platform'

/** Pictures of a case; those that the platform still checks, or has refused, say so. */
Component({
  options: { addGlobalClass: true },
  properties: {
    pictures: { type: Array, value: [] as PictureView[] },
  },
  methods: {
    onLook(event: WechatMiniprogram.TouchEvent): void {
      const { url } = event.currentTarget.dataset as { url: string }
      const urls = (this.data.pictures as PictureView[]).flatMap((picture) => (picture.url ? [picture.url] : []))
      preview(urls, url)
    },
  },
})
