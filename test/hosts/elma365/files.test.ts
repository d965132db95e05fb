import { assert, constantFrom, integer, property, string } from 'fast-check'
import { expect, test } from 'vitest'
import { HostError } from '../../../src/hosts/errors.ts'
import { createElma365, Elma365SettingsSchema } from '../../../src/hosts/elma365/index.ts'
import { withWholeLinks } from '../../../src/hosts/elma365/map.ts'
import { policyOf } from '../../../src/hosts/elma365/policy.ts'
import { readable } from '../../../src/hosts/elma365/readable.ts'
import { silentLog } from '../../../src/hosts/log.ts'
import { adapterOver, REQUEST, SETTINGS, wireMessage } from './adapter.ts'

const MB = 1024 * 1024
const FOLDER = { files: { directory: 'dir-1' } }

interface Part {
  readonly path: string
  readonly range: string | null
  readonly size: number
}

/** The adapter with a file of so many bytes to send; `answer` says what the upload is answered with. */
function withFile(size: number, answer: () => Response = () => Response.json({ success: true })) {
  const parts: Part[] = []
  const runs: unknown[] = []
  const settings = Elma365SettingsSchema.parse({ ...SETTINGS, ...FOLDER })
  const host = createElma365(settings, {
    fetch: async (input, init) => {
      const request = new Request(input, init)
      const { pathname, searchParams } = new URL(request.url)
      if (!pathname.endsWith('/upload')) {
        runs.push(await request.json())
        return Response.json({ success: true, context: { __id: 'i-1' } })
      }
      const file = (await request.formData()).get('file') as File
      expect([file.name, searchParams.get('hash')?.length]).toEqual(['offer.pdf', 36])
      parts.push({ path: pathname, range: request.headers.get('content-range'), size: file.size })
      return answer()
    },
    now: () => new Date('2026-11-20T12:00:00Z'),
    log: silentLog,
    files: { read: async () => new Uint8Array(size), link: async () => '' },
  })
  const attachments = [{ id: 'f', name: 'offer.pdf', type: 'application/pdf', size }]
  return { parts, runs, send: () => host.sender.send({ ...REQUEST, attachments }) }
}

test('a file is uploaded before the process starts, which gets it by its hash (R-FILE-1)', async () => {
  const { parts, runs, send } = withFile(1000)
  await send()
  expect(parts).toEqual([
    { path: '/pub/v1/disk/directory/dir-1/upload', range: 'bytes 0-1000/1000', size: 1000 },
  ])
  expect(runs).toMatchObject([
    { context: { files: [{ name: 'offer.pdf', hash: expect.stringMatching(/^[\da-f-]{36}$/) }] } },
  ])
})

test('a large one goes in parts of five megabytes', async () => {
  const { parts, send } = withFile(12 * MB)
  await send()
  expect(parts.map(({ range, size }) => [range, size])).toEqual([
    [`bytes 0-${5 * MB}/${12 * MB}`, 5 * MB],
    [`bytes ${5 * MB}-${10 * MB}/${12 * MB}`, 5 * MB],
    [`bytes ${10 * MB}-${12 * MB}/${12 * MB}`, 2 * MB],
  ])
})

test('an upload that fails in whatever way proves that nothing was sent (R-ONCE-1)', async () => {
  for (const answer of [
    () => Response.json({}, { status: 500 }),
    () => Response.json({ success: false, error: 'No room.' }),
    () => Response.error(),
  ]) {
    const { runs, send } = withFile(10, answer)
    const error = await send().catch((cause: unknown) => cause)
    expect(error).toBeInstanceOf(HostError)
    expect(error).toMatchObject({ happened: 'no' })
    expect(runs).toEqual([])
  }
})

test('without a folder no channel takes files, and none is sent', async () => {
  const { host, asked } = adapterOver(() => ({ success: true }))
  expect(Object.values(host.policy.channels).some(({ attachments }) => attachments)).toBe(false)
  const attachments = [{ id: 'f', name: 'a.txt', type: 'text/plain', size: 1 }]
  await expect(host.sender.send({ ...REQUEST, attachments })).rejects.toMatchObject({
    code: 'setup-incomplete',
    happened: 'no',
  })
  expect(asked).toEqual([])
  const { channels } = policyOf({
    service: false,
    customMessenger: 'unknown',
    files: { directory: 'd', maxBytes: 5, maxCount: 2 },
    contacts: { phoneField: '_phone', emailField: '_email' },
  })
  expect(channels.whatsapp?.attachments).toMatchObject({ maxBytes: 5, maxCount: 2, alone: false })
})

test('files of a message are told with whole web addresses only', () => {
  const files = [
    { name: 'a.pdf', url: '/disk/a' },
    { name: 'b.pdf', url: 'https://files.example/b' },
    { name: 'c.pdf', url: 'javascript:alert(1)' },
    { name: null, url: null },
  ]
  const wire = { ...wireMessage('m-1', '2026-11-20T12:00:00Z'), files }
  expect(withWholeLinks(wire, 'https://company.example').files.map(({ url }) => url)).toEqual([
    'https://company.example/disk/a',
    'https://files.example/b',
    null,
    null,
  ])
})

test.each<[string, unknown, string | null]>([
  ['a text', 'Пётр', 'Пётр'],
  ['an empty text', '  ', null],
  ['a number', 15, '15'],
  ['money', { cents: 1_860_000, currency: 'RUB' }, '18600 RUB'],
  ['money with cents', { cents: 1_860_050, currency: 'EUR' }, '18600.50 EUR'],
  ['phones', [{ type: 'work', tel: '+79990000001' }, { tel: '+7' }], '+79990000001'],
  ['emails', [{ type: 'work', email: 'a@example.com' }], 'a@example.com'],
  [
    'categories',
    [
      { code: 'vip', name: 'VIP' },
      { code: 'x', name: 'X' },
    ],
    'VIP, X',
  ],
  ['a full name', { lastname: 'Серов', firstname: 'Павел', middlename: '' }, 'Серов Павел'],
  ['a moment', '2026-11-24T10:00:00+03:00', '2026-11-24'],
  ['references', ['5f0c'], null],
  ['a switch', true, null],
  ['nothing', null, null],
  ['an empty list', [], null],
])('a field that holds %s is read as people read it (R-TPL-6)', (_what, value, text) => {
  expect(readable(value)).toBe(text)
})

test('no text is ever read as something else', () => {
  assert(
    property(string(), integer(), constantFrom(null, true, [], {}), (text, number, odd) => {
      expect([null, text, text.slice(0, 10)]).toContain(readable(text))
      expect(readable(number)).toBe(String(number))
      expect(readable(odd)).toBeNull()
    }),
  )
})
