import type { Template } from '../../src/domain/template.ts'
import type { Outbound } from '../../src/outbound/index.ts'
import type { WireStartSession } from '../../src/wire/requests.ts'
import type { World } from './fake-host.ts'

/** A template with a variable of every kind and in every part. */
export const ORDER: Template = {
  id: 't-order',
  name: 'Order is ready',
  language: 'en',
  category: 'utility',
  header: 'Order {{number}}',
  body: 'Good day, {{name}}! Come on {{day}}, to {{shop}}.',
  footer: 'The shop',
  variables: [
    { name: 'number', part: 'header', kind: 'text', choices: [], example: null },
    { name: 'name', part: 'body', kind: 'text', choices: [], example: null },
    { name: 'day', part: 'body', kind: 'date', choices: [], example: null },
    { name: 'shop', part: 'body', kind: 'list', choices: ['North', 'South'], example: null },
    { name: 'code', part: 'button', kind: 'text', choices: [], example: null },
  ],
  buttons: [{ text: 'Track', url: 'https://shop.example/{{code}}' }],
}
export const FILLED = {
  id: ORDER.id,
  variables: { number: '15', name: 'Pavel', day: '2026-11-21', shop: 'North', code: 'a1' },
}
export const ORDER_TEXT = 'Order 15\nGood day, Pavel! Come on 2026-11-21, to North.\nThe shop'

let n = 0

/** A plain first message to a contact of its own, so that no test sees another's sessions. */
export function plain(world: World, more: Partial<WireStartSession> = {}): WireStartSession {
  n += 1
  const { channel = 'whatsapp' } = more
  const address = channel === 'email' ? `whole-${n}@example.com` : `+7913${String(n).padStart(7, '0')}`
  return {
    operationId: `whole-${n}`,
    contactId: world.contact(`whole-${n}`, [channel, address]),
    lineId: channel === 'email' ? 'line-2' : 'line-1',
    channel,
    address,
    subject: null,
    text: `Text ${n}`,
    ...more,
  }
}

/** Keeps a file as an upload does, and gives its id. */
export async function uploaded(o: Outbound, name: string, size = 10, ownerId = 'op-1'): Promise<string> {
  const id = o.newId()
  async function* bytes(): AsyncGenerator<Uint8Array> {
    yield new Uint8Array(size).fill(7)
  }
  const until = new Date(o.now().getTime() + 7 * 24 * 3600_000)
  await o.journal.attachments.put({ id, ownerId, name, type: 'application/pdf' }, bytes(), until)
  return id
}
