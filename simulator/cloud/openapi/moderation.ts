import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import type { Agenda, AgendaSource } from '../agenda'
import { ENVIRONMENT } from '../environment'
import { JsonFile } from '../json-file'
import { LIMITS } from '../limits'
import type { Storage } from '../storage'
import type { Json } from '../types'
import type { Activity } from './activity'
import { ApiError, SYSTEM_REFUSALS, SystemRefusal, stringOf, type Api } from './types'

type Suggestion = 'pass' | 'review' | 'risky'

/** Words that this moderation knows. They are plainly test words: the real list is WeChat's. */
export const TEST_WORDS = [
  { word: '违规词', suggest: 'risky', label: 20006 },
  { word: '辱骂词', suggest: 'risky', label: 20003 },
  { word: '广告词', suggest: 'risky', label: 10001 },
  { word: '待审词', suggest: 'review', label: 21000 },
] as const

/** A picture is judged by these bytes in its name or content. */
const PICTURE_MARKS = [
  { mark: 'risky', suggest: 'risky', label: 20002 },
  { mark: 'review', suggest: 'review', label: 21000 },
] as const

const NORMAL = { suggest: 'pass', label: 100 } as const
const SCENES = [1, 2, 3, 4]

/** msgSecCheck v2. */
export function msgSecCheck(activity: Activity): Api {
  return (parameters, call) => {
    // Not from a timer or a program: nobody is there whose words they would be.
    if (!call.caller?.invocation.identity) throw new SystemRefusal(SYSTEM_REFUSALS.illegalSource)
    const content = checkCommon(parameters, activity)
    if ([...content].length > LIMITS.moderationCharacters) throw new ApiError(45002, 'content size out of limit')
    const found = TEST_WORDS.find(({ word }) => content.includes(word))
    const verdict = found ?? NORMAL
    const keyword = found ? { keyword: found.word } : {}
    return {
      detail: [
        { strategy: 'content_model', errcode: 0, suggest: verdict.suggest, label: verdict.label, prob: 90 },
        { strategy: 'keyword', errcode: 0, suggest: verdict.suggest, label: verdict.label, level: 90, ...keyword },
      ],
      trace_id: randomUUID(),
      result: { suggest: verdict.suggest, label: verdict.label },
    }
  }
}

function checkCommon(parameters: { readonly [key: string]: Json }, activity: Activity): string {
  if (parameters['version'] !== 2) throw new ApiError(40097, 'invalid args: version must be 2')
  if (!SCENES.includes(Number(parameters['scene']))) throw new ApiError(40097, 'invalid args: scene must be 1 to 4')
  activity.check(parameters['openid'])
  const content = stringOf(parameters, 'content')
  if (content === '') throw new ApiError(44002, 'empty content')
  return content
}

interface Verdict {
  readonly suggest: Suggestion
  readonly label: number
  readonly errcode: number
  readonly errmsg: string
}

interface PendingCheck {
  readonly traceId: string
  readonly openid: string
  readonly mediaUrl: string
  /** where the picture lies, when the address is one of this cloud; after a restart the address may be of another port */
  readonly path?: string | undefined
  readonly dueAt: number
}

export interface MediaChecksOptions {
  readonly directory: string
  readonly agenda: Agenda
  readonly storage: Storage
  readonly activity: Activity
  /** deliver a pushed event to the function that wants it */
  push(event: { readonly [key: string]: Json }): Promise<void>
}

/** mediaCheckAsync: the answer comes later as a pushed event; open checks survive a restart. */
export class MediaChecks implements AgendaSource {
  readonly name = 'mediaCheckAsync'
  readonly #options: MediaChecksOptions
  readonly #open: JsonFile<{ checks: PendingCheck[] }>
  /** those whose answer has not been begun; a check leaves the file only when it is answered */
  readonly #queue: PendingCheck[]

  constructor(options: MediaChecksOptions) {
    this.#options = options
    this.#open = new JsonFile(join(options.directory, 'media-checks.json'), { checks: [] })
    this.#queue = [...this.#open.value.checks]
    options.agenda.add(this)
  }

  readonly api: Api = (parameters) => {
    const { activity, agenda, storage } = this.#options
    if (parameters['version'] !== 2) throw new ApiError(40097, 'invalid args: version must be 2')
    if (![1, 2].includes(Number(parameters['media_type'])))
      throw new ApiError(40097, 'invalid args: media_type must be 1 or 2')
    if (!SCENES.includes(Number(parameters['scene']))) throw new ApiError(40097, 'invalid args: scene must be 1 to 4')
    activity.check(parameters['openid'])
    const mediaUrl = stringOf(parameters, 'media_url')
    const check: PendingCheck = {
      traceId: randomUUID(),
      openid: stringOf(parameters, 'openid'),
      mediaUrl,
      path: storage.pathOfUrl(mediaUrl),
      dueAt: agenda.clock.now() + LIMITS.mediaCheckAnswerMs,
    }
    this.#open.value.checks.push(check)
    this.#open.save()
    this.#queue.push(check)
    agenda.changed(this)
    return { trace_id: check.traceId }
  }

  next(): number | undefined {
    return this.#queue[0]?.dueAt
  }

  async fire(): Promise<void> {
    const check = this.#queue.shift()
    if (!check) return
    const { suggest, label, errcode, errmsg } = await this.#judge(check)
    await this.#options.push({
      ToUserName: ENVIRONMENT.originalId,
      FromUserName: check.openid,
      CreateTime: Math.floor(this.#options.agenda.clock.now() / 1000),
      MsgType: 'event',
      Event: 'wxa_media_check',
      appid: ENVIRONMENT.appid,
      trace_id: check.traceId,
      version: 2,
      detail: [{ strategy: 'content_model', errcode, suggest, label, prob: 90 }],
      errcode,
      errmsg,
      result: { suggest, label },
    })
    const { checks } = this.#open.value
    checks.splice(checks.indexOf(check), 1)
    this.#open.save()
  }

  async #judge({ mediaUrl, path }: PendingCheck): Promise<Verdict> {
    const bytes = path === undefined ? Buffer.alloc(0) : await this.#options.storage.get(path)
    if (!bytes) return { ...NORMAL, errcode: -1008, errmsg: 'download fail' }
    const found = PICTURE_MARKS.find(({ mark }) => (path ?? mediaUrl).includes(mark) || bytes.includes(mark))
    const { suggest, label } = found ?? NORMAL
    return { suggest, label, errcode: 0, errmsg: 'ok' }
  }
}
