import { describe, expect, it } from 'vitest'
import { recover, repeatAfter, startSession } from '../../src/outbound/index.ts'
import type { WireStartSession } from '../../src/wire/requests.ts'
import { ALL, handOver, IRINA, NOT_ALLOWED, sessionOf } from './after-kit.ts'
import { formStand } from './form-stand.ts'
import { mortal, olga } from './replicas.ts'
import { plain } from './whole-form.ts'

const stand = formStand(ALL)
const { world } = stand

describe('a replica that dies between the send and what follows', () => {
  it.each(['before', 'after'] as const)(
    'leaves the rest to others, who do it and do not send again, wherever it dies %s a call',
    async (when) => {
      const ends: string[] = []
      for (let step = 1, dead = true; dead; step++) {
        const body = plain(world, { after: handOver(IRINA) })
        const victim = await mortal(world, stand.databaseUrl, stand.clock, step, when)
        const started = startSession(victim.outbound, olga, body).then(
          () => false,
          () => false,
        )
        dead = await Promise.race([started, victim.dead.then(() => true)])
        await victim.kill()
        const known = await restOf(body)
        if (known?.state !== 'sent') continue
        ends.push(`${known.routing} ${sessionOf(world, body)?.operatorId} ${stand.delivered(body)}`)
      }
      expect(ends.length).toBeGreaterThan(8)
      expect(new Set(ends)).toEqual(new Set(['done op-2 1']))
    },
    120_000,
  )

  it('in a repetition leaves it to others, too', async () => {
    for (let step = 1, dead = true; dead; step++) {
      const body = plain(world, { after: handOver(IRINA) })
      world.faults.routing = [NOT_ALLOWED]
      await startSession(stand.a, olga, body)
      const victim = await mortal(world, stand.databaseUrl, stand.clock, step, 'after')
      const repeated = repeatAfter(victim.outbound, olga, body.operationId).then(() => false)
      dead = await Promise.race([repeated, victim.dead.then(() => true)])
      await victim.kill()
      const known = await restOf(body)
      // A death before anything was begun leaves what can still be pressed.
      if (known?.routing === 'failed') await repeatAfter(stand.a, olga, body.operationId)
      expect([sessionOf(world, body)?.operatorId, stand.delivered(body)]).toEqual(['op-2', 1])
    }
  }, 60_000)
})

/** The operation once others have brought it to rest; `null` when it was never planned. */
async function restOf({ operationId }: WireStartSession) {
  for (let round = 0; round < 60; round++) {
    await recover(stand.a)
    const operation = await stand.a.journal.operations.get(operationId)
    if (!operation || operation.dueAt === null) return operation
    stand.clock.skip(operation.state === 'unknown' ? 11 * 60_000 : 11_000)
    await stand.clock.wait(1000)
  }
  throw new Error('It never came to rest')
}
