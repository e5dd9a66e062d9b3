import type { ApiTable } from '../api'
import type { WxContext } from '../context'
import { createAudio } from './audio'
import { chooseMedia } from './choose'
import { images } from './images'
import { preview } from './preview'
import { Recorder } from './recorder'

/** Pictures, videos and sound. */
export function media(ctx: WxContext): ApiTable {
  // One for the whole app, as WeChat's.
  const recorder = new Recorder(ctx).api()
  return {
    ...chooseMedia(ctx),
    ...images(ctx),
    ...preview(ctx),
    getRecorderManager: () => recorder,
    createInnerAudioContext: () => createAudio(ctx),
  }
}
