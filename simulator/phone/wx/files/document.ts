import { WxFailure } from '../api'
import { h } from '../ui/dom'
import { extensionOf } from './paths'
import type { FileStore } from './store'

/** What WeChat has a viewer for. */
const KINDS = ['doc', 'docx', 'xls', 'xlsx', 'ppt', 'pptx', 'pdf']

/** A browser has no viewer for these: it gets the file, under its name, to be opened by what the computer has. */
export function openDocument(files: FileStore, path: string, fileType: string): void {
  const kind = (fileType || extensionOf(path)).toLowerCase()
  if (!KINDS.includes(kind)) throw new WxFailure('filetype not supported')
  files.bytes(path)
  h('a', { href: files.url(path), download: path.split('/').pop() }).click()
}
