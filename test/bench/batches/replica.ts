import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { startGateway } from '../../../src/gateway/server.ts'
import { plainHost } from './host.ts'

/** A gateway as a program of its own, or the host behind it: `replica.ts gateway <database> <host>`, `replica.ts host`. */
const [role = '', databaseUrl = '', hostUrl = ''] = process.argv.slice(2)
const say = (message: object): void => void process.send?.(message)

if (role === 'host') {
  const server = createServer((request, response) => {
    request.resume().on('end', () => response.end('{}'))
  })
  server.listen(0, '127.0.0.1', () =>
    say({ url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` }),
  )
} else {
  const gateway = await startGateway(
    {
      listen: { host: '127.0.0.1', port: 0 },
      databaseUrl,
      contextKey: 'a key that signs contexts in benchmarks',
      widgetDir: '.',
      logLevel: 'error',
      recoverMs: 60_000,
      workspaces: [{ id: 'bench', secret: 'the-secret-of-the-benchmark', host: { kind: 'plain' } }],
    },
    { openHost: plainHost(hostUrl) },
  )
  say({ url: gateway.url })
  process.on('message', () => say({ rss: process.memoryUsage().rss }))
}
