/** One JSON line an event. Never give it names, telephones, openids or what people wrote. */
export type LogFields = { [key: string]: string | number | boolean | null | undefined }

export interface Log {
  info(event: string, fields?: LogFields): void
  error(event: string, fields?: LogFields): void
}

export function createLog(requestId: string, route: string): Log {
  const line = (level: string, event: string, fields: LogFields = {}) =>
    JSON.stringify({ level, event, requestId, route, ...fields })
  return {
    info: (event, fields) => console.info(line('info', event, fields)),
    error: (event, fields) => console.error(line('error', event, fields)),
  }
}
