import { requiredText, WxFailure, type Options, type Run } from '../api'
import type { WxContext } from '../context'
import { sameOrigin } from '../files/urls'
import { UPLOAD_TASK, UploadTask } from './upload-task'
import { offlineFailure, type Answer, type Transport } from './transport'

const UPLOAD_BYTES = 50 * 1024 * 1024

interface FileUrl {
  readonly fileID: string
  readonly tempFileURL: string
  readonly maxAge?: number
  readonly code: string
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null

/** The body of an answer; a refusal of the cloud is thrown. */
function checked({ body, status }: Answer): Record<string, unknown> {
  const answer = isRecord(body) ? body : {}
  if (status >= 400) throw new WxFailure(`${String(answer['code'])} ${String(answer['message'])}`, { errCode: -501001 })
  return answer
}

/** The temporary address of each file id. */
export async function fileUrls(transport: Transport, fileList: readonly string[]): Promise<FileUrl[]> {
  const body = JSON.stringify({ fileList })
  let list: FileUrl[] = []
  await transport.record('getTempFileURL', `${fileList.length}`, body, async () => {
    const answer = await transport.post({ path: 'temporary-urls', body })
    list = checked(answer)['fileList'] as FileUrl[]
    return answer
  })
  return list
}

/** The files of wx.cloud, but for uploading. */
export function files(ctx: WxContext, transport: Transport): Record<string, Run> {
  return {
    downloadFile: async (options) => {
      const [file] = await fileUrls(transport, [requiredText(options, 'fileID')])
      if (file?.code !== 'SUCCESS') throw new WxFailure(`${file?.code ?? ''} file not found`, { errCode: -503003 })
      if (ctx.network.offline) throw offlineFailure()
      const response = await fetch(sameOrigin(file.tempFileURL))
      return { tempFilePath: await ctx.files.addTemp(await response.blob(), file.fileID), statusCode: response.status }
    },
    getTempFileURL: async (options) => {
      const given = options['fileList']
      if (!Array.isArray(given)) throw new WxFailure('parameter error: parameter.fileList should be Array')
      const ids = given.map((item: unknown) => (isRecord(item) ? String(item['fileID']) : String(item)))
      const list = await fileUrls(transport, ids)
      return {
        fileList: list.map(({ code, ...file }) => ({
          ...file,
          tempFileURL: file.tempFileURL && sameOrigin(file.tempFileURL),
          status: code === 'SUCCESS' ? 0 : 1,
          errMsg: code === 'SUCCESS' ? 'ok' : code,
        })),
      }
    },
    deleteFile: async (options) => {
      const given = options['fileList']
      if (!Array.isArray(given)) throw new WxFailure('parameter error: parameter.fileList should be Array')
      const body = JSON.stringify({ fileList: given.map(String) })
      let list: FileUrl[] = []
      await transport.record('deleteFile', `${given.length}`, body, async () => {
        const answer = await transport.post({ path: 'delete-files', body })
        list = checked(answer)['fileList'] as FileUrl[]
        return answer
      })
      const fileList = list.map(({ code, ...file }) => ({
        ...file,
        status: code === 'SUCCESS' ? 0 : -503003,
        errMsg: code === 'SUCCESS' ? 'ok' : code,
      }))
      return { fileList }
    },
  }
}

/** wx.cloud.uploadFile */
export async function upload(ctx: WxContext, transport: Transport, options: Options): Promise<Record<string, unknown>> {
  const cloudPath = requiredText(options, 'cloudPath')
  const blob = ctx.files.blob(requiredText(options, 'filePath'))
  if (blob.size > UPLOAD_BYTES) throw new WxFailure('file size exceeds the limit', { errCode: -403001 })
  const task = options[UPLOAD_TASK] instanceof UploadTask ? options[UPLOAD_TASK] : new UploadTask()
  let fileID = ''
  await transport.record('uploadFile', cloudPath, blob, async () => {
    const path = `storage?path=${encodeURIComponent(cloudPath)}`
    const answer = await transport.post({ path, body: blob, onProgress: task.progress, onStart: task.start })
    fileID = String(checked(answer)['fileID'])
    return answer
  })
  return { fileID, statusCode: 200 }
}
