import { addGate, AGREE_BUTTON, answerAll, openPrivacyContract, type Gate } from '../../core/platform-privacy'

const leaving = new WeakMap<object, () => void>()

/**
 * Says in plain words what is asked for and why, before WeChat hands anything over for the first time. Every page that
 * uses pictures, the telephone button, the clipboard or the place has one.
 */
Component({
  data: { isShown: false, button: AGREE_BUTTON },
  lifetimes: {
    attached() {
      enter(this)
    },
    detached() {
      leave(this)
    },
  },
  pageLifetimes: {
    // of several pages that are open, the one in front asks
    show() {
      enter(this)
    },
    hide() {
      leave(this)
    },
  },
  methods: {
    agree() {
      answerAll(true)
    },
    refuse() {
      answerAll(false)
    },
    read() {
      openPrivacyContract()
    },
  },
})

interface Showing {
  setData(change: { isShown: boolean }): void
}

function enter(component: Showing): void {
  leave(component)
  const gate: Gate = {
    show: () => component.setData({ isShown: true }),
    hide: () => component.setData({ isShown: false }),
  }
  leaving.set(component, addGate(gate))
}

function leave(component: Showing): void {
  leaving.get(component)?.()
  leaving.delete(component)
}
