import { beforeEach, describe, expect, it } from 'vitest'
import { run } from '../../process-actions/initiative-message/run.ts'
import type { Extras } from '../outbound/fake-extras.ts'
import { formStand } from '../outbound/form-stand.ts'
import { FILLED } from '../outbound/whole-form.ts'
import { CLOSED, DEMANDING, stepKit, template } from './step-kit.ts'

const stand = formStand()
const { world } = stand
const { step, sentTo, reasonOf } = stepKit(stand)

/** A step to somebody who has a session open already, on a host that demands much of new ones. */
const inside = (facts: Extras['facts'], message: object, more: object = {}) => {
  stand.host({ ...CLOSED, ...DEMANDING, ...(facts ? { facts } : {}) })
  const one = step(message, more)
  const session = world.open(one.body.to.contactId, 'whatsapp', one.address)
  return { ...one, session }
}
const anHourAgo = () => new Date(stand.clock.now().getTime() - 3_600_000).toISOString()

describe('a session that is open (R-PROC-4)', () => {
  it('takes a template and no text when its window is closed (R-WIN-1)', async () => {
    const text = inside(undefined, { text: 'Hello' })
    expect(await reasonOf(text.body)).toBe('refused template-required')
    const { address, body, session } = inside(undefined, template)
    expect(await run(stand.a, body)).toMatchObject({ exit: 'sent', sessionId: session.id })
    expect(sentTo(address)).toMatchObject([{ sessionId: session.id, template: FILLED }])
  })

  it('takes a text while its window is open, and a dry run says until when', async () => {
    const facts = { lastInboundAt: anHourAgo(), blocked: false, enabled: true }
    const { body, session } = inside(facts, { text: 'Hello' })
    const rehearsed = await run(stand.a, { ...body, dryRun: true })
    expect(rehearsed.dryRun).toMatchObject({ intoSessionId: session.id, verdict: { kind: 'free-form' } })
    expect(rehearsed.dryRun?.verdict).not.toMatchObject({ untilAt: null })
    expect(await reasonOf(body)).toBe('sent -')
  })

  it('is not asked for tags and fields, and fields of a new one are left out', async () => {
    const { address, body } = inside(undefined, template, { fields: { 'f-1': '15' }, tags: ['sale'] })
    expect(await reasonOf(body)).toBe('sent -')
    expect(sentTo(address)[0]).not.toHaveProperty('fields')
  })

  it('is waited for where the step says so: a dry run tells it, and no time', async () => {
    const asked = { tags: ['sale'], fields: { 'f-1': '15' } }
    const { body } = inside(undefined, template, { ...asked, onOpenSession: 'after-close', dryRun: true })
    expect(await run(stand.a, body)).toMatchObject({
      exit: null,
      reason: null,
      dryRun: { waitsFor: 'open-session', leavesAt: null, intoSessionId: null },
    })
    const refusing = { ...body, onOpenSession: 'refuse' }
    expect(await run(stand.a, refusing)).toMatchObject({ exit: 'refused', reason: { code: 'open-session' } })
  })

  it('on another account of the contact gets the message there, whichever was meant (R-OPEN-3)', async () => {
    const { body } = step({ text: 'Hello' })
    const { contactId } = body.to
    const address = `@${contactId}`
    const session = world.open(contactId, 'telegram-bot', address, 'line-3')
    const { policy } = stand.a.host
    const o = { ...stand.a, host: { ...stand.a.host, policy: { ...policy, openScope: 'contact' as const } } }
    const rehearsed = await run(o, { ...body, dryRun: true })
    const there = { exit: null, line: 'line-3', channel: 'telegram-bot', address, sessionId: session.id }
    expect(rehearsed).toMatchObject(there)
    expect(await run(o, body)).toMatchObject({ ...there, exit: 'sent' })
    expect(sentTo(address)).toMatchObject([{ channel: 'telegram-bot', sessionId: session.id }])
  })
})

describe('what the host demands of a new session', () => {
  beforeEach(() => stand.host(DEMANDING))
  const text = { text: 'Hello' }

  it.each<[string, object, string]>([
    ['R-TAG-1: no tag', { fields: { 'f-1': '15' } }, 'refused tag-missing'],
    ['R-TAG-1: an empty list of tags', { tags: [], fields: { 'f-1': '15' } }, 'refused tag-missing'],
    ['R-MAIL-2: no field', { tags: ['sale'] }, 'refused field-missing'],
    [
      'R-MAIL-2: a field that the process does not have',
      { tags: ['sale'], fields: { 'f-1': null } },
      'refused field-missing',
    ],
    [
      'R-MAIL-2: a value that does not fit',
      { tags: ['sale'], fields: { 'f-1': 'many' } },
      'refused field-wrong',
    ],
    [
      'R-MAIL-2: a field that nobody asks for',
      { tags: ['sale'], fields: { 'f-1': '1', 'f-9': 'x' } },
      'refused field-wrong',
    ],
    ['all of it', { tags: ['sale'], fields: { 'f-1': '15' } }, 'sent -'],
  ])('%s', async (_rule, more, expected) => {
    const { body } = step(text, more)
    expect(await reasonOf(body)).toBe(expected)
  })

  it('goes with the message: tags once each, numbers as text, what is null left out', async () => {
    const { address, body } = step(text, {
      tags: ['sale', 'vip', 'sale'],
      fields: { 'f-1': 15, 'f-2': null },
    })
    expect(await reasonOf(body)).toBe('sent -')
    expect(sentTo(address)).toMatchObject([{ tags: ['sale', 'vip'] }])
    expect(sentTo(address)[0]?.fields).toEqual({ 'f-1': '15' })
  })

  it('says in words which field nobody asks for', async () => {
    const { body } = step(text, { tags: ['sale'], fields: { 'f-1': '1', 'f-9': 'x' } })
    expect((await run(stand.a, body)).reason?.text).toContain('f-9')
  })
})
