/** Limits of the cloud, with units. Source: the vendor's documentation of cloud functions, database and storage. */
export const LIMITS = {
  /** documents one query may return when the caller sets no limit */
  queryRowsDefault: 100,
  queryRowsMax: 1000,
  aggregateRowsDefault: 20,
  /** bytes of one document as BSON */
  documentBytes: 16 * 1024 * 1024,
  /** bytes of one key of an index */
  indexKeyBytes: 1024,
  /** bytes of one request to the admin endpoint (a function's own calls) */
  adminRequestBytes: 50 * 1024 * 1024,
  transactionMs: 30_000,
  functionRequestBytes: 100 * 1024,
  functionResultBytes: 1024 * 1024,
  functionTimeoutDefaultMs: 3_000,
  functionTimeoutMaxMs: 60_000,
  functionMemoryMb: 256,
  /** documents a query may look at without an index before it is reported */
  scanReport: 1000,
  uploadBytes: 50 * 1024 * 1024,
  /** files of one getTempFileURL or deleteFile */
  storageFilesPerCall: 50,
  /** characters that msgSecCheck accepts */
  moderationCharacters: 2500,
  /** how late the answer of mediaCheckAsync may be; here it comes after `mediaCheckAnswerMs` */
  mediaCheckAnswerMs: 1_500,
  subscribeThingCharacters: 20,
  /** a person must have used the mini-program this recently for msgSecCheck and mediaCheckAsync */
  moderationActiveMs: 2 * 60 * 60 * 1000,
  phoneCodeMs: 5 * 60 * 1000,
  wxacodeSceneCharacters: 32,
} as const
