import { randomUUID } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import type { SessionDeed, SessionDeedKind } from '../../src/domain/session-deeds.ts'
import { doInSession, listSessions, sessionChoices } from '../../src/outbound/index.ts'
import { DIALECTS } from '../../src/sandbox/dialects/registry.ts'
import { deliveredOf, dialectStand, onPavel, PAVELS_PHONE, type DialectStand } from './dialect-stand.ts'

/** What each vendor's own means allow in a session (their fact sheets); what is absent is nowhere documented. */
const CAN: Readonly<Record<string, readonly SessionDeedKind[]>> = {
  chatwoot: ['note', 'take', 'hand-over', 'close', 'reopen'],
  helpdeskeddy: ['note', 'take', 'hand-over', 'close', 'reopen'],
  elma365: ['take', 'hand-over', 'close'],
  edna: ['take', 'hand-over'],
}
const open = dialectStand()

/** Pavel has written, and nobody has taken it. */
async function scene(dialect: string): Promise<DialectStand & { readonly sessionId: string }> {
  const stand = await open(dialect)
  const { engine } = stand.sandbox
  for (const { id, state, contactId } of engine.store.sessions)
    if (contactId === 'c-1' && state !== 'closed') engine.close(id, null)
  engine.customer({ channel: 'whatsapp', address: PAVELS_PHONE, action: 'write', text: 'Are you there?' })
  const { items } = await listSessions(stand.a, onPavel, 'c-1', null)
  const session = items.find(({ state, channel }) => state !== 'closed' && channel === 'whatsapp')
  return { ...stand, sessionId: session?.id ?? '' }
}

describe.each(Object.keys(DIALECTS))('over %s', (dialect) => {
  it('a session is taken, noted on, handed over, closed and opened again as the host can, and the store has it', async () => {
    const { sandbox, a, sessionId } = await scene(dialect)
    const shown = async () =>
      (await listSessions(a, onPavel, 'c-1', null)).items.find(({ id }) => id === sessionId)!
    const stored = () => sandbox.engine.session(sessionId)
    const can = CAN[dialect] ?? []
    const ask = async (deed: SessionDeed, text = '') => {
      const { state, operatorId, deeds } = await shown()
      expect(deeds.includes(deed.kind)).toBe(can.includes(deed.kind))
      const asked = { operationId: randomUUID(), deed, text, seen: { state, operatorId } }
      const done = await doInSession(a, onPavel, sessionId, asked).catch((error: unknown) => error)
      expect(done).toMatchObject(
        can.includes(deed.kind)
          ? { state: 'sent', deed: deed.kind, reasons: [], failure: null }
          : { code: 'not-supported' },
      )
    }
    await ask({ kind: 'take' })
    expect(stored()).toMatchObject({ state: 'active', operatorId: 'op-1' })
    await ask({ kind: 'note' }, 'She is angry')
    expect(deliveredOf(sandbox, 'She is angry')).toBe(0)
    expect(JSON.stringify(sandbox.engine.store.storage).includes('She is angry')).toBe(can.includes('note'))

    const { targets, comment } = await sessionChoices(a, onPavel, sessionId)
    const irina = targets.find(({ id }) => id === 'op-2')!
    await ask({ kind: 'hand-over', target: irina, comment: comment ? 'Call her' : null })
    expect(stored()?.operatorId).toBe('op-2')
    sandbox.engine.assign(sessionId, 'op-1')
    await ask({ kind: 'close', tags: [] })
    expect(stored()?.state).toBe(can.includes('close') ? 'closed' : 'active')
    await ask({ kind: 'reopen' })
    expect(stored()?.state).toBe(can.includes('close') && !can.includes('reopen') ? 'closed' : 'active')
    expect(stored()?.operatorId).toBe('op-1')
  })
})
