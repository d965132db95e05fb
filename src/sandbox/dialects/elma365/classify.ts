import { z } from 'zod'
import type { Channel } from '../../../domain/words.ts'
import type { Engine, FaultTarget } from '../../engine/index.ts'
import type { NodeContext } from '../../http.ts'
import { MODULE_PATH } from './module-api.ts'
import type { ProfileHolder } from './profile.ts'
import { SendContext, type ProcessRunner } from './runs.ts'
import { channelOf } from './values.ts'

const RUN = /^\/pub\/v1\/bpm\/template\/([^/]+)\/([^/]+)\/run$/
const CREATE = /^\/pub\/v1\/app\/[^/]+\/[^/]+\/create$/
const ROUTES = new Set([`${MODULE_PATH}/assign`, `${MODULE_PATH}/queue`, `${MODULE_PATH}/close`])

const Run = z.object({ context: SendContext.pick({ account: true }) })

/** A run sends; it also starts a session when it will not find an open one. Everything that is no deed in a session reads. */
export async function classify(
  c: NodeContext,
  engine: Engine,
  runner: ProcessRunner,
  profile: ProfileHolder,
): Promise<readonly FaultTarget[]> {
  if (ROUTES.has(c.req.path)) return ['route']
  const run = c.req.method === 'POST' ? RUN.exec(c.req.path) : null
  if (!run) return c.req.method === 'POST' && CREATE.test(c.req.path) ? ['read', 'create-contact'] : ['read']
  const line = runner.lineOf(decodeURIComponent(run[1] ?? ''), decodeURIComponent(run[2] ?? ''))
  const account = accountIn(await c.req.text())
  if (!line || !account) return ['send-message']
  const open = engine.accountsWith(account).some(({ id }) => engine.openSession(id, line.id))
  return open && profile.now.initiative === 'append' ? ['send-message'] : ['send-message', 'start-session']
}

function accountIn(text: string): { channel: Channel; address: string } | null {
  try {
    const run = Run.safeParse(JSON.parse(text))
    const channel = run.success ? channelOf(run.data.context.account.type) : null
    return run.success && channel !== null ? { channel, address: run.data.context.account.account } : null
  } catch {
    return null
  }
}
