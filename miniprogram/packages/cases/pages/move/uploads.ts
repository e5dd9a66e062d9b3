/** Pictures of a form: each goes up once, however often the form is sent. */
import { uploadPictures } from '../../../../core/upload'

export interface Uploads {
  /** The cloud ids of all, in their order; `onPicture` counts those that have yet to go up, from 1. */
  all(paths: readonly string[], onPicture: (no: number, of: number) => void): Promise<string[]>
}

export function createUploads(upload: typeof uploadPictures = uploadPictures): Uploads {
  /** cloud id by the path on the phone */
  const known = new Map<string, string>()
  return {
    async all(paths, onPicture) {
      const open = paths.filter((path) => !known.has(path))
      const ids = await upload(open, (done, total) => onPicture(Math.min(done + 1, total), total))
      open.forEach((path, index) => known.set(path, ids[index] ?? ''))
      return paths.map((path) => known.get(path) ?? '').filter((id) => id !== '')
    },
  }
}
