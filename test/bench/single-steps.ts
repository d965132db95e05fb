import { fork } from 'node:child_process'
import { hash, randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import ky from 'ky'
import { Pool } from 'pg'
import { Agent, request } from 'undici'
import { createHttp } from '../../src/hosts/http.ts'
import { nodeFetch } from '../../src/hosts/fetch-node.ts'
import type { Host } from '../../src/hosts/port.ts'
import { wait } from '../../src/gateway/waiting.ts'
import { openJournal } from '../../src/journal/postgres.ts'
import { initiativeMessage, type Outbound, type StepInput } from '../../src/outbound/index.ts'
import * as z from 'zod'
import { World } from '../outbound/fake-host.ts'
import { median, rate, type Row } from './row.ts'

const WIDTHS = [1, 16, 64] as const
const CALLS: Readonly<Record<(typeof WIDTHS)[number], number>> = { 1: 150, 16: 800, 64: 1600 }
const ROUNDS = 3
const Answer = z.object({ id: z.string() })
const now = () => new Date()
const digest = (text: string) => hash('sha256', text)
const silent = { info() {}, warn() {}, error() {} }

/**
 * Single steps a second beside the bare loop of whoever writes one by hand: one HTTP call and one durable commit for each message, on the
 * same PostgreSQL, with ky and with undici. The host answers at once, and is a program of its own, so that only our own work is measured.
 *
 * @param url a PostgreSQL that commits durably, as a tenant's does.
 */
export async function singleSteps(url: string): Promise<Row[]> {
  const program = fork(fileURLToPath(new URL('./plain-host.ts', import.meta.url)))
  const [{ url: base }] = (await once(program, 'message')) as [{ url: string }]
  const pool = new Pool({ connectionString: url, max: 10 })
  await pool.query('create table if not exists public.bare (id text primary key, answer text not null)')
  const log = silent
  const journal = await openJournal({ url, log })
  const connections = nodeFetch({ connections: 64 })
  const agent = new Agent({ connections: 64 })
  const address = `${base}/send`
  const o = outbound(base, journal.of(randomUUID()), connections.fetch)
  const commit = (answer: string) =>
    pool.query('insert into public.bare (id, answer) values ($1, $2)', [randomUUID(), answer])
  const byKy = async (n: number) =>
    commit(await ky.post(address, { json: { n }, fetch: connections.fetch, retry: 0 }).text())
  const byUndici = async (n: number) => {
    const { body } = await request(address, {
      method: 'POST',
      body: JSON.stringify({ n }),
      dispatcher: agent,
    })
    return commit(await body.text())
  }
  try {
    const rows: Row[] = []
    for (const width of WIDTHS) {
      const took = { ours: [] as number[], ky: [] as number[], undici: [] as number[] }
      // In turns, since the machine may have other work meanwhile. The first round only warms up.
      for (let round = 0; round <= ROUNDS; round++) {
        const calls = round === 0 ? CALLS[width] / 2 : CALLS[width]
        const first = round * CALLS[64]
        const ours = await rate(calls, width, (n) => initiativeMessage(o, input(width, first + n)))
        const kys = await rate(calls, width, byKy)
        const undicis = await rate(calls, width, byUndici)
        if (round === 0) continue
        took.ours.push(ours)
        took.ky.push(kys)
        took.undici.push(undicis)
      }
      const value = median(took.ours)
      for (const name of ['ky', 'undici'] as const) {
        const bare = median(took[name])
        rows.push({
          name: `Single steps, ${width} at a time`,
          value,
          unit: 'steps/s',
          beside: { name: `bare loop with ${name}, one commit each`, value: bare, ratio: value / bare },
        })
      }
    }
    return rows
  } finally {
    program.kill('SIGKILL')
    await Promise.all([connections.close(), agent.close(), pool.end(), journal.close()])
  }
}

/** People without number, each with an address, behind an adapter of one call: its answer says where the message stands. */
function outbound(baseUrl: string, journal: Outbound['journal'], fetch: typeof globalThis.fetch): Outbound {
  const { policy, lines, sender } = new World(now).host()
  const http = createHttp({ baseUrl, headers: {}, secrets: [], fetch })
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
        const { id } = await http.deed({ method: 'POST', path: 'send', json: { mark }, answer: Answer })
        return { reference: id, sent: { sessionId: 's-1', messageId: id } }
      },
      find: async () => ({ state: 'absent' }),
    },
    probe: async () => [],
  }
  const workspace = { id: 'bench', country: 'RU' }
  return { host, journal, workspace, now, newId: randomUUID, digest, log: silent, wait }
}

function input(width: number, n: number): StepInput {
  return {
    operationId: `bench-${width}-${n}`,
    line: 'line-1',
    to: { contactId: String(9_120_000_000 + width * 100_000 + n) },
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
