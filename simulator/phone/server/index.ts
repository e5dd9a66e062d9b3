/** The phones' part of the one server: the shell's page, a phone's page, the compiled mini-program and its files. */
import type { IncomingMessage, ServerResponse } from 'node:http'
import { join } from 'node:path'
import { ROOT } from '../../../scripts/root'
import type { Cloud } from '../../cloud'
import { sendJson } from '../../cloud/http'
import type { SentMessage } from '../../cloud/openapi/subscribe'
import { CloudError } from '../../cloud/types'
import type { CompiledApp, PhoneEvent } from '../types'
import { program, sheet } from './assets'
import { Build } from './build'
import { PhoneEvents } from './events'
import { appFile } from './files'
import { fontFile, fontSheet } from './fonts'
import { phonePage, shellPage, type TemplateTitles } from './html'
import { peopleOf } from './people'
import { TYPES, reply, type Reply } from './reply'

export interface PhonesOptions {
  /** the mini-program: the folder with app.json */
  readonly app: string
  /** the folder whose node_modules serve its npm names */
  readonly npm?: string
  readonly cloud: Cloud
  /** how WeChat's sheet names the subscribe-message templates, by id; another one shows its id */
  readonly templateTitles?: TemplateTitles
  /** compile anew when a source changes, and tell the phones */
  readonly watch?: boolean
  readonly onBuild?: (app: CompiledApp) => void
}

export interface Phones {
  /** resolves with the first compilation, problems and all */
  readonly built: Promise<CompiledApp>
  stop(): void
}

/** A font of one version of the package never changes. */
const FONT_SECONDS = 30 * 86_400

type Handler = (request: IncomingMessage, url: URL) => Promise<Reply>

/** Mount the phones into a running cloud. */
export function createPhones(options: PhonesOptions): Phones {
  const { app, npm = ROOT, cloud, templateTitles = {}, watch = false, onBuild } = options
  const events = new PhoneEvents()
  const build = new Build({
    root: app,
    npm,
    watch,
    onBuild: (compiled) => {
      onBuild?.(compiled)
      if (compiled.build > 1) events.send({ type: 'build', build: compiled.build, problems: compiled.problems })
    },
  })
  const time = (): PhoneEvent => ({ type: 'time', shiftMs: cloud.clock.offset })
  cloud.onMoved(() => events.send(time()))
  cloud.openapi.subscribe.onSent((message) => events.send(bannerOf(message), message.touser))

  const pages: Readonly<Record<string, Handler>> = {
    '/': async () => ({ body: shellPage(await build.title()), type: TYPES.html }),
    '/phone/': async () => ({
      body: phonePage(await build.title(), { shiftMs: cloud.clock.offset, templateTitles }),
      type: TYPES.html,
    }),
    '/phone/app.js': async () => ({ body: await build.script(), type: TYPES.js }),
    '/phone/runtime.js': async () => ({ body: await program('runtime'), type: TYPES.js }),
    '/phone/shell.js': async () => ({ body: await program('shell'), type: TYPES.js }),
    '/phone/phone.css': async () => ({ body: await sheet('phone'), type: TYPES.css }),
    '/phone/shell.css': async () => ({ body: await sheet('shell'), type: TYPES.css }),
    '/phone/fonts.css': async () => ({ body: await fontSheet(), type: TYPES.css }),
  }

  const find = async (request: IncomingMessage, url: URL): Promise<Reply | undefined> => {
    const handler = Object.hasOwn(pages, url.pathname) ? pages[url.pathname] : undefined
    if (handler) return handler(request, url)
    const font = /^\/phone\/fonts\/([^/]+)$/.exec(url.pathname)?.[1]
    const bytes = font && (await fontFile(font))
    if (bytes) return { body: bytes, type: TYPES.woff2, seconds: FONT_SECONDS }
    const file = /^\/phone\/files\/(.+)$/.exec(url.pathname)?.[1]
    return file === undefined ? undefined : appFile(app, file)
  }

  cloud.mount(async (request, response, url) => {
    if (request.method !== 'GET' && request.method !== 'HEAD') return false
    if (url.pathname === '/phone/events') return serveEvents(events, request, response, url, time())
    if (url.pathname === '/phone/people') return sendPeople(cloud, response)
    const found = await find(request, url)
    if (found) reply(request, response, found)
    else if (url.pathname.startsWith('/phone/')) sendJson(response, { message: `nothing at ${url.pathname}` }, 404)
    else return false
    return true
  })
  return { built: build.first, stop: () => (build.stop(), events.stop()) }
}

async function sendPeople(cloud: Cloud, response: ServerResponse): Promise<boolean> {
  sendJson(response, { people: await peopleOf(cloud) })
  return true
}

function serveEvents(
  events: PhoneEvents,
  request: IncomingMessage,
  response: ServerResponse,
  url: URL,
  first: PhoneEvent,
): boolean {
  const openid = url.searchParams.get('openid') ?? undefined
  if (openid === undefined && !url.searchParams.has('shell')) throw new CloudError('INVALID_PARAM', 'give an openid')
  events.serve(request, response, openid, first)
  return true
}

/** A subscribe message as WeChat's banner shows it: what it says, without the names of its fields. */
function bannerOf({ data, page }: SentMessage): PhoneEvent {
  const text = Object.values(data).map(({ value }) => value)
  return { type: 'message', title: '服务通知', text: text.join(' · '), page: join('/', page) }
}
