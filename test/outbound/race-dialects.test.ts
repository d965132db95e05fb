import { randomUUID } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { offersOf, openCard, startSession } from '../../src/outbound/index.ts'
import { DIALECTS } from '../../src/sandbox/dialects/registry.ts'
import type { WireStartSession } from '../../src/wire/requests.ts'
import { deliveredOf, dialectStand, hadTalked, onPavel, type DialectStand } from './dialect-stand.ts'

const open = dialectStand()

/** Olga's form stands open over a way that may be written to, ready to be sent. */
async function openForm(dialect: string): Promise<DialectStand & { readonly form: WireStartSession }> {
  const stand = await open(dialect)
  hadTalked(stand.sandbox)
  const { ways } = await openCard(stand.a, onPavel)
  const way = ways.find(({ channel, verdict }) => channel === 'whatsapp' && verdict.kind !== 'refused')
  if (!way) throw new Error('The demo has no WhatsApp that may be written to')
  const { lineId, channel, address } = way
  const named = { contactId: 'c-1', lineId, channel, address }
  expect((await offersOf(stand.a, onPavel, named)).way.verdict.kind).not.toBe('refused')
  const form = { operationId: randomUUID(), ...named, subject: null, text: 'I was late' }
  return { ...stand, form }
}

describe.each(Object.keys(DIALECTS))('over %s', (dialect) => {
  it('a session that a colleague opened after the form’s offers is found at the sending: whose it is and since when, and nothing leaves (R-OPEN-4)', async () => {
    const { sandbox, a, form } = await openForm(dialect)
    const { lineId, channel, address } = form
    const colleague = { contactId: 'c-1', lineId, channel, address, operatorId: 'op-2', text: 'I was first' }
    const first = sandbox.engine.startByHand(colleague)
    const answer = await startSession(a, onPavel, form)
    expect(answer.state).toBe('refused')
    const found = answer.reasons.find(({ code }) => code === 'open-session')
    expect(found?.facts).toMatchObject({ operatorId: 'op-2', operator: 'Irina Belova', lineId })
    // What is read back at edna names no author: then it is said who has it.
    const opener = dialect === 'edna' ? undefined : { openedBy: 'operator', opener: 'Irina Belova' }
    expect(found?.facts).toMatchObject(opener ?? {})
    expect(found?.facts['opener']).toBe(opener?.opener)
    // Some hosts tell whole seconds.
    const awayMs = Date.parse(String(found?.facts['openedAt'])) - Date.parse(first?.session.openedAt ?? '')
    expect(Math.abs(awayMs)).toBeLessThan(1000)
    expect(found?.remedy).toMatchObject({ kind: 'open-session' })
    expect(deliveredOf(sandbox, 'I was late')).toBe(0)
    expect(deliveredOf(sandbox, 'I was first')).toBe(1)
  })

  it('who opened one through us is told by our journal, also where the host names no author, and who has it by now (R-OPEN-4)', async () => {
    const { sandbox, a, b, form } = await openForm(dialect)
    const irina = { ...onPavel, operatorId: 'op-2' }
    const first = await startSession(b, irina, { ...form, operationId: randomUUID(), text: 'I was first' })
    expect(first.state).toBe('sent')
    sandbox.engine.assign(first.sessionId ?? '', 'op-1')
    const answer = await startSession(a, onPavel, form)
    expect(answer.reasons.find(({ code }) => code === 'open-session')?.facts).toMatchObject({
      // HelpDeskEddy goes on in the ticket that the customer has opened once.
      ...(dialect === 'helpdeskeddy'
        ? { openedBy: 'customer' }
        : { openedBy: 'operator', opener: 'Irina Belova' }),
      operator: 'Olga Smirnova',
    })
    expect(deliveredOf(sandbox, 'I was late')).toBe(0)
  })

  it('so is one that the customer opened, which nobody has taken yet (R-OPEN-4)', async () => {
    const { sandbox, a, form } = await openForm(dialect)
    const { channel, address } = form
    sandbox.engine.customer({ channel, address, action: 'write', text: 'It is me' })
    const answer = await startSession(a, onPavel, form)
    expect([answer.state, answer.reasons.map(({ code }) => code)]).toEqual(['refused', ['open-session']])
    expect(answer.reasons[0]?.facts).toMatchObject({ openedBy: 'customer', operatorId: null })
    expect(deliveredOf(sandbox, 'I was late')).toBe(0)
  })

  it('of two forms sent at once at two replicas one is delivered, and the other is told (R-OPEN-1, R-OPEN-4)', async () => {
    const { sandbox, a, b, form } = await openForm(dialect)
    const other = { ...form, operationId: randomUUID() }
    const answers = await Promise.all([startSession(a, onPavel, form), startSession(b, onPavel, other)])
    expect(answers.map(({ state }) => state).toSorted()).toEqual(['refused', 'sent'])
    expect(deliveredOf(sandbox, 'I was late')).toBe(1)
  })
})
