import { randomUUID } from 'node:crypto'
import * as fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Journal } from '../../src/journal/journal.ts'
import { openJournal, type JournalStore } from '../../src/journal/postgres.ts'
import type { Intent } from '../../src/journal/intent.ts'
import { DraftSchema } from '../../src/wire/draft.ts'
import { freshDatabase } from '../setup/database.ts'

const silent = { info() {}, warn() {}, error() {} }
const DAY_MS = 24 * 3600_000
const now = new Date('2026-11-20T10:00:00Z')
const days = (n: number) => new Date(now.getTime() + n * DAY_MS)

let database: { url: string; drop(): Promise<void> }
let store: JournalStore
beforeAll(async () => {
  database = await freshDatabase()
  store = await openJournal({ url: database.url, log: silent })
})
afterAll(async () => {
  await store.close()
  await database.drop()
})
let workspaces = 0
const fresh = (): Journal => store.of(`files-${++workspaces}`)

async function* inChunks(chunks: readonly Uint8Array[]): AsyncGenerator<Uint8Array> {
  yield* chunks
}
async function put(journal: Journal, until = days(7), chunks = [new Uint8Array([1, 2, 3])]): Promise<string> {
  const id = randomUUID()
  const given = { id, ownerId: 'op-1', name: 'a.pdf', type: 'application/pdf' }
  await journal.attachments.put(given, inChunks(chunks), until)
  return id
}
const file = (ownerId: string) => ({ id: randomUUID(), ownerId, name: 'a', type: 'text/plain' })
async function bytesOf(journal: Journal, id: string): Promise<Buffer> {
  const pieces: Uint8Array[] = []
  for await (const piece of journal.attachments.read(id)) pieces.push(piece)
  return Buffer.concat(pieces)
}
const is = async (journal: Journal, id: string) => (await journal.attachments.get(id)) !== null

const intent = (fileId: string): Intent => ({
  kind: 'start',
  lineId: 'line-1',
  channel: 'whatsapp',
  aim: { by: 'contact', contactId: 'c-1', address: '+79120000001' },
  text: 'Hello',
  subject: null,
  operatorId: 'op-1',
  onOpenSession: 'refuse',
  attachments: [{ id: fileId, name: 'a.pdf', type: 'application/pdf', size: 3 }],
})
const LEASE = { owner: 'me', until: days(0.001) }

describe('files in the journal (R-FILE-1)', () => {
  it('are no more than their owner’s quota together: what would pass it is not kept, and others have their own', async () => {
    const { attachments } = fresh()
    const most = 1024 * 1024
    const size = 700 * 1024
    const one = () => inChunks([new Uint8Array(size)])
    const first = await attachments.put(file('op-1'), one(), days(7), most)
    expect(first?.size).toBe(size)
    const second = file('op-1')
    expect(await attachments.put(second, one(), days(7), most)).toBeNull()
    expect(await attachments.get(second.id)).toBeNull()
    expect((await attachments.put(file('op-2'), one(), days(7), most))?.size).toBe(size)
    await attachments.drop(first?.id ?? '', 'op-1')
    expect((await attachments.put(file('op-1'), one(), days(7), most))?.size).toBe(size)
  })

  it('come back byte for byte, in whatever portions they came', async () => {
    const journal = fresh()
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.integer({ min: 0, max: 700_000 }), fc.nat(255)), { maxLength: 6 }),
        async (portions) => {
          const chunks = portions.map(([size, byte]) => new Uint8Array(size).fill(byte))
          const id = await put(journal, days(7), chunks)
          const whole = Buffer.concat(chunks)
          expect((await bytesOf(journal, id)).equals(whole)).toBe(true)
          expect(await journal.attachments.get(id)).toEqual({
            id,
            ownerId: 'op-1',
            name: 'a.pdf',
            type: 'application/pdf',
            size: whole.byteLength,
          })
        },
      ),
      { numRuns: 15 },
    )
  })

  it('are not there before they have come whole, and not at all when they break off', async () => {
    const journal = fresh()
    const id = randomUUID()
    const seen: unknown[] = []
    async function* broken(): AsyncGenerator<Uint8Array> {
      yield new Uint8Array(600_000)
      yield new Uint8Array(600_000)
      seen.push(await journal.attachments.get(id))
      throw new Error('The connection broke.')
    }
    const file = { id, ownerId: 'op-1', name: 'a.pdf', type: 'application/pdf' }
    await expect(journal.attachments.put(file, broken(), days(7))).rejects.toThrow('The connection broke.')
    expect(seen).toEqual([null])
    expect(await is(journal, id)).toBe(false)
    expect(await bytesOf(journal, id)).toHaveLength(0)
  })

  it('of one workspace are nothing to another', async () => {
    const [mine, other] = [fresh(), fresh()]
    const id = await put(mine)
    expect(await is(other, id)).toBe(false)
    expect(await bytesOf(other, id)).toHaveLength(0)
    expect(await other.attachments.keep(id, days(30))).toBe(false)
    await other.attachments.drop(id, 'op-1')
    expect(await is(mine, id)).toBe(true)
  })
})

describe('a file that nobody needs', () => {
  it('goes when its time is over, with its bytes, and not before', async () => {
    const journal = fresh()
    const id = await put(journal)
    await store.prune(days(6.9))
    expect(await is(journal, id)).toBe(true)
    await store.prune(days(7.1))
    expect(await is(journal, id)).toBe(false)
    expect(await bytesOf(journal, id)).toHaveLength(0)
  })

  it('stays as long as a host may fetch it, and no shorter than before', async () => {
    const journal = fresh()
    const id = await put(journal)
    expect(await journal.attachments.keep(id, days(9))).toBe(true)
    expect(await journal.attachments.keep(id, days(1))).toBe(true)
    await store.prune(days(8.9))
    expect(await is(journal, id)).toBe(true)
    await store.prune(days(9.1))
    expect(await journal.attachments.keep(id, days(30))).toBe(false)
  })

  it('stays while an operation may still send it, even when its owner forgets it', async () => {
    const journal = fresh()
    const id = await put(journal)
    const planned = { id: 'o-1', fingerprint: 'f', intent: intent(id), contactId: 'c-1' }
    await journal.operations.plan(planned, LEASE, now)
    await journal.attachments.drop(id, 'op-1')
    await store.prune(days(100))
    expect(await is(journal, id)).toBe(true)
    await journal.operations.change('o-1', LEASE, { state: 'failed', dueAt: null }, now)
    await store.prune(days(100))
    expect(await is(journal, id)).toBe(false)
  })

  it('stays while the draft of its owner that has it is younger than a week', async () => {
    const journal = fresh()
    const id = await put(journal)
    const draft = DraftSchema.parse({
      operationId: 'o-1',
      lineId: null,
      channel: null,
      address: null,
      contactId: null,
      subject: '',
      text: '',
      attachments: [{ id, name: 'a.pdf', type: 'application/pdf', size: 3 }],
    })
    await journal.drafts.save('op-1', null, draft, days(5))
    await store.prune(days(11.9))
    expect(await is(journal, id)).toBe(true)
    await store.prune(days(12.1))
    expect(await is(journal, id)).toBe(false)
  })
})
