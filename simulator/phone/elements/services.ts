import type { GeneralComponent } from 'glass-easel'
import type { Navigation } from '../host'

/** What <page-meta> may change on the page that holds it; a value that is undefined was not given. */
export interface PageMeta {
  readonly pageStyle?: string | undefined
  readonly rootFontSize?: string | undefined
  readonly pageFontSize?: string | undefined
  readonly backgroundColor?: string | undefined
  readonly scrollTop?: string | undefined
}

/** The share button that was tapped, as onShareAppMessage gets it in `target`. */
export interface ShareTarget {
  readonly id: string
  readonly dataset: Readonly<Record<string, unknown>>
}

/** The message card that a contact button carries into the conversation. */
export interface ContactOptions {
  readonly sessionFrom: string
  readonly title: string
  readonly path: string
  readonly image: string
  readonly card: boolean
}

/** What the elements need from outside; the runtime supplies it to `defineElements`. */
export interface ElementServices {
  readonly navigation: Navigation
  /** over the pages, inside the phone's frame: sheets of pickers and of consent are drawn here */
  readonly overlay: () => HTMLElement
  /** Something in the app is wrong or not supported; must be loud (console.error, __phone.problems). */
  problem(text: string): void
  /** Calls `wx[name]`, promise style: openSetting, chooseMedia, exitMiniProgram … */
  callWx(name: string, options: Readonly<Record<string, unknown>>): Promise<Record<string, unknown>>
  /**
   * The URL at which the browser loads what an app calls `src`: a path of the app ("/images/x.png", or relative to
   * `owner`, the path of the page or component whose template says it), a temporary or saved file of wx, a cloud://
   * file id, data: or an address of this machine. Throws or rejects when there is none, or when it lies outside.
   */
  resourceUrl(src: string, owner: string): string | Promise<string>
  /** <page-meta> said something new; `element` is its DOM node, inside the page concerned. */
  pageMeta(element: HTMLElement, meta: PageMeta): void
  /** A code for the phone number of this person, from the cloud; rejects when the person has no number. */
  phoneCode(kind: 'phone' | 'realtime'): Promise<string>
  /** open-type="share": asks the page's onShareAppMessage and shows the card. */
  share(target: ShareTarget): void
  /** open-type="contact": shows the conversation; resolves when the person comes back. */
  contact(options: ContactOptions): Promise<{ readonly path: string; readonly query: Record<string, string> }>
  /** open-type="agreePrivacyAuthorization": WeChat takes note of the consent before the page's handler runs. */
  agreePrivacy(buttonId: string): void
  /** Whether a component of the app uses one of WeChat's behaviours, which <form> and <button> look for. */
  hasBehavior(component: GeneralComponent, name: 'wx://form-field' | 'wx://form-field-button'): boolean
  /** The scroller of the page in front, by which lazy images know that they come near. */
  scroller(): HTMLElement
}
