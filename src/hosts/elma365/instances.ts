import { HostError } from '../errors.ts'
import { path } from '../http-body.ts'
import { orNull, type Elma365 } from './api.ts'
import type { Elma365Route } from './settings.ts'
import { InstanceAnswer, InstancesAnswer, type WireInstance } from './wire.ts'

/** A run of a process, as far as we need it. The names of its fields are inferred; nobody else reads them. */
export interface Instance {
  readonly id: string
  readonly state: 'running' | 'done' | 'failed'
  /** The value of `request_key` it was started with; `undefined` where the answer has no context. */
  readonly mark: string | null | undefined
  readonly startedAt: string | null
  readonly errorText: string | null
}

const STATE: Readonly<Record<string, Instance['state']>> = {
  running: 'running',
  exec: 'running',
  executing: 'running',
  wait: 'running',
  waiting: 'running',
  done: 'done',
  completed: 'done',
  finished: 'done',
  failed: 'failed',
  error: 'failed',
  cancel: 'failed',
  canceled: 'failed',
  cancelled: 'failed',
  interrupted: 'failed',
}

/** The run with this id; `null` when the host does not know it. */
export async function instanceOf({ web }: Elma365, id: string): Promise<Instance | null> {
  const wire = await orNull(() =>
    web.read({ method: 'GET', path: path('bpm', 'instance', id, 'get'), answer: InstanceAnswer }),
  )
  return wire && read(wire)
}

/** Runs of a process, newest first, and how many there are in all. */
export async function instancesOf(
  { web }: Elma365,
  process: Elma365Route['process'],
  from: number,
  size: number,
): Promise<{ instances: Instance[]; total: number }> {
  const { result } = await web.read({
    method: 'POST',
    path: path('bpm', 'instance', 'bytemplate', process.namespace, process.code, 'list'),
    json: { from, size, sortExpressions: [{ field: '__createdAt', ascending: false }] },
    answer: InstancesAnswer,
  })
  return { instances: result.result.map(read), total: result.total }
}

function read(wire: WireInstance): Instance {
  const started = wire['__createdAt']
  const error = wire['error'] ?? wire['__error']
  return {
    id: wire.__id,
    state: stateOf(wire),
    mark: markOf(wire),
    startedAt: typeof started === 'string' && !Number.isNaN(Date.parse(started)) ? started : null,
    errorText: typeof error === 'string' && error !== '' ? error : null,
  }
}

function stateOf(wire: WireInstance): Instance['state'] {
  for (const field of ['__state', '__status', 'state', 'status']) {
    const value = wire[field]
    const code: unknown = typeof value === 'object' && value !== null && 'code' in value ? value.code : value
    const state = typeof code === 'string' ? STATE[code.toLowerCase()] : undefined
    if (state) return state
  }
  throw new HostError(
    'The host answered in a form that we do not know. In short: "__state" of a process is not as expected.',
    { kind: 'unknown', code: 'unexpected-answer', happened: 'no' },
  )
}

/** The start values stand beside the system's own fields, as in items of apps, or under `context`. */
function markOf(wire: WireInstance): string | null | undefined {
  if ('request_key' in wire) return typeof wire['request_key'] === 'string' ? wire['request_key'] : null
  const context = wire['context']
  if (typeof context !== 'object' || context === null) return undefined
  return 'request_key' in context && typeof context.request_key === 'string' ? context.request_key : null
}
