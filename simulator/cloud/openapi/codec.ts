import type { Type } from 'protobufjs'
import { CloudError, type Json } from '../types'

/** The messages of wx.openApi, as far as they are used; numbers as in wx-server-sdk's own definition. */
const SCHEMA = {
  nested: {
    KeyValuePair: {
      fields: {
        key: { type: 'string', id: 1 },
        value: { type: 'bytes', id: 2 },
        contenttype: { type: 'string', id: 3 },
        filename: { type: 'string', id: 4 },
      },
    },
    OpenApiData: { fields: { pairs: { rule: 'repeated', type: 'KeyValuePair', id: 1 } } },
    CommApiData: {
      fields: {
        apiType: { type: 'int32', id: 1 },
        openapiData: { type: 'OpenApiData', id: 2 },
        appid: { type: 'string', id: 6 },
      },
    },
    CommOpenApiResp: {
      fields: {
        respData: { type: 'bytes', id: 1 },
        contentType: { type: 'string', id: 2 },
        errorCode: { type: 'int32', id: 3 },
        httpCode: { type: 'uint32', id: 4 },
      },
    },
  },
}

/** Reads requests and writes replies of wx.openApi. */
export interface Codec {
  /** the parameters of one open API call, by their snake_case names */
  decodeRequest(bytes: Buffer): Parameters
  /** a reply in JSON, errors of the API itself included */
  encodeJson(body: Json): Buffer
  /** a reply of bytes, such as a picture */
  encodeBytes(body: Buffer, contentType: string): Buffer
  /** a refusal by the system before the API was reached */
  encodeSystemError(errorCode: number): Buffer
}

export type Parameters = { readonly [key: string]: Json }

interface Pair {
  key: string
  value: Uint8Array
  contenttype?: string
}

let codec: Promise<Codec> | undefined

/** The codec; its library is loaded at the first call, for most runs of the cloud never need it. */
export function loadCodec(): Promise<Codec> {
  codec ??= createCodec()
  return codec
}

async function createCodec(): Promise<Codec> {
  const { Root } = await import('protobufjs')
  const root = Root.fromJSON(SCHEMA)
  const request = root.lookupType('CommApiData')
  const response = root.lookupType('CommOpenApiResp')
  const encode = (message: Record<string, unknown>) => Buffer.from(response.encode(response.create(message)).finish())
  return {
    decodeRequest: (bytes) => decode(request, bytes),
    encodeJson: (body) =>
      encode({ respData: Buffer.from(JSON.stringify(body)), contentType: 'application/json', httpCode: 200 }),
    encodeBytes: (body, contentType) => encode({ respData: body, contentType, httpCode: 200 }),
    encodeSystemError: (errorCode) => encode({ errorCode, httpCode: 200 }),
  }
}

function decode(request: Type, bytes: Buffer): Parameters {
  try {
    const message = request.toObject(request.decode(bytes), { arrays: true, objects: true }) as {
      openapiData?: { pairs: Pair[] }
    }
    return Object.fromEntries((message.openapiData?.pairs ?? []).map((pair) => [pair.key, valueOf(pair)]))
  } catch {
    throw new CloudError('INVALID_PARAM', 'requestData is not a CommApiData message')
  }
}

function valueOf({ value, contenttype }: Pair): Json {
  const bytes = Buffer.from(value)
  return contenttype ? bytes.toString('base64') : (JSON.parse(bytes.toString('utf8')) as Json)
}
