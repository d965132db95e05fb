import { Hono } from 'hono'
import { streamSSE } from 'hono/streaming'
import type { z } from 'zod'
import type { WriteNote } from './dialects/dialect.ts'
import type { Engine, EngineEvent } from './engine/index.ts'
import { answerError, readBody, type NodeApp, type NodeEnv } from './http.ts'
import { onlyOurselves } from './loopback.ts'
import { servedFile, withAddresses } from './oracle-files.ts'
import * as body from './oracle-schemas.ts'

export interface OracleDeps {
  readonly engine: Engine
  readonly writeNote: WriteNote | undefined
  /** How the dialect behaves where the host's vendor leaves things open. */
  readonly profile: { get(): unknown; set(patch: unknown): void; reset(): void }
}

/**
 * `/_sandbox`: tests read the store behind everybody's back, play the customer and the other operators, and set mishaps
 * (interfaces, "The sandbox's oracle"). Answers to this machine only, and to no foreign web page.
 */
export function oracle({ engine, profile, writeNote }: OracleDeps): NodeApp {
  const app = new Hono<NodeEnv>()
  app.onError(answerError)
  app.use(onlyOurselves)
  app.get('/', (c) => c.json(withAddresses(engine.store, new URL(c.req.url).origin)))
  app.get('/files/:id/:name?', async (c) => servedFile(await engine.readFile(c.req.param('id'))))

  app.post('/reset', async (c) => {
    const { seed } = await readBody(c, body.ResetBody)
    engine.reset(seed)
    profile.reset()
    return c.json({})
  })
  app.post('/clock', async (c) => {
    const { advanceMs } = await readBody(c, body.ClockBody)
    engine.advanceClock(advanceMs)
    return c.json({ now: engine.now().toISOString() })
  })

  app.get('/faults', (c) => c.json(engine.waitingFaults()))
  app.post('/faults', async (c) => {
    engine.addFault(await readBody(c, body.FaultBody))
    return c.json(engine.waitingFaults())
  })
  app.delete('/faults', (c) => {
    engine.clearFaults()
    return c.json([])
  })

  app.get('/profile', (c) => c.json(profile.get()))
  app.post('/profile', async (c) => {
    profile.set(await readBody(c, body.AnyObject))
    return c.json(profile.get())
  })

  mountDeeds(app, engine)
  app.post('/note', async (c) => {
    const { sessionId, operatorId, text } = await readBody(c, body.NoteBody)
    if (!writeNote) return c.json({ error: 'This dialect has no internal notes.' }, 404)
    if (!engine.session(sessionId)) return c.json({ error: 'There is no such session.' }, 404)
    writeNote(sessionId, operatorId, text)
    return c.json({})
  })
  app.get('/events', (c) => streamSSE(c, (stream) => relay(engine, stream)))
  return app
}

/** What people do in the sandbox's world. */
function mountDeeds(app: NodeApp, engine: Engine): void {
  const kept = (files: z.infer<typeof body.CustomerBody>['attachments'] = []) =>
    files.map((file) => engine.keepFile({ ...file, bytes: body.bytesOf(file) }))
  app.post('/customer', async (c) => {
    const { attachments, ...deed } = await readBody(c, body.CustomerBody)
    return c.json(spoken(engine.customer({ ...deed, attachments: kept(attachments) })))
  })
  app.post('/host-session', async (c) =>
    c.json(spoken(engine.startByHand(await readBody(c, body.HostSessionBody)))),
  )
  app.post('/host-message', async (c) => {
    const { sessionId, operatorId, text, attachments } = await readBody(c, body.HostMessageBody)
    return c.json(spoken(engine.sendInto(sessionId, operatorId, text, { attachments: kept(attachments) })))
  })
  app.post('/assign', async (c) => {
    const { sessionId, operatorId } = await readBody(c, body.AssignBody)
    return c.json(engine.assign(sessionId, operatorId))
  })
  app.post('/close', async (c) => c.json(engine.close((await readBody(c, body.CloseBody)).sessionId, null)))
  app.post('/operator', async (c) => {
    const { id, status } = await readBody(c, body.OperatorBody)
    engine.setOperatorStatus(id, status)
    return c.json({})
  })
}

function spoken(
  sent: ReturnType<Engine['customer']>,
): { sessionId: string; messageId: string } | Record<string, never> {
  return sent ? { sessionId: sent.session.id, messageId: sent.message.id } : {}
}

const HEARTBEAT_MS = 15_000

interface EventSink {
  writeSSE(event: { event: string; data: string }): Promise<void>
  onAbort(listener: () => void): void
}

/** Sends every event until the listener goes away; a heartbeat keeps the line open through proxies. */
async function relay(engine: Engine, stream: EventSink): Promise<void> {
  const write = (event: EngineEvent | { kind: 'hello' | 'heartbeat' }): void => {
    void stream.writeSSE({ event: event.kind, data: JSON.stringify(event) })
  }
  write({ kind: 'hello' })
  const stop = engine.on(write)
  const heartbeat = setInterval(() => write({ kind: 'heartbeat' }), HEARTBEAT_MS)
  await new Promise<void>((resolve) => stream.onAbort(resolve))
  clearInterval(heartbeat)
  stop()
}
