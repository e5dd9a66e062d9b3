import { element } from './element'
import { hover, hoverProperties } from './hover'

/** <view>, <cover-view>: boxes with a hover class. */
export const view = element(hoverProperties('none', 50, 400), (host) => {
  // Most views have none, and listeners of thousands of them would cost.
  let listens = false
  return {
    changed: {
      hoverClass() {
        if (!listens) hover(host)
        listens = true
      },
    },
  }
})
