import { describe, expect, it } from 'vitest'
import { OperationConflict, startSession } from '../../src/outbound/index.ts'
import type { WireStartSession } from '../../src/wire/requests.ts'
import { FILES, type Extras } from './fake-extras.ts'
import { formStand } from './form-stand.ts'
import { irina, olga } from './replicas.ts'
import { FILLED, ORDER, plain, uploaded } from './whole-form.ts'

const stand = formStand()
const { world } = stand
const TEMPLATES: Extras = { templates: [ORDER], channels: { whatsapp: { templates: { typed: true } } } }

describe('files (R-FILE-1, R-MSG-1)', () => {
  const withFiles: Extras = { channels: { whatsapp: { attachments: FILES } } }

  it('go with a text or alone, in the order in which they were attached, each once', async () => {
    stand.host(withFiles)
    const [a, b] = [await uploaded(stand.a, 'a.pdf'), await uploaded(stand.a, 'b.png', 20)]
    const both = plain(world, { attachments: [b, a, b] })
    expect(await startSession(stand.a, olga, both)).toMatchObject({
      state: 'sent',
      attachments: ['b.png', 'a.pdf'],
    })
    expect(stand.requestOf(both)?.attachments).toEqual([
      { id: b, name: 'b.png', type: 'application/pdf', size: 20 },
      { id: a, name: 'a.pdf', type: 'application/pdf', size: 10 },
    ])
    expect(await stand.codes(plain(world, { text: '', attachments: [a] }))).toEqual([])
  })

  it.each<[string, Extras, [string, number][], string, string[]]>([
    ['a channel that takes none', {}, [['a.pdf', 10]], 'Text', ['attachments-not-taken']],
    ['a format', withFiles, [['a.exe', 10]], 'Text', ['attachment-format']],
    ['a size', withFiles, [['a.pdf', 1001]], 'Text', ['attachment-too-large']],
    [
      'a sum',
      withFiles,
      [
        ['a.pdf', 800],
        ['b.pdf', 800],
      ],
      'Text',
      ['attachments-too-large'],
    ],
    [
      'a number',
      withFiles,
      [
        ['a.pdf', 1],
        ['b.pdf', 1],
        ['c.pdf', 1],
      ],
      'Text',
      ['too-many-attachments'],
    ],
    [
      'a channel on which they need words',
      { channels: { whatsapp: { attachments: { ...FILES, alone: false } } } },
      [['a.pdf', 1]],
      '',
      ['empty-message'],
    ],
    ['nothing at all', withFiles, [], ' ', ['empty-message']],
    [
      'a template',
      { ...TEMPLATES, channels: { whatsapp: { templates: { typed: false }, attachments: FILES } } },
      [['a.pdf', 1]],
      'template',
      ['text-with-attachments'],
    ],
  ])('are refused for %s', async (_what, extras, files, text, expected) => {
    stand.host(extras)
    const attachments = await Promise.all(files.map(([name, size]) => uploaded(stand.a, name, size)))
    const words = text === 'template' ? { text: '', template: FILLED } : { text }
    expect(await stand.codes(plain(world, { ...words, attachments }))).toEqual(expected)
  })

  it('that are not kept, or are another operator’s, are named and nothing is sent', async () => {
    stand.host(withFiles)
    const [gone, foreign] = [
      await uploaded(stand.a, 'gone.pdf'),
      await uploaded(stand.a, 'foreign.pdf', 10, 'op-2'),
    ]
    await stand.a.journal.attachments.drop(gone, 'op-1')
    for (const id of [gone, foreign, 'never-there']) {
      const { state, reasons } = await startSession(
        stand.a,
        olga,
        plain(world, { text: '', attachments: [id] }),
      )
      expect([state, reasons.map(({ code, facts }) => [code, facts['name']])]).toEqual([
        'refused',
        [['attachment-gone', id]],
      ])
    }
    expect(await stand.codes(plain(world, { attachments: [foreign] }), irina)).toEqual([])
  })
})

describe('one intention, one message, with all of it (R-ONCE-1)', () => {
  const whole: Extras = {
    ...TEMPLATES,
    channels: { whatsapp: { templates: { typed: true }, attachments: FILES } },
  }

  it('sends a template once when one id comes ten times', async () => {
    stand.host(whole)
    const body = plain(world, { text: '', template: FILLED, tags: ['a'] })
    const answers = await Promise.all(Array.from({ length: 10 }, () => startSession(stand.a, olga, body)))
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1)
    expect(world.deliveries.filter(({ address }) => address === body.address)).toHaveLength(1)
  })

  it('gives the same answer for files that are forgotten by now', async () => {
    stand.host(whole)
    const file = await uploaded(stand.a, 'a.pdf')
    const body = plain(world, { attachments: [file] })
    const first = await startSession(stand.a, olga, body)
    await stand.a.journal.attachments.drop(file, 'op-1')
    expect(await startSession(stand.a, olga, body)).toEqual(first)
    expect(world.deliveries.filter(({ address }) => address === body.address)).toHaveLength(1)
  })

  it('refuses another template, value, file, tag, copy, field or wish under the same id', async () => {
    stand.host(whole)
    const body = plain(world, { attachments: [await uploaded(stand.a, 'a.pdf')] })
    await startSession(stand.a, olga, body)
    const others: Partial<WireStartSession>[] = [
      { template: FILLED },
      { typed: { header: null, footer: null } },
      { attachments: [await uploaded(stand.a, 'a.pdf')] },
      { attachments: [] },
      { tags: ['b'] },
      { blindCopy: ['boss@example.com'] },
      { fields: { x: 'y' } },
      { after: { kind: 'nothing' } },
    ]
    for (const other of others)
      await expect(startSession(stand.a, olga, { ...body, ...other })).rejects.toThrow(OperationConflict)
  })

  it('knows a plain message by the fingerprint that it always had', async () => {
    stand.host(whole)
    const body = plain(world)
    await startSession(stand.a, olga, body)
    const empty = {
      template: null,
      typed: null,
      attachments: [],
      blindCopy: [],
      tags: [],
      fields: {},
      after: null,
    }
    expect((await startSession(stand.a, olga, { ...body, ...empty })).state).toBe('sent')
    const { intent } = (await stand.a.journal.operations.get(body.operationId))!
    expect(Object.keys(intent).toSorted()).toEqual(
      ['aim', 'channel', 'kind', 'lineId', 'onOpenSession', 'operatorId', 'subject', 'text'].toSorted(),
    )
  })
})
