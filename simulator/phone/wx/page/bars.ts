import { asyncApis, requiredNumber, requiredText, textOf, WxFailure, type ApiTable, type Options } from '../api'
import type { WxContext } from '../context'

/** The navigation bar of the page in front, and the tab bar. */
export function bars({ host }: WxContext): ApiTable {
  const { navigationBar, tabBar, app } = host
  const tab = (options: Options): number => {
    const index = requiredNumber(options, 'index')
    if (!app.config.tabBar?.list[index]) throw new WxFailure('tabbar item not found')
    return index
  }
  return asyncApis({
    setNavigationBarTitle: (o) => navigationBar.set({ title: requiredText(o, 'title') }),
    setNavigationBarColor: (o) => {
      const frontColor = requiredText(o, 'frontColor')
      if (!/^#(ffffff|000000)$/i.test(frontColor))
        throw new WxFailure(`invalid frontColor "${frontColor}", should be "#ffffff" or "#000000"`)
      navigationBar.set({ frontColor, backgroundColor: requiredText(o, 'backgroundColor') })
    },
    showNavigationBarLoading: () => navigationBar.set({ loading: true }),
    hideNavigationBarLoading: () => navigationBar.set({ loading: false }),
    setTabBarBadge: (o) => tabBar.badge(tab(o), requiredText(o, 'text')),
    removeTabBarBadge: (o) => tabBar.badge(tab(o), undefined),
    showTabBarRedDot: (o) => tabBar.badge(tab(o), ''),
    hideTabBarRedDot: (o) => tabBar.badge(tab(o), undefined),
    setTabBarItem: (o) => tabBar.item(tab(o), given(o, ['text', 'iconPath', 'selectedIconPath'])),
    setTabBarStyle: (o) => tabBar.style(given(o, ['color', 'selectedColor', 'backgroundColor'])),
    showTabBar: () => tabBar.visible(true),
    hideTabBar: () => tabBar.visible(false),
  })
}

function given<K extends string>(options: Options, keys: readonly K[]): Partial<Record<K, string>> {
  const entries = keys.filter((key) => options[key] !== undefined).map((key) => [key, textOf(options, key)])
  return Object.fromEntries(entries) as Partial<Record<K, string>>
}
