/* global document, getComputedStyle, innerWidth, NodeFilter */
/**
 * Runs in the browser, on a phone: what a person could not see or hit on the page in front. Returns a list of
 * { rule, element, detail }.
 */
function look({ target }) {
  const found = []
  const report = (rule, element, detail) => found.push({ rule, element: nameOf(element), detail })
  const front = document.querySelector('.phone-page:not([hidden])')
  const roots = [front, document.querySelector('.phone-overlay')].filter(Boolean)

  const textOf = (element) => (element.innerText ?? '').replace(/\s+/g, ' ').trim().slice(0, 24)
  const nameOf = (element) => {
    const classes = [...element.classList].map((name) => name.split('--').slice(1).join('--') || name)
    return `${element.tagName.toLowerCase().replace(/^wx-/, '')}${classes.length ? `.${classes.slice(0, 2).join('.')}` : ''} “${textOf(element)}”`
  }
  const isVisible = (element) => element.checkVisibility({ opacityProperty: true, visibilityProperty: true })
  const round = (number) => Math.round(number * 10) / 10

  // ---- targets: what the app itself listens on, what vant's controls listen on, and native fields

  /** vant's components that react to a tap of their own, beyond telling their owner. */
  const CONTROLS =
    /\/(action-sheet|calendar|collapse-item|datetime-picker|dialog|dropdown-item|dropdown-menu|picker|popup|rate|search|stepper|swipe-cell|tabs|uploader)\//
  const FIELDS = ['INPUT', 'TEXTAREA']
  const ELEMENTS = ['WX-BUTTON', 'WX-NAVIGATOR', 'WX-SWITCH', 'WX-CHECKBOX', 'WX-RADIO', 'WX-PICKER', 'WX-SLIDER']
  const listens = (node, ...events) => events.some((name) => node._$eventTarget?.listeners?.[name])
  const isTarget = (element) => {
    if (FIELDS.includes(element.tagName)) return !element.disabled && !element.readOnly
    const node = element.__wxElement
    if (!node) return false
    // A field listens on itself to take the cursor; its native part is the target.
    if (/^WX-(INPUT|TEXTAREA)$/.test(element.tagName)) return false
    const owner = node.ownerShadowRoot?.getHostNode().is ?? ''
    if (ELEMENTS.includes(element.tagName)) return !node.data?.disabled
    const isVant = owner.includes('@vant/')
    return isVant ? CONTROLS.test(`/${owner}/`) && listens(node, 'tap') : listens(node, 'tap', 'click')
  }
  /** An element may be drawn by what it holds, as a component's host without a box is. */
  const boxOf = (element) => {
    const box = element.getBoundingClientRect()
    return box.width > 0 && box.height > 0 ? box : (element.firstElementChild?.getBoundingClientRect() ?? box)
  }
  const targets = roots
    .flatMap((root) => [...root.querySelectorAll('*')])
    .filter((one) => isTarget(one) && isVisible(one))
  for (const element of targets) {
    const { width, height } = boxOf(element)
    if (width === 0 || height === 0) continue
    // A field inside a row, or a part inside a whole, that is a target too and is large enough.
    const around = targets.find(
      (other) => other !== element && other.contains(element) && boxOf(other).height >= target,
    )
    const isLarge = width >= target - 0.5 && height >= target - 0.5
    if (!isLarge && !around) report('target', element, `${round(width)} × ${round(height)} px, wanted ${target}`)
  }

  // ---- overflow and cut text

  const scroller = front?.querySelector('.phone-scroller') ?? front
  if (scroller && scroller.scrollWidth > scroller.clientWidth)
    report('overflow', scroller, `${scroller.scrollWidth} px wide in ${scroller.clientWidth}`)

  const clips = (element, axis) => getComputedStyle(element)[`overflow${axis}`] !== 'visible'
  const scrolls = (element, axis) => /auto|scroll/.test(getComputedStyle(element)[`overflow${axis}`])
  const endsWell = (element) => {
    const style = getComputedStyle(element)
    return style.textOverflow === 'ellipsis' || (style.webkitLineClamp !== 'none' && style.webkitLineClamp !== '')
  }
  const range = document.createRange()
  const cutBy = (node) => {
    range.selectNodeContents(node)
    const box = range.getBoundingClientRect()
    if (box.width === 0 || box.height === 0) return undefined
    for (let at = node.parentElement; at && at !== document.body; at = at.parentElement) {
      if (endsWell(at)) return undefined
      const edge = at.getBoundingClientRect()
      for (const [axis, before, after] of [
        ['X', edge.left - box.left, box.right - edge.right],
        ['Y', edge.top - box.top, box.bottom - edge.bottom],
      ]) {
        if (scrolls(at, axis)) return undefined
        // A line box is a little taller than its letters.
        if (clips(at, axis) && Math.max(before, after) > (axis === 'X' ? 1 : 3))
          return { at, axis, by: Math.max(before, after) }
      }
      if (getComputedStyle(at).position === 'fixed') return undefined
    }
    return undefined
  }
  for (const root of roots) {
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT)
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const element = node.parentElement
      if (!element || node.textContent.trim() === '' || !isVisible(element)) continue
      range.selectNodeContents(node)
      const box = range.getBoundingClientRect()
      if (box.right > innerWidth + 1 && !isInSideways(element))
        report('overflow', element, `ends at ${round(box.right)} px`)
      const cut = cutBy(node)
      if (cut) report('cut', element, `${cut.axis} by ${round(cut.by)} px, in ${nameOf(cut.at)}`)
    }
  }
  function isInSideways(element) {
    for (let at = element; at; at = at.parentElement) if (clips(at, 'X')) return true
    return false
  }
  return found
}

module.exports = { look }
