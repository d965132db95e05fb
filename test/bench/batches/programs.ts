import { fork, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'

const PROGRAM = fileURLToPath(new URL('./replica.ts', import.meta.url))
const SECRET = 'the-secret-of-the-benchmark'

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
  /** Starts so many more replicas. */
  more(count: number): Promise<void>
  /** Bytes that the first replica has in memory now. */
  memory(): Promise<number>
  /** Sends a list of so many people and resolves with its id once it was taken in. */
  begin(id: string, people: number): Promise<void>
  /** How many of the list came to rest, and whether it is over. */
  progress(id: string): Promise<{ readonly done: number; readonly over: boolean }>
  cancel(id: string): Promise<void>
  stop(): Promise<void>
}

/** The host and one gateway before it, each as a program. */
export async function programs(databaseUrl: string): Promise<Programs> {
  const host = await started('host')
  const gateways = [await started('gateway', databaseUrl, host.url)]
  const [first] = gateways
  if (!first) throw new Error('No gateway')
  const ask = async (method: string, path: string, body?: ReadableStream<Uint8Array>, type = 'text/csv') => {
    const headers = { Authorization: `Bearer ${SECRET}`, ...(body ? { 'Content-Type': type } : {}) }
    const answer = await fetch(`${first.url}/v1/batches${path}`, {
      method,
      headers,
      ...(body ? { body, duplex: 'half' } : {}),
    } as RequestInit)
    const said = (await answer.json()) as Record<string, number | string>
    if (!answer.ok) throw new Error(`${path} answered ${answer.status}: ${JSON.stringify(said)}`)
    return said
  }
  return {
    host: host.url,
    async more(count) {
      for (let n = 0; n < count; n++) gateways.push(await started('gateway', databaseUrl, host.url))
    },
    async memory() {
      const told = once(first.child, 'message')
      first.child.send('memory')
      const [{ rss }] = (await told) as [{ rss: number }]
      return rss
    },
    async begin(id, people) {
      const step = { line: 'line-1', channel: 'email', message: { subject: 'News', text: 'Hello {{name}}' } }
      await ask('POST', `?${new URLSearchParams({ id, step: JSON.stringify(step) })}`, listOf(id, people))
    },
    async progress(id) {
      const { state, sent, refused, failed, unknown } = await ask('GET', `/${id}`)
      const wrong = Number(refused) + Number(failed) + Number(unknown)
      if (wrong > 0) throw new Error(`${wrong} messages of the benchmark did not leave.`)
      return { done: Number(sent), over: state === 'done' }
    },
    cancel: async (id) => void (await ask('POST', `/${id}/cancel`)),
    async stop() {
      const all = [host, ...gateways]
      await Promise.all(
        all.map(async ({ child }) => {
          const ended = once(child, 'exit')
          child.kill('SIGKILL')
          await ended
        }),
      )
    },
  }
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
