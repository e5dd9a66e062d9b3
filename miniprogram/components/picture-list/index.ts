import type { PictureView } from '../../contract/cases'
import { preview } from '../../core/platform'

/** Pictures that were handed in; those that the platform still checks, or has refused, say so. */
Component({
  options: { addGlobalClass: true },
  properties: {
    pictures: { type: Array, value: [] as PictureView[] },
    /** only when they come near; on a sheet over the page WeChat never sees them come */
    isLazy: { type: Boolean, value: true },
  },
  methods: {
    onLook(event: WechatMiniprogram.TouchEvent): void {
      const { url } = event.currentTarget.dataset as { url: string }
      const urls = (this.data.pictures as PictureView[]).flatMap((picture) => (picture.url ? [picture.url] : []))
      preview(urls, url)
    },
  },
})
