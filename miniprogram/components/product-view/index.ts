import { needTexts, type ShownProduct } from '../../core/craft-text'
import { playVideo } from '../../core/platform'

/** A product as the worker sees it: pictures, video, steps, when a piece is good, what it calls for. */
Component({
  properties: {
    product: { type: Object, value: null as ShownProduct | null },
  },
  data: { needs: [] as string[] },
  observers: {
    product(product: ShownProduct | null) {
      this.setData({ needs: product ? needTexts(product.needs) : [] })
    },
  },
  methods: {
    play(): void {
      const { video } = this.data.product as ShownProduct
      if (video !== null) playVideo(video)
    },
  },
})
