import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { startGateway } from '../../../src/gateway/server.ts'
import { plainHost, type HostKind } from './host.ts'

/** A gateway as a program of its own, or the host behind it: `replica.ts gateway <kind> <database> <host>`, `replica.ts host <kind>`. */
const [role = '', kindOf = '{}', databaseUrl = '', hostUrl = ''] = process.argv.slice(2)
const kind = JSON.parse(kindOf) as HostKind
const say = (message: object): void => void process.send?.(message)

if (role === 'host') startHost(kind)
else await startReplica()

async function startReplica(): Promise<void> {
  const gateway = await startGateway(
    {
      listen: { host: '127.0.0.1', port: 0 },
      databaseUrl,
      contextKey: 'a key that signs contexts in benchmarks',
      widgetDir: '.',
      logLevel: 'error',
      workspaces: [{ id: 'bench', secret: 'the-secret-of-the-benchmark', host: { kind: 'plain' } }],
    },
    { openHost: plainHost(hostUrl, kind) },
  )
  say({ url: gateway.url })
  process.on('message', () => {
    const { user, system } = process.cpuUsage()
    say({ rss: process.memoryUsage().rss, cpuMs: (user + system) / 1000 })
  })
}

/** Takes whatever it is given and forgets it, unless it can be asked for it. */
function startHost({ perMinute, delayMs = 0 }: HostKind): void {
  const asked: number[] = []
  const marks = new Map<string, number>()
  let refused = 0
  let windowFrom = 0
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '', 'http://host')
    if (url.pathname === '/seen') {
      const twice = [...marks.values()].filter((times) => times > 1).length
      return void response.end(JSON.stringify({ asked, refused, marks: marks.size, twice }))
    }
    if (url.pathname === '/has') {
      const has = marks.has(url.searchParams.get('mark') ?? '')
      return void response.setHeader('content-type', 'application/json').end(JSON.stringify({ has }))
    }
    const pieces: Buffer[] = []
    request.on('data', (piece: Buffer) => pieces.push(piece))
    request.on('end', () => {
      const now = Date.now()
      if (perMinute !== undefined) {
        while ((asked[windowFrom] ?? now) <= now - 60_000) windowFrom += 1
        if (asked.length - windowFrom >= perMinute) {
          refused += 1
          return void response.writeHead(429).end()
        }
        asked.push(now)
      }
      if (perMinute !== undefined || delayMs > 0) {
        const { mark } = JSON.parse(Buffer.concat(pieces).toString()) as { mark: string }
        marks.set(mark, (marks.get(mark) ?? 0) + 1)
        // Done, and nobody will ever hear of it.
        if (mark.endsWith('lost')) return void request.socket.destroy()
        // Nobody is told anything, until they have had enough of waiting.
        if (mark.endsWith('hang')) return
      }
      response.setHeader('content-type', 'application/json')
      if (delayMs > 0) setTimeout(() => response.end('{}'), delayMs)
      else response.end('{}')
    })
  })
  server.listen(0, '127.0.0.1', () =>
    say({ url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` }),
  )
}
