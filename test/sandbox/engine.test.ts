import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { CHANNELS, type Channel } from '../../src/domain/words.ts'
import { createEngine, type Engine, type Outbound } from '../../src/sandbox/engine/index.ts'

const NOW = new Date('2026-11-20T12:00:00.000Z')
const PAVEL = { channel: 'whatsapp', address: '+79123456789' } as const
const fresh = (seed: 'demo' | 'empty' = 'empty'): Promise<Engine> =>
  createEngine({ seed, dataDir: null, now: () => NOW })

function outbound(more: Partial<Outbound> = {}): Outbound {
  return {
    lineId: 'line-1',
    contactId: 'c-1',
    ...PAVEL,
    text: 'Your order 15 is ready',
    subject: null,
    operatorId: null,
    runId: null,
    whenOpen: 'append',
    ...more,
  }
}

/** The line of the seeds with this channel. */
const LINE: Partial<Record<Channel, string>> = {
  whatsapp: 'line-1',
  email: 'line-2',
  'telegram-bot': 'line-3',
  'viber-bot': 'line-4',
}

describe('sending', () => {
  test('delivers a text to a reachable customer and opens a queued session for it', async () => {
    const engine = await fresh()
    const { session, message } = engine.send(outbound())
    expect(session).toMatchObject({ state: 'queued', lineId: 'line-1', contactId: 'c-1', openedBy: 'system' })
    expect(message).toMatchObject({ status: 'delivered', failure: null })
    expect(message.history.map(({ status }) => status)).toEqual(['accepted', 'sent', 'delivered'])
    expect(engine.store.deliveries).toMatchObject([
      { ...PAVEL, text: 'Your order 15 is ready', sessionId: session.id },
    ])
  })

  test('adds to the open session of that account, or opens another when told to', async () => {
    const engine = await fresh()
    const first = engine.send(outbound())
    expect(engine.send(outbound()).session.id).toBe(first.session.id)
    expect(engine.send(outbound({ whenOpen: 'new-session' })).session.id).not.toBe(first.session.id)
  })

  const BOT = { channel: 'telegram-bot', address: 'pavel_serov', lineId: 'line-3' } as const
  test.each([
    ['blocked us', 'blocked', outbound(), (e: Engine) => e.customer({ ...PAVEL, action: 'block' })],
    [
      'left the messenger',
      'not-a-user',
      outbound(),
      (e: Engine) => e.customer({ ...PAVEL, action: 'leave' }),
    ],
    ['never wrote to the bot', 'never-wrote', outbound(BOT), () => null],
    ['has no such number', 'address-malformed', outbound({ address: '8 (912) 000-11-22' }), () => null],
  ])('stores but does not deliver to a customer who %s', async (_who, code, asked, prepare) => {
    const engine = await fresh()
    prepare(engine)
    const { message } = engine.send(asked)
    expect(message).toMatchObject({ status: 'failed', failure: { code } })
    expect(engine.store.deliveries).toEqual([])
  })

  test('delivers again after the block is lifted', async () => {
    const engine = await fresh()
    engine.customer({ ...PAVEL, action: 'block' })
    engine.customer({ ...PAVEL, action: 'unblock' })
    expect(engine.send(outbound()).message.status).toBe('delivered')
  })

  test('lets a block on one channel leave the other channels of the same person alone', async () => {
    const engine = await fresh()
    engine.customer({ ...PAVEL, action: 'block' })
    const mail = outbound({ lineId: 'line-2', channel: 'email', address: 'p.serov@severny-veter.example' })
    expect(engine.send(mail).message.status).toBe('delivered')
  })

  test('refuses a channel that the line does not have and ids that nobody has', async () => {
    const engine = await fresh()
    expect(() => engine.send(outbound({ channel: 'vk' }))).toThrow(/no vk channel/)
    expect(() => engine.send(outbound({ lineId: 'line-9' }))).toThrow(/no line "line-9"/)
    expect(() => engine.send(outbound({ contactId: 'c-999' }))).toThrow(/no contact "c-999"/)
    expect(engine.store.messages).toEqual([])
  })

  test('delivers exactly once to exactly the reachable, whatever customers do before', async () => {
    const deed = fc.record({
      action: fc.constantFrom('write', 'read', 'block', 'unblock', 'leave', 'return', 'send'),
      who: fc.integer({ min: 0, max: 200 }),
    })
    await fc.assert(
      fc.asyncProperty(fc.array(deed, { maxLength: 40 }), async (deeds) => {
        const engine = await fresh('demo')
        for (const { action, who } of deeds) {
          const account = engine.store.accounts[who % engine.store.accounts.length]!
          const { channel, address, contactId } = account
          if (action !== 'send') {
            if (action !== 'write' || !account.blocked)
              engine.customer({ channel, address, action, text: 'Hi' } as never)
            continue
          }
          const before = engine.store.deliveries.length
          const wrote = engine.store.messages.some(
            (m) =>
              m.direction === 'inbound' &&
              engine.store.sessions.some((s) => s.id === m.sessionId && s.accountId === account.id),
          )
          const bot = channel === 'telegram-bot' || channel === 'viber-bot'
          const reachable = !account.blocked && !account.left && !address.startsWith('8') && (!bot || wrote)
          const { message } = engine.send(outbound({ channel, address, contactId, lineId: LINE[channel]! }))
          expect(message.status).toBe(reachable ? 'delivered' : 'failed')
          expect(message.failure === null).toBe(reachable)
          expect(engine.store.deliveries.length - before).toBe(reachable ? 1 : 0)
        }
      }),
      { numRuns: 60 },
    )
  })
})

