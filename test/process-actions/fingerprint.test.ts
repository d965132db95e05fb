import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { run } from '../../process-actions/initiative-message/run.ts'
import { fingerprint } from '../../src/journal/print.ts'
import { formStand } from '../outbound/form-stand.ts'

const stand = formStand()
const DEFAULTS = { author: 'system', onOpenSession: 'write', wait: 'accepted' } as const

/** What the first version of the step made its print of: every one of these, and nothing else. */
interface FirstVersion {
  line: string
  to: object
  channel: string | null
  message: { text: string; subject: string | null }
  author: unknown
  onOpenSession: string
  wait: string
  timeLimitMs: number | null
  callbackUrl: string | null
}

async function printOf(body: object): Promise<string | undefined> {
  const operationId = stand.a.newId()
  await run(stand.a, { operationId, ...body })
  return (await stand.a.journal.operations.get(operationId))?.fingerprint
}

/** `undefined`: left out of the body. */
const maybe = <T>(values: fc.Arbitrary<T>) => fc.option(values, { nil: undefined })
const text = fc.string({ maxLength: 30 }).filter((one) => !one.includes('\0'))
const bodies = fc.record({
  // Nobody: refused without a question about the message, but written down all the same.
  to: fc.constantFrom({ contactId: 'nobody' }, { record: { type: 'deal', id: 'd-1' } }),
  channel: maybe(fc.constant('whatsapp')),
  text,
  subject: maybe(text),
  author: maybe(fc.constantFrom('system', { initiator: 'op-3' })),
  onOpenSession: maybe(fc.constantFrom('write', 'skip', 'refuse')),
  wait: maybe(fc.constant('accepted')),
  minutes: maybe(fc.integer({ min: 1, max: 90 })),
  callbackUrl: maybe(fc.constant('https://engine.example/resume/77')),
})

const template = (variables?: object) => ({ template: { id: 't-1', ...(variables && { variables }) } })

describe('the print of a step, by which a repeated call is known (R-ONCE-1)', () => {
  it('is that of the first version for every body without a template, tags and fields', async () => {
    await fc.assert(
      fc.asyncProperty(bodies, async ({ text: words, subject, minutes, ...others }) => {
        const message = { text: words, ...(subject === undefined ? {} : { subject }) }
        const timeLimit = minutes === undefined ? {} : { timeLimit: `PT${minutes}M` }
        const first: FirstVersion = {
          line: 'line-1',
          to: others.to,
          channel: others.channel ?? null,
          message: { text: words, subject: subject ?? null },
          author: others.author ?? DEFAULTS.author,
          onOpenSession: others.onOpenSession ?? DEFAULTS.onOpenSession,
          wait: DEFAULTS.wait,
          timeLimitMs: minutes === undefined ? null : minutes * 60_000,
          callbackUrl: others.callbackUrl ?? null,
        }
        const body = { line: 'line-1', message, ...timeLimit, ...others }
        const expected = await fingerprint(first)
        expect(await printOf(body)).toBe(expected)
        // What is empty is not there.
        expect(await printOf({ ...body, tags: [], fields: {} })).toBe(expected)
        expect(await printOf({ ...body, fields: { 'f-1': null } })).toBe(expected)
      }),
      { numRuns: 40 },
    )
  }, 30_000)

  it('of the plainest body is this, for ever', async () => {
    const body = {
      line: 'line-1',
      to: { contactId: 'nobody' },
      channel: 'whatsapp',
      message: { text: 'Hello' },
    }
    expect(await printOf(body)).toBe('9834701faf6013970bd9fbb7e299b4a5dc7f13bfa21cea2ea8b3d8ac67547508')
  })

  it('differs with each of the new inputs', async () => {
    const to = { contactId: 'nobody' }
    const plain = { line: 'line-1', to, channel: 'whatsapp', message: { text: '' } }
    const prints = await Promise.all([
      printOf(plain),
      printOf({ ...plain, message: template() }),
      printOf({ ...plain, message: template({ name: 'Pavel' }) }),
      printOf({ ...plain, message: template({ name: 'Anna' }) }),
      printOf({ ...plain, tags: ['sale'] }),
      printOf({ ...plain, fields: { 'f-1': '15' } }),
      printOf({ ...plain, fields: { 'f-1': true } }),
    ])
    expect(new Set(prints).size).toBe(prints.length)
    expect(await printOf({ ...plain, message: template({}) })).toBe(prints[1])
    expect(await printOf({ ...plain, message: { text: '', ...template({ name: null }) } })).toBe(prints[1])
    expect(await printOf({ ...plain, fields: { 'f-1': 15 } })).toBe(prints[5])
  })
})
