import { uploadPictures } from '../../core/upload'

/** Pictures of a form: what is up once is not sent again when the form is. */
export interface Uploads {
  ids(paths: readonly string[], onProgress: (done: number, total: number) => void): Promise<string[]>
}

export function createUploads(): Uploads {
  const known = new Map<string, string>()
  return {
    async ids(paths, onProgress) {
      const open = paths.filter((path) => !known.has(path))
      const ids = await uploadPictures(open, onProgress)
      open.forEach((path, index) => known.set(path, ids[index] ?? ''))
      return paths.map((path) => known.get(path) ?? '').filter((id) => id !== '')
    },
  }
}
