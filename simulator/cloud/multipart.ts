import { CloudError } from './types'
import { LIMITS } from './limits'
import { messageOf } from './http'

/** Fields of a multipart form. The SDK sends bytes as a plain field, so values are kept as latin1: one character a byte. */
export async function multipartFields(contentType: string, body: Buffer): Promise<Record<string, string>> {
  const { default: busboy } = await import('busboy')
  return new Promise((resolve, reject) => {
    const fail = (error: unknown) =>
      reject(new CloudError('INVALID_PARAM', `the form cannot be read: ${messageOf(error)}`))
    const fields: Record<string, string> = {}
    try {
      const form = busboy({
        headers: { 'content-type': contentType },
        defCharset: 'latin1',
        limits: { fieldSize: LIMITS.adminRequestBytes },
      })
      form.on('field', (name, value) => (fields[name] = value))
      form.on('file', (name, stream) => {
        const chunks: Buffer[] = []
        stream.on('data', (chunk: Buffer) => chunks.push(chunk))
        stream.on('end', () => (fields[name] = Buffer.concat(chunks).toString('latin1')))
      })
      form.on('error', fail)
      form.on('close', () => resolve(fields))
      form.end(body)
    } catch (error) {
      fail(error)
    }
  })
}
