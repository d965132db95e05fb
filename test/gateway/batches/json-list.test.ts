import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { JsonListCutter } from '../../../src/gateway/batches/json-list.ts'
import { openJson } from '../../../src/gateway/batches/json.ts'
import { inPieces } from './pieces.ts'

function cut(text: string, sizes: readonly number[]) {
  const cutter = new JsonListCutter('recipients')
  const members: string[] = []
  for (let from = 0, n = 0; from < text.length; n++) {
    const size = sizes[n % sizes.length] ?? 1
    members.push(...cutter.push(text.slice(from, from + size)))
    from += size
  }
  return { members: members.map((member) => JSON.parse(member) as unknown), head: cutter.head }
}

const anything = fc.jsonValue({ maxDepth: 3 })
const body = fc.record({
  before: fc.dictionary(fc.string(), anything),
  recipients: fc.array(anything, { maxLength: 6 }),
  after: fc.dictionary(fc.string(), anything),
  indent: fc.constantFrom(0, 1, '\t'),
})

describe('the list inside a JSON body', () => {
  it('is cut as JSON.parse would read it, wherever the pieces end', () => {
    fc.assert(
      fc.property(
        body,
        fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1 }),
        ({ before, recipients, after, indent }, sizes) => {
          const rest = { ...before, ...after }
          delete rest['recipients']
          const keys = Object.keys(before).filter((key) => key !== 'recipients')
          const ordered = Object.fromEntries(keys.map((key) => [key, before[key]]))
          const whole = { ...ordered, recipients, ...rest, ...ordered }
          const text = JSON.stringify(whole, null, indent)
          const { members, head } = cut(text, sizes)
          const parsed = JSON.parse(text) as { recipients: unknown[] }
          expect(members).toEqual(parsed.recipients)
          expect(JSON.parse(head)).toEqual({ ...parsed, recipients: [] })
        },
      ),
      { numRuns: 500 },
    )
  })

  it('is found by its key alone: not inside others, not in a text, but also when the key is written with escapes', () => {
    const inner =
      '{"step":{"recipients":[1],"text":"\\"recipients\\":[2]"},"x":["recipients",[3]],"\\u0072ecipients":[4]}'
    expect(cut(inner, [7]).members).toEqual([4])
  })

  it.each([
    ['malformed', '{"recipients":[1,]}'],
    ['malformed', '{"recipients":[,1]}'],
    ['list-twice', '{"recipients":[1],"recipients":[2]}'],
    ['head-too-long', `{"x":"${'x'.repeat(300_000)}","recipients":[]}`],
    ['member-too-long', `{"recipients":["${'x'.repeat(300_000)}"]}`],
  ])('is %s', (kind, text) => {
    expect(() => cut(text, [4096])).toThrow(expect.objectContaining({ kind }))
  })
})

const read = async (text: string) => {
  const { order, list } = await openJson(inPieces(Buffer.from(text), [65_536]))
  let count = 0
  for await (const { fault } of list.rows()) count += fault ? 0 : 1
  return { order, count }
}
const step = { line: 'line-1', message: { text: 'x' } }
const many = Array.from({ length: 170_000 }, (_, n) => ({ address: `+7912${String(n).padStart(7, '0')}` }))

describe('a JSON body with a list', () => {
  it('may say everything else behind a list that is not too long', async () => {
    const { order, count } = await read(JSON.stringify({ recipients: many.slice(0, 10), dryRun: true, step }))
    expect([order.dryRun, order.step, count]).toEqual([true, step, 10])
  })

  it('says it before a long list; what would come too late is refused', async () => {
    expect((await read(JSON.stringify({ step, recipients: many }))).count).toBe(many.length)
    const late = read(JSON.stringify({ step, recipients: many, dryRun: true }))
    await expect(late).rejects.toMatchObject({ fields: [{ path: 'dryRun' }] })
  })

  it.each([
    '{"step":{},"recipients":[{}]',
    '{"step":{},"recipients":[{},{]}',
    'no json',
    '{"step":{}} {}',
    '[]x',
  ])('is malformed: %s', async (text) => {
    await expect(read(text)).rejects.toMatchObject({ code: 'malformed-json' })
  })
})
