/** Files that WeChat shows with a viewer of its own; its menu saves them or sends them on. */
import { answer } from './platform'

/** What a file system does not take in a name. */
const NOT_IN_NAMES = /[\\/:*?"<>|]/g

/** Writes a file whose bytes came as base64, and opens it. False: it could not be written or shown. */
export async function openFile(name: string, base64: string): Promise<boolean> {
  const filePath = `${wx.env.USER_DATA_PATH}/${name.replace(NOT_IN_NAMES, ' ')}`
  const isWritten = await answer((callbacks) =>
    wx.getFileSystemManager().writeFile({ filePath, data: base64, encoding: 'base64', ...callbacks }),
  )
  if (!isWritten) return false
  const isShown = await answer((callbacks) => wx.openDocument({ filePath, showMenu: true, ...callbacks }))
  return isShown !== null
}