describe('the window for free text', () => {
  test('is open until, and closed at, exactly its end', async () => {
    const engine = await createEngine({ seed: 'empty', dataDir: null, now: () => NOW })
    // Another host's lines have windows; ELMA365 documents none.
    Object.assign(engine.store.lines[0]!.windowMs, { whatsapp: 24 * 3_600_000 })
    engine.customer({ ...PAVEL, action: 'write', text: 'Hello' })
    engine.advanceClock(24 * 3_600_000 - 1)
    expect(engine.send(outbound()).message.status).toBe('delivered')
    engine.advanceClock(1)
    expect(engine.send(outbound()).message).toMatchObject({
      status: 'failed',
      failure: { code: 'window-closed' },
    })
  })
})

describe('a customer who writes', () => {
  test('opens a queued session, adds to an open one, and resumes a closed one', async () => {
    const engine = await fresh()
    const first = engine.customer({ ...PAVEL, action: 'write', text: 'One' })!
    expect(first.session).toMatchObject({ state: 'queued', openedBy: 'customer' })
    expect(engine.customer({ ...PAVEL, action: 'write', text: 'Two' })!.session.id).toBe(first.session.id)
    engine.assign(first.session.id, 'op-1')
    engine.close(first.session.id, 'op-1')
    const resumed = engine.customer({ ...PAVEL, action: 'write', text: 'Three' })!
    expect(resumed.session).toMatchObject({
      id: first.session.id,
      state: 'queued',
      operatorId: null,
      closedAt: null,
    })
  })

  test('does not dig up a session that was marked as spam', async () => {
    const engine = await fresh()
    const { session } = engine.customer({ ...PAVEL, action: 'write', text: 'One' })!
    engine.markAsSpam(session.id)
    expect(engine.customer({ ...PAVEL, action: 'write', text: 'Two' })!.session.id).not.toBe(session.id)
  })

  test('is a new contact when nobody has the address', async () => {
    const engine = await fresh()
    const { session } = engine.customer({
      channel: 'whatsapp',
      address: '+79990001122',
      action: 'write',
      text: 'Hi',
    })!
    expect(engine.store.contacts.find(({ id }) => id === session.contactId)?.name).toBe('+79990001122')
  })

  test('cannot write while they block us, nor say nothing', async () => {
    const engine = await fresh()
    engine.customer({ ...PAVEL, action: 'block' })
    expect(() => engine.customer({ ...PAVEL, action: 'write', text: 'Hi' })).toThrow(/unblock/)
    expect(() => engine.customer({ ...PAVEL, action: 'write', text: ' ' })).toThrow(/text/)
  })

  test('can be told by the phone field of a contact, however the number is written there', async () => {
    const engine = await fresh()
    const { id } = engine.createContact({ name: 'Anna', phones: ['8 (999) 000-11-33'] })
    engine.customer({ channel: 'whatsapp', address: '+79990001133', action: 'leave' })
    const { message } = engine.send(outbound({ contactId: id, address: '+79990001133' }))
    expect(message.failure?.code).toBe('not-a-user')
  })
})

