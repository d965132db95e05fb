import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { assessFile, assessFiles, formatOf, type AttachmentPolicy } from '../../src/domain/attachments.ts'

const MB = 1024 * 1024
/** The usual limits of letters (R-FILE-1). */
const LETTER: AttachmentPolicy = {
  formats: ['jpeg', 'jpg', 'png', 'pdf', 'doc', 'docx', 'rtf', 'bmp'],
  maxBytes: 30 * MB,
  maxTotalBytes: 30 * MB,
  maxCount: 3,
  alone: true,
}
const codes = (policy: AttachmentPolicy | undefined, ...files: [string, number][]) =>
  assessFiles(
    policy,
    files.map(([name, size]) => ({ name, size })),
  ).map(({ code }) => code)

describe('files (R-FILE-1)', () => {
  it.each<[string, [string, number][], string[]]>([
    ['one that fits', [['offer.pdf', MB]], []],
    ['one at the limit to the byte', [['offer.pdf', 30 * MB]], []],
    ['one byte above', [['offer.pdf', 30 * MB + 1]], ['attachment-too-large', 'attachments-too-large']],
    ['a format in capitals', [['SCAN.PDF', 1]], []],
    ['a format that is not taken', [['run.exe', 1]], ['attachment-format']],
    ['none at all', [['README', 1]], ['attachment-format']],
    ['a hidden second ending', [['offer.pdf.exe', 1]], ['attachment-format']],
    ['an empty file', [['offer.pdf', 0]], ['attachment-empty']],
    [
      'two that are too much together',
      [
        ['a.pdf', 16 * MB],
        ['b.pdf', 16 * MB],
      ],
      ['attachments-too-large'],
    ],
    [
      'too many',
      [
        ['a.pdf', 1],
        ['b.pdf', 1],
        ['c.pdf', 1],
        ['d.pdf', 1],
      ],
      ['too-many-attachments'],
    ],
  ])('%s', (_what, files, expected) => expect(codes(LETTER, ...files)).toEqual(expected))

  it('are not taken where the channel takes none', () => {
    expect(codes(undefined, ['offer.pdf', 1])).toEqual(['attachments-not-taken'])
    expect(codes(undefined)).toEqual([])
  })

  it('are never refused where the host names no limit', () => {
    const any: AttachmentPolicy = {
      formats: null,
      maxBytes: null,
      maxTotalBytes: null,
      maxCount: null,
      alone: true,
    }
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.string(), fc.integer({ min: 1 }))), (files) => {
        expect(codes(any, ...files)).toEqual([])
      }),
    )
  })

  it('are named in their reasons, with the way out', () => {
    const [found] = assessFile(LETTER, { name: 'run.exe', size: 1 })
    expect(found).toMatchObject({
      facts: { name: 'run.exe' },
      remedy: { kind: 'remove-attachment', name: 'run.exe' },
    })
  })
})

describe('the format of a file', () => {
  it.each([
    ['offer.pdf', 'pdf'],
    ['Offer.PDF', 'pdf'],
    ['archive.tar.gz', 'gz'],
    ['README', ''],
    ['.gitignore', 'gitignore'],
    ['folder.d/file', ''],
    ['ends.with.', ''],
  ])('of %s is %j', (name, format) => expect(formatOf(name)).toBe(format))
})

it('an ending may have a limit of its own (R-FILE-1)', () => {
  const policy = { ...LETTER, maxBytesOf: { png: MB }, formats: null }
  expect(codes(policy, ['a.PNG', MB + 1])).toEqual(['attachment-too-large'])
  expect(codes(policy, ['a.PNG', MB], ['b.pdf', 2 * MB], ['c.constructor', 1])).toEqual([])
  expect(assessFile(policy, { name: 'a.png', size: MB + 1 })[0]?.facts).toMatchObject({ limitBytes: MB })
})
