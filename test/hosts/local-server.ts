import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

export interface LocalServer {
  readonly url: string
  /** What came in, oldest first. */
  readonly requests: { method: string; path: string; headers: IncomingMessage['headers']; body: string }[]
  /** How many connections were ever made. */
  readonly connections: number
  stop(): Promise<void>
}

/** A real server on this machine; `answer` is given the body and how many requests came before. */
export async function startLocalServer(
  answer: (response: ServerResponse, request: { path: string; body: string; nth: number }) => void,
): Promise<LocalServer> {
  const requests: LocalServer['requests'] = []
  const server = createServer((request, response) => {
    let body = ''
    request.on('data', (chunk: Buffer) => (body += chunk.toString()))
    request.on('end', () => {
      const { method = '', url: path = '', headers } = request
      requests.push({ method, path, headers, body })
      answer(response, { path, body, nth: requests.length })
    })
  })
  let connections = 0
  server.on('connection', () => (connections += 1))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}`,
    requests,
    get connections() {
      return connections
    },
    stop: () =>
      new Promise((resolve) => {
        server.closeAllConnections()
        server.close(() => resolve())
      }),
  }
}

export function json(response: ServerResponse, status: number, value: unknown, headers = {}): void {
  response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(value))
}
