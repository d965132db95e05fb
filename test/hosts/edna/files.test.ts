import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { assessFiles } from '../../../src/domain/attachments.ts'
import { CONTRACT_FILES } from '../../contract/files.ts'
import { serveFiles } from './file-server.ts'
import { adapterOver } from './adapter.ts'
import { demoStand, onLine } from './stand.ts'

const MB = 1024 * 1024
const stand = demoStand()
let served: Awaited<ReturnType<typeof serveFiles>>
beforeAll(async () => {
  served = await serveFiles()
})
afterAll(() => served.stop())

test('a file whose address leads nowhere makes the message fail, and nobody gets half of it', async () => {
  const files = { ...served.files, link: async () => `${served.url}/nothing/here` }
  const host = stand.host(files)
  const before = stand.engine().store.deliveries.length
  await host.sender.send(
    await onLine(host, 'line-2', { address: MAILBOX, attachments: CONTRACT_FILES.slice(0, 1) }),
  )
  expect(stand.engine().store.deliveries).toHaveLength(before)
  expect(stand.engine().store.messages.at(-1)).toMatchObject({
    status: 'failed',
    failure: { code: 'error-not-found' },
  })
})

const MAILBOX = 'p.serov@severny-veter.example'

test('a file goes by its address, with name, type and size', async () => {
  const host = stand.host(served.files)
  const [file] = CONTRACT_FILES
  await host.sender.send(await onLine(host, 'line-2', { address: MAILBOX, text: '', attachments: [file!] }))
  const { name, type, size } = file!
  expect(stand.engine().store.deliveries.at(-1)).toMatchObject({ attachments: [{ name, type, size }] })
})

const policyOf = (patch: object = {}) => adapterOver(() => ({}), patch).host.policy.channels

const reasons = (name: string, sizes: readonly number[], patch: object = {}) =>
  assessFiles(
    policyOf(patch).email?.attachments,
    sizes.map((size, at) => ({ name: `${at}-${name}`, size })),
  ).map(({ code }) => code)

describe('what files a channel takes (R-FILE-1)', () => {
  test.each(['jpeg', 'jpg', 'png', 'pdf', 'doc', 'docx', 'rtf', 'bmp', 'PDF'])(
    'letters take %s',
    (ending) => {
      expect(reasons(`a.${ending}`, [1])).toEqual([])
    },
  )
  test('letters take 30 MB, each and together, and nothing else by default', () => {
    expect(reasons('a.pdf', [30 * MB])).toEqual([])
    expect(reasons('a.pdf', [30 * MB + 1])).toContain('attachment-too-large')
    expect(reasons('a.pdf', [15 * MB, 15 * MB])).toEqual([])
    expect(reasons('a.pdf', [15 * MB, 15 * MB + 1])).toEqual(['attachments-too-large'])
    expect(reasons('a.exe', [1])).toEqual(['attachment-format'])
  })
  test('the limits are the settings’', () => {
    const files = { email: { formats: ['zip'], maxCount: 1 } }
    expect(reasons('a.zip', [40 * MB], { files })).toEqual([])
    expect(reasons('a.zip', [1, 1], { files })).toEqual(['too-many-attachments'])
  })
  test('files may go alone everywhere; Viber takes 25 MB, other messengers name no limit', () => {
    for (const channel of Object.values(policyOf())) expect(channel.attachments?.alone).toBe(true)
    expect(policyOf().viber?.attachments?.maxBytes).toBe(25 * MB)
    expect(policyOf().whatsapp?.attachments).toMatchObject({ formats: null, maxBytes: null })
  })
})
