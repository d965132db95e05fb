import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { AttachmentPolicy } from '../../src/domain/attachments.ts'
import { nameInParts, plainName } from '../../widget/new-session/attachments/file-name.ts'
import { limitsInWords } from '../../widget/new-session/attachments/limits.ts'
import {
  admit,
  advanced,
  AT_ONCE,
  counts,
  isUnderWay,
  moved,
  together,
  type Upload,
} from '../../widget/new-session/attachments/queue.ts'
import { english } from '../../widget/new-session/attachments/words/en.ts'
import { russian } from '../../widget/new-session/attachments/words/ru.ts'

const MB = 1024 * 1024
const policy = (part: Partial<AttachmentPolicy> = {}): AttachmentPolicy => ({
  formats: ['png', 'pdf'],
  maxBytes: 10 * MB,
  maxTotalBytes: 20 * MB,
  maxCount: 3,
  alone: true,
  ...part,
})
const file = (name: string, size = MB) => ({ name, size })
const waiting = (key: number): Upload<string> => ({
  key,
  name: `${key}.png`,
  size: 1,
  state: { kind: 'waiting' },
})

type Step = readonly ['add' | 'store' | 'fail' | 'retry' | 'remove', number]
const steps = fc.array(
  fc.tuple(fc.constantFrom('add', 'store', 'fail', 'retry', 'remove'), fc.nat(7)) as fc.Arbitrary<Step>,
  { maxLength: 60 },
)

/** What a person and the network may do, each step followed by what the store does after it. */
function run(list: readonly Step[]): (readonly Upload<string>[])[] {
  let uploads: readonly Upload<string>[] = []
  let lastKey = 0
  return list.map(([kind, at]) => {
    const one = uploads[at % Math.max(1, uploads.length)]
    if (kind === 'add') uploads = [...uploads, waiting((lastKey += 1))]
    else if (!one) uploads = [...uploads]
    else if (kind === 'remove') uploads = uploads.filter(({ key }) => key !== one.key)
    else if (kind === 'retry' && one.state.kind === 'failed')
      uploads = moved(uploads, one.key, { kind: 'waiting' })
    else if (one.state.kind === 'uploading' && kind === 'store')
      uploads = moved(uploads, one.key, { kind: 'stored', id: `f-${one.key}` })
    else if (one.state.kind === 'uploading' && kind === 'fail')
      uploads = moved(uploads, one.key, { kind: 'failed', problem: 'gone' })
    uploads = advanced(uploads)
    return uploads
  })
}

describe('the queue of uploads', () => {
  it('never has more than two under way, and leaves nobody waiting while there is room', () => {
    fc.assert(
      fc.property(steps, (list) => {
        for (const uploads of run(list)) {
          const going = uploads.filter(({ state }) => state.kind === 'uploading').length
          const idle = uploads.some(({ state }) => state.kind === 'waiting')
          expect(going).toBeLessThanOrEqual(AT_ONCE)
          expect(going).toBeGreaterThanOrEqual(idle ? AT_ONCE : 0)
        }
      }),
    )
  })

  it('keeps the order in which files were chosen, whatever becomes of them', () => {
    fc.assert(
      fc.property(steps, (list) => {
        for (const uploads of run(list)) {
          const keys = uploads.map(({ key }) => key)
          expect(keys).toEqual(keys.toSorted((a, b) => a - b))
        }
      }),
    )
  })

  it('loses no file and makes none up', () => {
    fc.assert(
      fc.property(fc.nat(20), (count) => {
        let uploads = advanced(Array.from({ length: count }, (_, key) => waiting(key)))
        for (let next = uploads.find(isUnderWay); next; next = uploads.find(isUnderWay))
          uploads = advanced(moved(uploads, next.key, { kind: 'stored', id: String(next.key) }))
        expect(uploads.map(({ state }) => state)).toEqual(
          Array.from({ length: count }, (_, key) => ({ kind: 'stored', id: String(key) })),
        )
      }),
    )
  })

  it('starts the first that waits first, and a retried one in its place', () => {
    const failed = moved(
      [waiting(1), waiting(2), waiting(3)].map((one) => ({ ...one })),
      1,
      { kind: 'failed', problem: 'gone' },
    )
    const started = advanced(failed)
    expect(started.map(({ state }) => state.kind)).toEqual(['failed', 'uploading', 'uploading'])
    const again = advanced(moved(started, 1, { kind: 'waiting' }))
    expect(again.map(({ state }) => state.kind)).toEqual(['waiting', 'uploading', 'uploading'])
    expect(advanced(moved(again, 3, { kind: 'stored', id: 'f' })).map(({ state }) => state.kind)).toEqual([
      'uploading',
      'uploading',
      'stored',
    ])
  })
})