test('reading marks what was delivered as read, and nothing else', async () => {
  const engine = await fresh()
  const { message } = engine.send(outbound())
  engine.customer({ ...PAVEL, action: 'block' })
  const lost = engine.send(outbound()).message
  engine.customer({ ...PAVEL, action: 'read' })
  expect([message.status, lost.status]).toEqual(['read', 'failed'])
})

test.each(CHANNELS.map((channel) => [channel]))('knows nobody by an unknown %s address', async (channel) => {
  const engine = await fresh()
  expect(() => engine.customer({ channel, address: 'nobody@nowhere', action: 'block' })).toThrow(/Nobody has/)
})

describe("the host's own desk", () => {
  const form = { contactId: 'c-1', lineId: 'line-1', ...PAVEL, operatorId: 'op-2', text: 'Good day' }
  test('assigns a session to the operator who opened it', async () => {
    const engine = await fresh()
    const { session, message } = engine.startByHand(form)
    expect(session).toMatchObject({ state: 'active', operatorId: 'op-2', openedBy: 'operator' })
    expect(message.author).toEqual({ kind: 'operator', id: 'op-2' })
  })

  test('refuses a second open session in a messenger, and allows it by email', async () => {
    const engine = await fresh()
    engine.startByHand(form)
    expect(() => engine.startByHand(form)).toThrow(/open already/)
    const mail = {
      ...form,
      lineId: 'line-2',
      channel: 'email',
      address: 'p.serov@severny-veter.example',
    } as const
    engine.startByHand(mail)
    expect(engine.startByHand(mail).message.status).toBe('delivered')
  })

  test('refuses strangers to the line and operators who are offline', async () => {
    const engine = await fresh()
    expect(() =>
      engine.startByHand({ ...form, lineId: 'line-3', channel: 'telegram-bot', address: 'x' }),
    ).toThrow(/does not work/)
    engine.setOperatorStatus('op-2', 'offline')
    expect(() => engine.startByHand(form)).toThrow(/offline/)
  })

  test('lets only the assigned operator close a session', async () => {
    const engine = await fresh()
    const { session } = engine.startByHand(form)
    expect(() => engine.close(session.id, 'op-1')).toThrow(/assigned/)
    expect(engine.close(session.id, 'op-2').state).toBe('closed')
    expect(() => engine.sendInto(session.id, 'op-2', 'Too late')).toThrow(/closed/)
  })

  test('gives a session to a group of its line only', async () => {
    const engine = await fresh()
    const { session } = engine.startByHand(form)
    expect(() => engine.assignToGroup(session.id, 'group-2')).toThrow(/not among/)
    expect(engine.assignToGroup(session.id, 'group-1')).toMatchObject({ state: 'queued', operatorId: null })
  })
})

test('tells its listeners what happened, in order, until they stop listening', async () => {
  const engine = await fresh()
  const heard: string[] = []
  const stop = engine.on(({ kind }) => heard.push(kind))
  const { session } = engine.send(outbound())
  engine.customer({ ...PAVEL, action: 'read' })
  engine.close(session.id, null)
  stop()
  engine.reset()
  expect(heard).toEqual(['session-opened', 'message', 'status', 'status', 'status', 'session-closed'])
})

test('goes back to its seed with the clock and the mishaps', async () => {
  const engine = await fresh()
  engine.send(outbound())
  engine.advanceClock(1000)
  engine.addFault({ on: 'any', kind: 'status-500', times: 1 })
  engine.reset()
  expect(engine.now()).toEqual(NOW)
  expect(engine.waitingFaults()).toEqual([])
  expect(engine.store.sessions).toEqual([])
})
