import { fork, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { Client } from 'pg'
import type { HostKind } from './host.ts'

const PROGRAM = fileURLToPath(new URL('./replica.ts', import.meta.url))
const SECRET = 'the-secret-of-the-benchmark'
const STEP = { line: 'line-1', channel: 'email', message: { subject: 'News', text: 'Hello {{name}}' } }

interface Program {
  readonly url: string
  readonly child: ChildProcess
}

async function started(...parameters: string[]): Promise<Program> {
  const child = fork(PROGRAM, parameters)
  const [{ url }] = (await once(child, 'message')) as [{ url: string }]
  return { url, child }
}

export interface Programs {
  readonly host: string
  readonly databaseUrl: string
  /** Starts so many more replicas. */
  more(count: number): Promise<void>
  /** Kills the first replica; the next one is asked from then on. */
  kill(): Promise<void>
  /** What the first replica has in memory (bytes), and the time of processors that it has used. */
  usage(): Promise<{ readonly rss: number; readonly cpuMs: number }>
  /** Sends a list of so many people and resolves once it was taken in. */
  begin(id: string, people: number): Promise<void>
  /** How many of the list came to rest, and whether it is over. */
  progress(id: string): Promise<{ readonly done: number; readonly over: boolean }>
  cancel(id: string): Promise<void>
  /** What a gateway answers; a body makes it a POST. */
  ask(path: string, body?: object): Promise<Record<string, unknown>>
  /** What the host has to tell of its requests. */
  seen(): Promise<{ asked: number[]; refused: number; marks: number; twice: number }>
  stop(): Promise<void>
}

/** A host and one gateway before it, each as a program, on a database of their own: others would take wake-ups they do not serve. */
export async function programs(server: string, name: string, kind: HostKind = {}): Promise<Programs> {
  const databaseUrl = await newDatabase(server, name)
  const host = await started('host', JSON.stringify(kind))
  const gateways: Program[] = []
  const more = async (count: number): Promise<void> => {
    for (let n = 0; n < count; n++)
      gateways.push(await started('gateway', JSON.stringify(kind), databaseUrl, host.url))
  }
  await more(1)
  const first = (): Program => {
    const [gateway] = gateways
    if (!gateway) throw new Error('No gateway')
    return gateway
  }
  const ask = async (path: string, init: RequestInit = {}): Promise<Record<string, unknown>> => {
    const headers = { ...init.headers, Authorization: `Bearer ${SECRET}` }
    const answer = await fetch(`${first().url}/v1/${path}`, { ...init, headers })
    const said = (await answer.json()) as Record<string, unknown>
    if (!answer.ok) throw new Error(`${path} answered ${answer.status}: ${JSON.stringify(said)}`)
    return said
  }
  return {
    host: host.url,
    databaseUrl,
    more,
    kill: () => ended(gateways.shift()),
    async usage() {
      const told = once(first().child, 'message')
      first().child.send('usage')
      const [usage] = (await told) as [{ rss: number; cpuMs: number }]
      return usage
    },
    async begin(id, people) {
      const query = new URLSearchParams({ id, step: JSON.stringify(STEP) })
      const body = { body: listOf(id, people), duplex: 'half', headers: { 'Content-Type': 'text/csv' } }
      await ask(`batches?${query}`, { method: 'POST', ...body } as RequestInit)
    },
    async progress(id) {
      const { state, sent: done, refused, failed, unknown } = await ask(`batches/${id}`)
      const wrong = Number(refused) + Number(failed) + Number(unknown)
      if (wrong > 0) throw new Error(`${wrong} messages of the benchmark did not leave.`)
      return { done: Number(done), over: state === 'done' }
    },
    cancel: async (id) => void (await ask(`batches/${id}/cancel`, sent({}))),
    ask: (path, body) => ask(path, body && sent(body)),
    seen: async () => (await fetch(`${host.url}/seen`)).json() as ReturnType<Programs['seen']>,
    stop: async () => void (await Promise.all([host, ...gateways].map(ended))),
  }
}

const sent = (body: object): RequestInit => ({
  method: 'POST',
  headers: { 'Content-Type': 'application/json' },
  body: JSON.stringify(body),
})

async function ended(program: Program | undefined): Promise<void> {
  if (!program) return
  const exit = once(program.child, 'exit')
  program.child.kill('SIGKILL')
  await exit
}

async function newDatabase(server: string, name: string): Promise<string> {
  const client = new Client({ connectionString: server })
  await client.connect()
  await client.query(`create database bench_${name}`)
  await client.end()
  const url = new URL(server)
  url.pathname = `/bench_${name}`
  return url.href
}

/** A list that is made while it is taken. */
function listOf(id: string, people: number): ReadableStream<Uint8Array> {
  let n = 0
  return new ReadableStream({
    pull(controller) {
      const rows = n === 0 ? ['contactId,name'] : []
      for (let end = Math.min(n + 1000, people); n < end; n++) rows.push(`${id}-${n},Reader ${n}`)
      controller.enqueue(new TextEncoder().encode(`${rows.join('\n')}\n`))
      if (n >= people) controller.close()
    },
  })
}
