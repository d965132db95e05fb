import { expect, test } from 'vitest'
import { assessFiles } from '../../src/domain/attachments.ts'
import type { Channel } from '../../src/domain/words.ts'
import type { SendRequest } from '../../src/hosts/port.ts'
import { bytesOf, CONTRACT_FILES } from './files.ts'
import type { Suite } from './host-contract.ts'
import { requiredFields } from './start-fields.ts'
import { allOf, failureOf, messageToPavel, settled } from './steps.ts'
import { describeWhen, testWhen } from './when.ts'

/** How Pavel's mailbox is written to. */
const MAILBOX = { channel: 'email' as Channel, address: 'p.serov@severny-veter.example' }

/** On which channels the host takes files, and how many of the suite's go there with one message. */
export interface FilesUnderTest {
  readonly whatsapp?: number
  readonly email?: number
  /** Does the host take blind copies of letters? */
  readonly blindCopy?: boolean
  /** Does it tell the names of files when a message is read? Default: yes. */
  readonly namesTold?: boolean
  /** Does it tell of files at all when a message is read? Default: yes. */
  readonly readBack?: boolean
}

/** Files with messages, and blind copies of letters (R-FILE-1, R-MSG-1, R-MAIL-1). */
export function attachments(suite: Suite): void {
  const { whatsapp = 0, email = 0, blindCopy = false, namesTold = true, readBack = true } = suite.files ?? {}
  for (const [channel, count] of [
    ['whatsapp', whatsapp],
    ['email', email],
  ] as const)
    describeWhen(count > 0)(`files by ${channel} (R-FILE-1)`, () => {
      byChannel(suite, channel, CONTRACT_FILES.slice(0, count), { namesTold, readBack })
    })

  testWhen(blindCopy)('a letter has blind copies (R-MAIL-1)', async () => {
    const { host, oracle } = suite.running()
    expect(host.policy.channels.email?.blindCopy).toBe(true)
    const copies = ['boss@northwind.example', 'books@northwind.example']
    const letter = await letterToPavel(suite, { blindCopy: copies })
    expect(await settled(host, letter, await host.sender.send(letter))).toMatchObject({ state: 'sent' })
    const arrived = (await oracle.store()).deliveries.filter(({ text }) => text.includes(letter.text))
    expect(arrived).toMatchObject([{ address: MAILBOX.address, blindCopy: copies }])
  })
}

function byChannel(
  suite: Suite,
  channel: 'whatsapp' | 'email',
  files: SendRequest['attachments'] & object,
  { namesTold, readBack }: Required<Pick<FilesUnderTest, 'namesTold' | 'readBack'>>,
): void {
  const message = (patch: Partial<SendRequest> = {}) =>
    channel === 'email' ? letterToPavel(suite, patch) : messageToPavel(suite.running().host, patch)
  const names = files.map(({ name }) => name)
  const arrivedWith = async (known: number) =>
    (await suite.running().oracle.store()).deliveries.slice(known).map((delivery) => ({
      text: delivery.text,
      files: delivery.attachments.map(({ name, size }) => ({ name, size })),
    }))
  const deliveries = async () => (await suite.running().oracle.store()).deliveries.length
  const expected = files.map(({ name, size }) => ({ name, size }))

  test('are taken by the policy that the host declares', () => {
    const { attachments } = suite.running().host.policy.channels[channel]!
    expect(assessFiles(attachments, files)).toEqual([])
  })

  test('arrive once, beside the text, byte for byte, and are read back', async () => {
    const { host, oracle } = suite.running()
    const known = await deliveries()
    const request = await message({ attachments: files })
    const found = await settled(host, request, await host.sender.send(request))
    expect(found).toMatchObject({ state: 'sent' })
    expect(await arrivedWith(known)).toEqual([
      { text: expect.stringContaining(request.text), files: expected },
    ])
    const stored = (await oracle.store()).deliveries.at(-1)!.attachments
    for (const [index, { url }] of stored.entries())
      expect(new Uint8Array(await (await fetch(url)).arrayBuffer())).toEqual(bytesOf(files[index]!.id))
    if (!readBack) return
    const { sessionId, messageId } = found as { sessionId: string; messageId: string }
    const read = await allOf((cursor) => host.sessions.messages(sessionId, cursor))
    const own = read.find(({ id }) => id === messageId)!.attachments ?? []
    const named = own.filter(({ name }, index) => name === names[index])
    expect({ own: own.length, named: named.length }).toEqual({
      own: files.length,
      named: namesTold ? files.length : named.length,
    })
  })

  test('arrive alone where the policy lets them (R-MSG-1)', async () => {
    const { host } = suite.running()
    if (!host.policy.channels[channel]!.attachments!.alone) return
    const known = await deliveries()
    const request = await message({ text: '', attachments: files })
    expect(await settled(host, request, await host.sender.send(request))).toMatchObject({ state: 'sent' })
    expect((await arrivedWith(known)).map((one) => one.files)).toEqual([expected])
  })

  test('with a lost answer are found, and not sent twice (R-ONCE-1)', async () => {
    const { host, oracle } = suite.running()
    const known = await deliveries()
    const request = await message({ attachments: files })
    await oracle.fault({ on: 'send-message', kind: 'lost-after' })
    expect(await failureOf(host.sender.send(request))).toMatchObject({ happened: 'maybe' })
    const { state } = await settled(host, request, null)
    // A host that is blind in messengers may yet find its letters.
    expect(host.sender.certainty === 'blind' ? ['unknowable', 'sent'] : ['sent']).toContain(state)
    expect(await arrivedWith(known)).toHaveLength(1)
  })

  test('that are not kept any more prove that nothing was done', async () => {
    const { host } = suite.running()
    const known = await deliveries()
    const gone = [{ id: 'file-gone', name: 'gone.pdf', type: 'application/pdf', size: 4 }]
    const error = await failureOf(host.sender.send(await message({ attachments: gone })))
    expect(error).toMatchObject({ kind: 'fix-data', happened: 'no' })
    expect(await deliveries()).toBe(known)
  })
}

async function letterToPavel(suite: Suite, patch: Partial<SendRequest>): Promise<SendRequest> {
  const { host } = suite.running()
  const line = (await host.lines.list()).find(({ channels }) => channels.includes('email'))!
  const fields = await requiredFields(host, line, MAILBOX.channel)
  return messageToPavel(host, { line, ...MAILBOX, subject: 'Order 15', fields, ...patch })
}
