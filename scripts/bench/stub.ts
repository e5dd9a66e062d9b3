/** The floor: answers an SDK call with the bytes that the cloud gave for it, and does nothing else. Run as a process. */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

const upstream = process.argv[2] ?? ''
/** answers by action and limit: the first comes from the cloud, the rest from here */
const answers = new Map<string, Buffer>()

async function answerTo(url: string, body: Buffer): Promise<Buffer> {
  const { action, limit } = JSON.parse(body.toString('utf8')) as { action: string; limit?: number }
  const key = `${action} ${limit ?? ''}`
  const known = answers.get(key)
  if (known) return known
  const response = await fetch(new URL(url, upstream), {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: new Uint8Array(body),
  })
  const answer = Buffer.from(await response.arrayBuffer())
  answers.set(key, answer)
  return answer
}

const server = createServer((request, response) => {
  const parts: Buffer[] = []
  request.on('data', (part: Buffer) => parts.push(part))
  request.on('end', () => {
    void answerTo(request.url ?? '/', Buffer.concat(parts)).then((answer) => {
      response.writeHead(200, {
        'content-type': 'application/json; charset=utf-8',
        'content-length': answer.byteLength,
      })
      response.end(answer)
    })
  })
})

server.listen(0, '127.0.0.1', () => {
  const { port } = server.address() as AddressInfo
  console.log(JSON.stringify({ url: `http://127.0.0.1:${port}/admin` }))
})
