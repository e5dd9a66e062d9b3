import type { PictureView } from '../../contract/cases'
import { keepPictures } from '../../core/drafts'
import { choosePictures, preview } from '../../core/platform'
import { singleFlight } from '../../core/single-flight'

/**
 * Pictures to send: choose, look at, take away. The page holds the lists: `change` carries the paths after a tap, `drop`
 * the id of a picture that was sent before and shall go. Chosen pictures are kept on the phone, so that a draft still
 * has them tomorrow.
 */
Component({
  options: { addGlobalClass: true },
  properties: {
    /** sent before, and still wanted */
    kept: { type: Array, value: [] as PictureView[] },
    paths: { type: Array, value: [] as string[] },
    max: { type: Number, value: 6 },
    disabled: { type: Boolean, value: false },
  },
  methods: {
    onAdd(): void {
      void add(this)
    },
    onRemove(event: WechatMiniprogram.TouchEvent): void {
      const { index } = event.currentTarget.dataset as { index: number }
      const paths = (this.data.paths as string[]).filter((_, at) => at !== index)
      this.triggerEvent('change', { paths })
    },
    onDrop(event: WechatMiniprogram.TouchEvent): void {
      this.triggerEvent('drop', { id: (event.currentTarget.dataset as { id: string }).id })
    },
    onLook(event: WechatMiniprogram.TouchEvent): void {
      const { path } = event.currentTarget.dataset as { path: string }
      const kept = (this.data.kept as PictureView[]).flatMap(({ url }) => url ?? [])
      preview([...kept, ...(this.data.paths as string[])], path)
    },
  },
})

interface Grid {
  data: { kept: unknown[]; paths: unknown[]; max: number; disabled: boolean }
  triggerEvent(name: string, detail: { paths: string[] }): void
}

const add = singleFlight(async (grid: Grid): Promise<void> => {
  const room = grid.data.max - grid.data.kept.length - grid.data.paths.length
  if (room <= 0 || grid.data.disabled) return
  const chosen = await choosePictures(room)
  if (chosen.length === 0) return
  const kept = await keepPictures(chosen.slice(0, room).map(({ path }) => path))
  grid.triggerEvent('change', { paths: [...(grid.data.paths as string[]), ...kept] })
})
