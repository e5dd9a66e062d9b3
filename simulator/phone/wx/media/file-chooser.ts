import { cancelled } from '../api'
import { h } from '../ui/dom'

interface Choice {
  readonly accept: string
  readonly multiple: boolean
  readonly capture?: boolean
}

/** Open the browser's own file chooser. @throws "cancel" */
export function chooseFiles(overlay: HTMLElement, { accept, multiple, capture }: Choice): Promise<File[]> {
  return new Promise((resolve, reject) => {
    const input = h('input', {
      type: 'file',
      accept,
      multiple,
      capture: capture ? 'environment' : undefined,
      style: 'display:none',
      'aria-hidden': 'true',
    })
    const finish = (files: File[]) => {
      input.remove()
      if (files.length > 0) resolve(files)
      else reject(cancelled())
    }
    input.addEventListener('change', () => finish([...(input.files ?? [])]))
    input.addEventListener('cancel', () => finish([]))
    overlay.append(input)
    input.click()
  })
}
