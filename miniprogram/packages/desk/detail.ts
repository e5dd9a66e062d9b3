/** What the pages about one thing have in common: it comes, is not there, or fails. */
import { errorText } from '../../core/error-text'
import { tell, toast } from '../../core/platform'
import { RpcError } from '../../core/rpc'

export interface DetailData {
  state: 'loading' | 'error' | 'empty' | 'ready'
  words: string
}

interface DetailPage {
  data: DetailData
  setData(change: Record<string, unknown>): void
}

export interface Detail<View> {
  readonly view: View | null
  /** brings it again; what is on the screen stays until the answer is there */
  load(): Promise<void>
  retry(): Promise<void>
}

interface DetailParts<View> {
  /** null: it is not for this person */
  get(): Promise<View | null>
  draw(view: View): void
  /** what is said when it is not there, or not for this person */
  gone: string
}

const GONE: readonly string[] = ['NOT_FOUND', 'INVALID_INPUT', 'FORBIDDEN', 'HOME_NEEDED']

export function createDetail<View>(page: DetailPage, { get, draw, gone }: DetailParts<View>): Detail<View> {
  let view: View | null = null

  async function load(): Promise<void> {
    try {
      view = await get()
      if (view === null) page.setData({ state: 'empty', words: gone })
      else draw(view)
    } catch (error) {
      if (error instanceof RpcError && GONE.includes(error.code)) page.setData({ state: 'empty', words: gone })
      else if (view !== null) toast(errorText(error))
      else page.setData({ state: 'error', words: errorText(error) })
    }
  }

  return {
    get view() {
      return view
    },
    load,
    retry() {
      page.setData({ state: 'loading' })
      return load()
    },
  }
}

/** Somebody changed it since this person looked. */
export const isOld = (error: unknown): boolean =>
  error instanceof RpcError && (error.code === 'CONFLICT' || error.code === 'NOT_NOW')

/** Says who was faster, over what is there now; without news what the refusal means. */
export const tellFaster = (news: string, error: unknown, problem = errorText(error)): Promise<void> =>
  news === '' ? tell('现在办不了', problem) : tell('有人快了一步', `${news}。您这一步没有记，给您看最新的。`)
