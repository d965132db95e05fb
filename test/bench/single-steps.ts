import { randomUUID } from 'node:crypto'
import { createServer, type Server } from 'node:http'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import ky from 'ky'
import { Pool } from 'pg'
import { Agent, request } from 'undici'
import { createHttp } from '../../src/hosts/http.ts'
import { nodeFetch } from '../../src/hosts/fetch-node.ts'
import type { Host } from '../../src/hosts/port.ts'
import { openJournal } from '../../src/journal/postgres.ts'
import { initiativeMessage, type Outbound, type StepInput } from '../../src/outbound/index.ts'
import * as z from 'zod'
import { World } from '../outbound/fake-host.ts'
import { rate, type Row } from './row.ts'

const WIDTHS = [1, 16, 64] as const
const CALLS: Readonly<Record<(typeof WIDTHS)[number], number>> = { 1: 150, 16: 800, 64: 1600 }
const now = () => new Date()
const wait = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms))
const silent = { info() {}, warn() {}, error() {} }

/**
 * Single steps a second beside the bare loop of whoever writes one by hand: one HTTP call and one durable commit for each message, on the
 * same PostgreSQL, with ky and with undici. The host answers at once, so that only our own work is measured.
 *
 * @param url a PostgreSQL that commits durably, as a tenant's does.
 */
export async function singleSteps(url: string): Promise<Row[]> {
  const server = createServer((incoming, answer) => {
    incoming.resume()
    incoming.on('end', () => answer.setHeader('content-type', 'application/json').end('{"id":"m-1"}'))
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const pool = new Pool({ connectionString: url, max: 10 })
  await pool.query('create table if not exists public.bare (id text primary key, answer text not null)')
  const log = silent
  const journal = await openJournal({ url, log })
  const connections = nodeFetch({ connections: 64 })
  const agent = new Agent({ connections: 64 })
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/send`
  const o = outbound(address, journal.of(randomUUID()), connections.fetch)
  try {
    const rows: Row[] = []
    for (const width of WIDTHS) {
      const calls = CALLS[width]
      const commit = (answer: string) =>
        pool.query('insert into public.bare (id, answer) values ($1, $2)', [randomUUID(), answer])
      const byKy = await rate(calls, width, async (n) =>
        commit(await ky.post(address, { json: { n }, fetch: connections.fetch, retry: 0 }).text()),
      )
      const byUndici = await rate(calls, width, async (n) => {
        const { body } = await request(address, {
          method: 'POST',
          body: JSON.stringify({ n }),
          dispatcher: agent,
        })
        return commit(await body.text())
      })
      const ours = await rate(calls, width, (n) => initiativeMessage(o, input(width, n)))
      for (const [name, value] of [['ky', byKy] as const, ['undici', byUndici] as const])
        rows.push({
          name: `Single steps, ${width} at a time`,
          value: ours,
          unit: 'steps/s',
          beside: { name: `bare loop with ${name}, one commit each`, value, ratio: ours / value },
        })
    }
    return rows
  } finally {
    await closed(server)
    await Promise.all([connections.close(), agent.close(), pool.end(), journal.close()])
  }
}

/** People without number, each with an address, behind an adapter of one call. */
function outbound(address: string, journal: Outbound['journal'], fetch: typeof globalThis.fetch): Outbound {
  const { policy, lines, sender } = new World(now).host()
  const http = createHttp({ baseUrl: address.replace(/\/send$/, ''), headers: {}, secrets: [], fetch })
  const host: Host = {
    policy,
    lines,
    contacts: {
      get: async (id) => ({ id, name: id }),
      accounts: async (contactId) => [
        { id: null, contactId, channel: 'whatsapp', address: `+7${contactId}`, source: 'account' },
      ],
    },
    sessions: {
      ofContact: async () => ({ items: [], next: null }),
      get: async () => null,
      messages: async () => ({ items: [], next: null }),
      wroteBefore: async () => true,
    },
    sender: {
      ...sender,
      send: async ({ mark }) => {
        const { id } = await http.deed({
          method: 'POST',
          path: 'send',
          json: { mark },
          answer: z.object({ id: z.string() }),
        })
        return { reference: id }
      },
      find: async (_request, receipt) =>
        receipt ? { state: 'sent', sessionId: 's-1', messageId: receipt.reference } : { state: 'absent' },
    },
    probe: async () => [],
  }
  const workspace = { id: 'bench', country: 'RU' }
  return { host, journal, workspace, now, newId: randomUUID, log: silent, wait }
}

function input(width: number, n: number): StepInput {
  return {
    operationId: `bench-${width}-${n}`,
    line: 'line-1',
    to: { contactId: String(9_120_000_000 + width * 10_000 + n) },
    channel: 'whatsapp',
    message: { text: `Your order ${n} is ready`, subject: null },
    author: 'system',
    onOpenSession: 'write',
    wait: 'accepted',
    timeLimitMs: null,
    callbackUrl: null,
    dryRun: false,
  }
}

function closed(server: Server): Promise<void> {
  server.closeAllConnections()
  return new Promise((resolve) => server.close(() => resolve()))
}
