import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createEngine } from '../../src/sandbox/engine/index.ts'

let dataDir: string
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'firstline-sandbox-'))
})
afterEach(() => rm(dataDir, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 }))

const open = (seed: 'demo' | 'empty' = 'empty') => createEngine({ seed, dataDir })

test('an engine goes on where the last one ended, clock included', async () => {
  const first = await open()
  first.customer({ channel: 'whatsapp', address: '+79123456789', action: 'write', text: 'Hello' })
  first.advanceClock(60_000)
  await first.flush()
  const second = await open('demo')
  expect(second.store).toEqual(first.store)
})

test.each([
  ['is not JSON', '{"version":1', /damaged/],
  ['has a field of the wrong kind', '{"version":1,"seed":"demo","clockOffsetMs":"soon"}', /clockOffsetMs/],
])('a store that %s is refused with a sentence and left as it is', async (_what, text, sentence) => {
  await writeFile(join(dataDir, 'sandbox.json'), text)
  await expect(open()).rejects.toThrow(sentence)
  expect(await readFile(join(dataDir, 'sandbox.json'), 'utf8')).toBe(text)
})

test('a folder that cannot be written to fails the flush, not the deed', async () => {
  const engine = await createEngine({ seed: 'empty', dataDir: join(dataDir, 'file') })
  await writeFile(join(dataDir, 'file'), '')
  await expect(engine.flush()).rejects.toThrow(/EEXIST|ENOTDIR/)
  expect(engine.createContact({ name: 'Anna' }).name).toBe('Anna')
})
