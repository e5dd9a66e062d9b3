import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Clock } from '../clock'
import { isRecord } from '../http'
import { JsonFile } from '../json-file'
import { LIMITS } from '../limits'
import type { Json } from '../types'
import type { Parameters } from './codec'
import { ApiError, stringOf, type ApiReply } from './types'

export interface SentMessage {
  readonly time: number
  readonly touser: string
  readonly templateId: string
  readonly page: string
  readonly data: { readonly [field: string]: { readonly value: string } }
}

interface State {
  /** sends that a person has accepted and not yet received, by "openid template" */
  accepted: Record<string, number>
  sent: SentMessage[]
}

/** subscribe-templates.json beside the functions: template id → its fields. Without it any template is known. */
type Templates = Record<string, { readonly fields: readonly string[] }>

const SENT_KEPT = 2_000

/** What each kind of field may hold; the kind is the field's name without its number. */
const FIELD_RULES: Readonly<Record<string, RegExp>> = {
  thing: new RegExp(`^.{1,${LIMITS.subscribeThingCharacters}}$`, 'su'),
  number: /^-?\d{1,32}(\.\d+)?$/,
  letter: /^[A-Za-z]{1,32}$/,
  symbol: /^[^\p{L}\p{N}]{1,5}$/u,
  character_string: /^[\x20-\x7e]{1,32}$/,
  time: /^(\d{4}年\d{1,2}月\d{1,2}日|\d{4}-\d{1,2}-\d{1,2})?\s*(\d{1,2}:\d{2}(:\d{2})?)?.*$/,
  date: /^(\d{4}年\d{1,2}月\d{1,2}日|\d{4}-\d{1,2}-\d{1,2}).*$/,
  amount: /^\D?\d{1,10}(\.\d+)?元?$/,
  phone_number: /^[\d+\- ]{1,17}$/,
  car_number: /^.{1,8}$/u,
  name: /^.{1,20}$/u,
  phrase: /^\p{Script=Han}{1,5}$/u,
}

/** Subscribe messages: one accept is one send, and no API tells the balance. */
export class SubscribeMessages {
  readonly #state: JsonFile<State>
  readonly #templates: Templates | undefined
  readonly #listeners = new Set<(message: SentMessage) => void>()

  constructor(
    directory: string,
    functionsDirectory: string | undefined,
    readonly clock: Clock,
  ) {
    this.#state = new JsonFile(join(directory, 'subscribe.json'), { accepted: {}, sent: [] })
    const file = functionsDirectory && join(functionsDirectory, 'subscribe-templates.json')
    this.#templates = file && existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Templates) : undefined
  }

  /** A person has answered the question of wx.requestSubscribeMessage. */
  answer(openid: string, templateIds: readonly string[], accepts: boolean): void {
    if (!accepts) return
    for (const templateId of templateIds) {
      const key = keyOf(openid, templateId)
      this.#state.value.accepted[key] = (this.#state.value.accepted[key] ?? 0) + 1
    }
    this.#state.save()
  }

  /** Be told of every message that reaches a person. */
  onSent(listener: (message: SentMessage) => void): void {
    this.#listeners.add(listener)
  }

  sent(): readonly SentMessage[] {
    return this.#state.value.sent
  }

  readonly send = (parameters: Parameters): ApiReply => {
    const touser = stringOf(parameters, 'touser')
    const templateId = stringOf(parameters, 'template_id')
    if (touser === '') throw new ApiError(40003, 'invalid openid')
    const data = this.#checkData(templateId, parameters['data'])
    const { accepted, sent } = this.#state.value
    const key = keyOf(touser, templateId)
    const left = accepted[key] ?? 0
    if (left < 1) throw new ApiError(43101, 'user refuse to accept the msg')
    if (left === 1) delete accepted[key]
    else accepted[key] = left - 1
    const message = { time: this.clock.now(), touser, templateId, page: String(parameters['page'] ?? ''), data }
    sent.push(message)
    if (sent.length > SENT_KEPT) sent.shift()
    this.#state.save()
    for (const listener of this.#listeners) listener(message)
    return {}
  }

  #checkData(templateId: string, data: Json | undefined): SentMessage['data'] {
    const template = this.#templates?.[templateId]
    if (templateId === '' || (this.#templates && !template)) throw new ApiError(40037, 'invalid template_id')
    if (!isRecord(data)) throw new ApiError(47003, 'argument invalid! data is not an object')
    const missing = template?.fields.find((field) => !(field in data))
    if (missing) throw new ApiError(47003, `argument invalid! data.${missing}.value is empty`)
    return Object.fromEntries(Object.entries(data).map(([field, item]) => [field, { value: checkField(field, item) }]))
  }
}

function checkField(field: string, item: unknown): string {
  const value = isRecord(item) ? item['value'] : undefined
  const text = typeof value === 'number' ? String(value) : value
  const rule = FIELD_RULES[field.replace(/\d+$/, '').replace(/_$/, '')]
  if (typeof text !== 'string' || !rule?.test(text))
    throw new ApiError(47003, `argument invalid! data.${field}.value invalid`)
  return text
}

function keyOf(openid: string, templateId: string): string {
  return `${openid} ${templateId}`
}
