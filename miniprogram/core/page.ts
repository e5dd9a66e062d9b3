import { onTheme, pageStyle } from './theme'

const leaving = new WeakMap<object, () => void>()

/**
 * What every page takes: `pageStyle`, for <page-meta page-style="{{pageStyle}}" />. It is right in the first drawing and
 * follows the care view.
 */
export const pageBehavior = Behavior({
  data: { pageStyle: '' },
  lifetimes: {
    created() {
      leaving.set(
        this,
        onTheme(() => refresh(this)),
      )
    },
    attached() {
      refresh(this)
    },
    detached() {
      leaving.get(this)?.()
    },
  },
})

interface Styled {
  data: { pageStyle: string }
  setData(change: { pageStyle: string }): void
}

function refresh(page: Styled): void {
  const style = pageStyle()
  if (page.data.pageStyle !== style) page.setData({ pageStyle: style })
}
