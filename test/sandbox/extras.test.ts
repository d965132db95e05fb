import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { createEngine, type Engine, type Outbound } from '../../src/sandbox/engine/index.ts'
import { stand } from './stand.ts'

const PAVEL = { channel: 'whatsapp', address: '+79123456789' } as const
const DAY_MS = 24 * 60 * 60 * 1000
const fresh = (): Promise<Engine> => createEngine({ seed: 'empty', dataDir: null })
const outbound = (more: Partial<Outbound> = {}): Outbound => ({
  lineId: 'line-1',
  contactId: 'c-1',
  ...PAVEL,
  text: 'Your order 15 is ready',
  subject: null,
  operatorId: null,
  runId: null,
  whenOpen: 'append',
  ...more,
})
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text)

test('files go with a message and arrive with it, alone or with a text', async () => {
  const engine = await fresh()
  const offer = engine.keepFile({ name: 'offer 1.pdf', type: 'application/pdf', bytes: bytes('%PDF') })
  const { message } = engine.send(outbound({ text: '', attachments: [offer] }))
  expect(message).toMatchObject({ status: 'delivered', attachments: [{ name: 'offer 1.pdf', size: 4 }] })
  expect(engine.store.deliveries[0]!.attachments).toEqual(message.attachments)
  expect(await engine.readFile(offer.id)).toEqual({
    name: 'offer 1.pdf',
    type: 'application/pdf',
    bytes: bytes('%PDF'),
  })
  engine.reset()
  expect(await engine.readFile(offer.id)).toBeNull()
})

test('a closed window stops free text, lets an approved template pass, and an unapproved one fails (R-WIN-1, R-TPL-3)', async () => {
  const engine = await fresh()
  const line = engine.store.lines[0] as { windowMs: object }
  line.windowMs = { whatsapp: DAY_MS }
  const parts = { header: 'Order 15', body: 'It is ready', footer: 'Northwind' }
  const failureOf = (more: Partial<Outbound>) => engine.send(outbound(more)).message.failure?.code ?? null
  expect(failureOf({})).toBe('window-closed')
  expect(failureOf({ template: parts })).toBeNull()
  expect(failureOf({ template: { ...parts, approved: false } })).toBe('not-approved-template')
  expect(engine.store.deliveries).toMatchObject([{ template: { ...parts, approved: true, buttons: [] } }])
})

test('tags and the host’s own fields stay with the session', async () => {
  const engine = await fresh()
  const { session } = engine.send(outbound({ tags: ['vip'], fields: { priority: 'high' } }))
  engine.sendInto(session.id, null, 'More', { tags: ['vip', 'late'], fields: { site: 'north' } })
  expect(session).toMatchObject({ tags: ['vip', 'late'], fields: { priority: 'high', site: 'north' } })
  engine.setTags(session.id, ['late'])
  engine.setFields(session.id, { priority: 'low' })
  expect(session).toMatchObject({ tags: ['late'], fields: { priority: 'low', site: 'north' } })
})

test('a store of an earlier version is read, with nothing in what came later', async () => {
  const dataDir = await mkdtemp(join(tmpdir(), 'firstline-sandbox-'))
  try {
    const old = await createEngine({ seed: 'demo', dataDir: null })
    const text = JSON.stringify(old.store, (key, value: unknown) =>
      ['template', 'blindCopy', 'files', 'tags', 'fields'].includes(key) ? undefined : value,
    )
    await writeFile(join(dataDir, 'sandbox.json'), text)
    const engine = await createEngine({ seed: 'empty', dataDir })
    expect(engine.store.sessions[0]).toMatchObject({ tags: [], fields: {} })
    expect(engine.store.messages[0]).toMatchObject({ attachments: [], template: null, blindCopy: [] })
    await engine.flush()
  } finally {
    await rm(dataDir, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 })
  }
})

test('files outlive the run', async () => {
  const dataDir = await mkdtemp(join(tmpdir(), 'firstline-sandbox-'))
  try {
    const first = await createEngine({ seed: 'empty', dataDir })
    const { id } = first.keepFile({ name: 'a.txt', bytes: bytes('Hello') })
    await first.flush()
    const second = await createEngine({ seed: 'empty', dataDir })
    expect(await second.readFile(id)).toMatchObject({ name: 'a.txt', bytes: Buffer.from('Hello') })
  } finally {
    await rm(dataDir, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 })
  }
})

test('a customer sends files, and the store tells where they can be read', async () => {
  const { ask, url } = await stand()
  const attachments = [{ name: 'скол.png', type: 'image/png', base64: 'iVBORw==' }]
  await ask('POST', '/_sandbox/customer', { ...PAVEL, action: 'write', attachments })
  const { json } = await ask('GET', '/_sandbox')
  const [file] = json.messages[0].attachments
  expect(file).toMatchObject({ name: 'скол.png', type: 'image/png', size: 4 })
  const answer = await fetch(file.url)
  expect(answer.headers.get('content-type')).toBe('image/png')
  expect(new Uint8Array(await answer.arrayBuffer())).toEqual(new Uint8Array([0x89, 0x50, 0x4e, 0x47]))
  expect((await fetch(`${url}/_sandbox/files/f-1/none`)).status).toBe(404)
  expect((await ask('POST', '/_sandbox/customer', { ...PAVEL, action: 'write' })).status).toBe(400)
})
