import * as fc from 'fast-check'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { openJournal, type JournalStore } from '../../src/journal/postgres.ts'
import {
  DraftConflict,
  dropDraft,
  InvalidInput,
  readDraft,
  saveDraft,
  startSession,
  type Outbound,
} from '../../src/outbound/index.ts'
import type { WireDraft } from '../../src/wire/draft.ts'
import { EMPTY_DRAFT } from '../../widget/stories/people.ts'
import { freshDatabase } from '../setup/database.ts'
import { World } from './fake-host.ts'
import { Clock, olga, replica, silent } from './replicas.ts'

let database: { url: string; drop(): Promise<void> }
let stores: JournalStore[]
const clock = new Clock()
/** Two replicas of the gateway, one for each tab. */
let left: Outbound
let right: Outbound
let workspaces = 0
const asker = { ...olga, record: { type: 'contact', id: 'c-1' } }
const draft = (text: string, version: number, more: Partial<WireDraft> = {}): WireDraft => ({
  ...EMPTY_DRAFT,
  operationId: 'form-1',
  contactId: 'c-1',
  lineId: 'line-1',
  channel: 'whatsapp',
  address: '+79120000001',
  text,
  version,
  ...more,
})
const start = {
  operationId: 'form-1',
  contactId: 'c-1',
  lineId: 'line-1',
  channel: 'whatsapp' as const,
  address: '+79120000001',
  subject: null,
  text: 'Hello',
}
const conflict = (o: Outbound, one: WireDraft) => saveDraft(o, asker, one).catch((error: unknown) => error)

beforeAll(async () => {
  database = await freshDatabase()
  stores = await Promise.all([1, 2].map(() => openJournal({ url: database.url, log: silent })))
})
afterAll(async () => {
  await Promise.all(stores.map((store) => store.close()))
  await database.drop()
})
beforeEach(() => {
  const world = new World(clock.now)
  world.contact('c-1', ['whatsapp', '+79120000001'])
  workspaces += 1
  left = replica(world, stores[0]!, clock, `w-${workspaces}`)
  right = replica(world, stores[1]!, clock, `w-${workspaces}`)
})

describe('a draft in two tabs', () => {
  it('one tab that saves in order is never refused, and every save has a higher version', async () => {
    let version = 0
    for (const text of ['H', 'He', 'Hel', 'Hel', '']) {
      const kept = await saveDraft(left, asker, draft(text, version))
      expect(kept.version).toBe(version + 1)
      version = kept.version
    }
    expect(await readDraft(right, asker)).toEqual(draft('', version))
  })

  it('a save on an older version is refused with the newer draft, and nothing is overwritten (R-ERR-1)', async () => {
    await saveDraft(left, asker, draft('From the left', 0))
    const refused = await conflict(right, draft('From the right', 0))
    expect(refused).toBeInstanceOf(DraftConflict)
    expect((refused as DraftConflict).newer).toEqual(draft('From the left', 1))
    expect(await readDraft(right, asker)).toEqual(draft('From the left', 1))
    // Another operation is another draft, whatever its text.
    const other = await conflict(right, draft('From the left', 0, { operationId: 'form-2' }))
    expect(other).toBeInstanceOf(DraftConflict)
    // So is the same text with something else around it.
    expect(await conflict(right, draft('From the left', 0, { tags: ['urgent'] }))).toBeInstanceOf(
      DraftConflict,
    )
  })

  it('whoever was told of the newer one may overwrite it knowingly', async () => {
    await saveDraft(left, asker, draft('From the left', 0))
    const refused = (await conflict(right, draft('From the right', 0))) as DraftConflict
    const kept = await saveDraft(right, asker, draft('From the right', refused.newer.version))
    expect(await readDraft(left, asker)).toEqual(draft('From the right', kept.version))
    expect(await conflict(left, draft('From the left, once more', 1))).toBeInstanceOf(DraftConflict)
  })

  it('a save whose answer was lost is the same save when it comes again', async () => {
    await saveDraft(left, asker, draft('Hello', 0))
    expect((await saveDraft(left, asker, draft('Hello', 0))).version).toBe(1)
    expect((await saveDraft(left, asker, draft('Hello again', 1))).version).toBe(2)
  })

  it('of many saves at once on one version exactly one is kept, through both replicas', async () => {
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, n) => conflict(n % 2 ? left : right, draft(`Text ${n}`, 0))),
    )
    const kept = answers.flatMap((answer, n) => (answer instanceof DraftConflict ? [] : [n]))
    expect(kept).toHaveLength(1)
    expect(await readDraft(left, asker)).toEqual(draft(`Text ${kept[0]}`, 1))
  })

  it('two tabs that save at random never lose what the other one has kept', async () => {
    const step = fc.record({ tab: fc.constantFrom(0, 1), text: fc.string({ maxLength: 5 }) })
    let runs = 0
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 8 }), async (steps) => {
        const place = { ...asker, record: { type: 'contact', id: `random-${(runs += 1)}` } }
        const versions = [0, 0]
        let standing: string | null = null
        for (const { tab, text } of steps) {
          const before = versions[tab] ?? 0
          const answer = await saveDraft(tab ? right : left, place, draft(text, before)).catch(
            (error: unknown) => error as DraftConflict,
          )
          const refused = answer instanceof DraftConflict
          // What is refused is never what stands there, and what stands there is told.
          expect(refused && text === standing).toBe(false)
          expect(refused ? answer.newer.text : text).toBe(refused ? standing : text)
          versions[tab] = refused ? before : answer.version
          standing = refused ? standing : text
          expect((await readDraft(left, place))?.text ?? null).toBe(standing)
        }
      }),
      { numRuns: 25 },
    )
  })

  it('what a tab leaves that has not heard of the success is in nobody’s way', async () => {
    await saveDraft(left, asker, draft('Hello', 0))
    await startSession(left, asker, start)
    await saveDraft(right, asker, draft('Hello, and more', 1))
    expect(await readDraft(left, asker)).toBeNull()
    const next = draft('Next', 0, { operationId: 'form-2' })
    const { version } = await saveDraft(left, asker, next)
    expect(await readDraft(right, asker)).toEqual({ ...next, version })
    expect(await conflict(right, draft('Hello, and yet more', 2))).toBeInstanceOf(DraftConflict)
  })

  it('is gone after success, and a new one begins', async () => {
    await saveDraft(left, asker, draft('Hello', 0))
    const sent = await startSession(left, asker, start)
    expect(sent.state).toBe('sent')
    expect(await readDraft(right, asker)).toBeNull()
    await saveDraft(right, asker, draft('Next', 0, { operationId: 'form-2' }))
    expect((await readDraft(left, asker))?.text).toBe('Next')
    await dropDraft(left, asker)
    expect(await readDraft(right, asker)).toBeNull()
  })

  it.each([-1, 0.5, 1e300, Number.NaN])('a version cannot be %s', async (version) => {
    await expect(saveDraft(left, asker, draft('Hello', version))).rejects.toThrow(InvalidInput)
  })
})
