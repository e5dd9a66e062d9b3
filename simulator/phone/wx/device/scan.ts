import { CODE_ADDRESS } from '../../../code-address'
import { asyncApis, cancelled, WxFailure, type ApiTable } from '../api'
import type { WxContext } from '../context'
import { chooseFiles } from '../media/file-chooser'
import { bitmapOf } from '../media/pictures'
import { button, h } from '../ui/dom'
import { openLayer } from '../ui/layer'
import { decodeQrCode } from './qr-code'

interface Scanned {
  readonly text: string
}

const MINI_PROGRAM_CODE = { result: '', scanType: 'WX_CODE', charSet: 'utf-8' }

/** wx.scanCode: the camera's place is taken by a sheet where the code is typed or a picture of it is chosen. */
export function scan(ctx: WxContext): ApiTable {
  return asyncApis({
    scanCode: async (o) => {
      const { text } = await askForCode(ctx, o['onlyFromCamera'] !== true)
      const rawData = btoa(encodeURIComponent(text))
      // of a mini-program's own code the app gets the path alone
      if (text.startsWith(CODE_ADDRESS)) return { ...MINI_PROGRAM_CODE, rawData, path: text.slice(CODE_ADDRESS.length) }
      const path = /^(\/?(?:pages|packages)\/.*)$/.exec(text)?.[1]
      return { result: text, rawData, scanType: 'QR_CODE', charSet: 'utf-8', path }
    },
  })
}

function askForCode(ctx: WxContext, album: boolean): Promise<Scanned> {
  const { overlay } = ctx.host
  return new Promise((resolve, reject) => {
    const cancel = () => {
      layer.close()
      reject(cancelled())
    }
    const layer = openLayer(overlay, { place: 'bottom', label: '扫码', className: 'wxui-ask', onDismiss: cancel })
    const input = h('input', { class: 'wxui-field', 'aria-label': '码的内容', placeholder: '输入码的内容' })
    const submit = button('识别', 'wxui-button wxui-button--main', () => {
      layer.close()
      resolve({ text: input.value.trim() })
    })
    submit.disabled = true
    input.addEventListener('input', () => (submit.disabled = input.value.trim() === ''))
    input.addEventListener('keydown', (event) => {
      if (event.key === 'Enter' && !submit.disabled) submit.click()
    })
    const picture = button('从相册选取', 'wxui-button wxui-button--quiet', () => {
      layer.close()
      readPicture(overlay).then(resolve, reject)
    })
    layer.panel.append(
      h('h2', { class: 'wxui-ask-title', text: '扫一扫' }),
      input,
      h(
        'div',
        { class: 'wxui-row-buttons' },
        submit,
        album && picture,
        button('取消', 'wxui-button wxui-button--quiet', cancel),
      ),
    )
    input.focus()
  })
}

async function readPicture(overlay: HTMLElement): Promise<Scanned> {
  const [file] = await chooseFiles(overlay, { accept: 'image/*', multiple: false })
  if (!file) throw cancelled()
  const bitmap = await bitmapOf(file)
  const text = await decodeQrCode(bitmap)
  bitmap.close()
  if (text === undefined) throw new WxFailure('scan code fail')
  return { text }
}