const codes = (...args: Parameters<typeof admit>) => admit(...args).map((one) => one?.code ?? null)

describe('which files are taken (R-FILE-1)', () => {
  it('refuses by format, emptiness and size, and takes the others', () => {
    const chosen = [file('a.png'), file('b.exe'), file('c.pdf', 0), file('d.PDF', 11 * MB), file('E.PNG')]
    expect(codes(policy(), [], chosen)).toEqual([
      null,
      'attachment-format',
      'attachment-empty',
      'attachment-too-large',
      null,
    ])
  })

  it('counts what is there already, and a refused file takes no room', () => {
    expect(
      codes(policy(), [file('1.png'), file('2.png')], [file('x.exe'), file('3.png'), file('4.png')]),
    ).toEqual(['attachment-format', null, 'too-many-attachments'])
    const large = [file('1.png', 9 * MB), file('2.png', 9 * MB), file('3.png', 2 * MB)]
    expect(codes(policy(), [], [large[0]!, large[1]!, file('x.png', 3 * MB), large[2]!])).toEqual([
      null,
      null,
      'attachments-too-large',
      null,
    ])
  })

  it('refuses everything where the channel takes no files', () => {
    expect(codes(undefined, [], [file('a.png')])).toEqual(['attachments-not-taken'])
  })

  it('never lets what it takes break a rule together', () => {
    const files = fc.array(
      fc.record({ name: fc.constantFrom('a.png', 'b.pdf', 'c.exe'), size: fc.nat(12 * MB) }),
    )
    fc.assert(
      fc.property(files, files, (before, chosen) => {
        const there = before.filter((_, at) => admit(policy(), [], before)[at] === null)
        const taken = chosen.filter((_, at) => admit(policy(), there, chosen)[at] === null)
        expect(together(policy(), [...there, ...taken])).toBeNull()
      }),
    )
  })

  it('does not count a refused one among the files of the message', () => {
    const refused = moved([waiting(1)], 1, {
      kind: 'refused',
      reason: { code: 'attachment-empty', facts: {}, remedy: null },
    })
    expect(refused.filter(counts)).toEqual([])
  })
})

describe('what is said of files', () => {
  it('names the limits: formats, number, each and together (R-FILE-1)', () => {
    expect(limitsInWords(policy(), english, 'en').short).toBe(
      'png, pdf, 3 files, up to 10\u00A0MB each, 20\u00A0MB together',
    )
    expect(limitsInWords(policy({ maxBytes: 20 * MB, maxCount: null }), russian, 'ru').short).toBe(
      'png, pdf, вместе до 20\u00A0МБ',
    )
    const single = policy({ maxCount: 1 })
    expect(limitsInWords(single, english, 'en').short).toBe('png, pdf, one file up to 10\u00A0MB')
    expect(limitsInWords(single, russian, 'ru').short).toBe('png, pdf, один файл до 10\u00A0МБ')
    expect(
      limitsInWords(
        policy({ formats: null, maxBytes: null, maxTotalBytes: null, maxCount: null }),
        english,
        'en',
      ),
    ).toEqual({ short: '', full: '' })
  })

  it('names the first of many formats, and all of them to those who listen', () => {
    const formats = Array.from({ length: 14 }, (_, at) => `f${at}`)
    const { short, full } = limitsInWords(policy({ formats, maxCount: null }), english, 'en')
    expect(short).toContain('f9, and 4 more, up to')
    expect(full).toContain('f13')
  })

  it('cuts a long name in its middle and loses no letter of it', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (name) => {
        expect(nameInParts(name).join('')).toBe(plainName(name))
      }),
    )
    expect(nameInParts('a'.repeat(40) + '.docx')[1]).toBe('aaaaaaa.docx')
  })

  it('does not let marks of direction disguise an ending', () => {
    expect(plainName('offer\u202Egpj.exe')).toBe('offergpj.exe')
  })
})
