import type { AppConfig, LoadedApp } from '../types'

const named = ({ entryPagePath, pages }: AppConfig): string =>
  typeof entryPagePath === 'string' ? entryPagePath.replace(/^\//, '') : (pages[0] ?? '')

/** The page that the app starts with, and that the button "home" leads to. */
export const entryPage = ({ config }: LoadedApp): string => named(config)
