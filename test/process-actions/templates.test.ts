import { describe, expect, it } from 'vitest'
import { initiativeMessage } from '../../process-actions/initiative-message/definition.ts'
import { run } from '../../process-actions/initiative-message/run.ts'
import { HostError } from '../../src/hosts/errors.ts'
import { OperationConflict } from '../../src/outbound/index.ts'
import { formStand } from '../outbound/form-stand.ts'
import { FILLED, ORDER, ORDER_TEXT } from '../outbound/whole-form.ts'
import { CLOSED, stepKit, template, withVariable } from './step-kit.ts'

const stand = formStand(CLOSED)
const { world } = stand
const { step, sentTo, reasonOf } = stepKit(stand)

describe('a template in a step (R-PROC-6)', () => {
  it('is what the customer reads, in the name of the system, and nobody is given the session', async () => {
    const { address, body } = step(template)
    const answer = await run(stand.a, body)
    expect(initiativeMessage.output.parse(answer)).toEqual(answer)
    expect(answer).toMatchObject({ exit: 'sent', status: 'accepted', reason: null, address })
    expect(sentTo(address)).toMatchObject([{ text: ORDER_TEXT, template: FILLED, operatorId: null }])
    expect(world.sessions.find(({ id }) => id === answer.sessionId)?.operatorId).toBeNull()
    expect(world.deeds).toEqual([])
  })

  it('may be signed by an initiator, who is not given the session either (R-PROC-2)', async () => {
    const { address, body } = step(template, { author: { initiator: 'op-3' } })
    const answer = await run(stand.a, body)
    expect(sentTo(address)).toMatchObject([{ operatorId: 'op-3', template: FILLED }])
    expect(world.sessions.find(({ id }) => id === answer.sessionId)?.operatorId).toBeNull()
    expect(world.deeds).toEqual([])
  })

  it.each<[string, object, string]>([
    [
      'R-TPL-1: a text is refused where only a template may go',
      { text: 'Hello' },
      'refused template-required',
    ],
    ['R-TPL-4: one that may not be sent', { template: { id: 'gone' } }, 'refused template-unknown'],
    ['R-TPL-5: no variables at all', { template: { id: ORDER.id } }, 'refused variable-missing'],
    ['R-TPL-5: an empty variable', withVariable('name', ' '), 'refused variable-missing'],
    [
      'R-TPL-5: a variable that the process does not have',
      withVariable('name', null),
      'refused variable-missing',
    ],
    ['R-TPL-5: a value that is not in the list', withVariable('shop', 'West'), 'refused variable-wrong'],
    ['R-TPL-5: a date that is none', withVariable('day', 'tomorrow'), 'refused variable-wrong'],
    ['R-TPL-5: a number is its text', withVariable('number', 15), 'sent -'],
    ['an empty text beside it means nothing', { text: ' ', ...template }, 'sent -'],
  ])('%s', async (_rule, message, expected) => {
    const { address, body } = step(message)
    expect(await reasonOf(body)).toBe(expected)
    expect(sentTo(address)).toHaveLength(expected === 'sent -' ? 1 : 0)
    // Asked again, nothing is different, and nobody gets it twice.
    expect(await reasonOf(body)).toBe(expected)
    expect(sentTo(address)).toHaveLength(expected === 'sent -' ? 1 : 0)
  })

  it('is refused where the host has none (R-TPL-2)', async () => {
    stand.host({})
    expect(await reasonOf(step(template).body)).toBe('refused template-not-taken')
  })

  it('whose catalogue cannot be read leaves by failed, and nothing is sent', async () => {
    const down = new HostError('No.', { code: 'not-allowed', kind: 'not-allowed', happened: 'no' })
    stand.host({ ...CLOSED, templates: down })
    const { address, body } = step(template)
    expect(await reasonOf(body)).toBe('failed not-allowed')
    expect(sentTo(address)).toEqual([])
  })

  it('is sent once by two replicas that are asked at once; other values are a conflict (R-ONCE-1)', async () => {
    const { address, body } = step(template)
    const replicas = [stand.a, stand.b, stand.a, stand.b]
    const answers = await Promise.all(replicas.map((o) => run(o, body)))
    for (const answer of answers) expect(answer).toEqual(answers[0])
    expect(sentTo(address)).toHaveLength(1)
    const others = [
      withVariable('name', 'Anna'),
      { template: { ...FILLED, id: 't-2' } },
      { text: ORDER_TEXT },
    ]
    for (const message of others)
      await expect(run(stand.b, { ...body, message })).rejects.toThrow(OperationConflict)
    for (const more of [{ tags: ['sale'] }, { fields: { x: 'y' } }])
      await expect(run(stand.b, { ...body, ...more })).rejects.toThrow(OperationConflict)
    expect(sentTo(address)).toHaveLength(1)
  })

  it('is shown by a dry run as it would leave, with the verdict; what is wrong with it, too', async () => {
    const { address, body } = step(template, { dryRun: true })
    const answer = await run(stand.a, body)
    expect(initiativeMessage.output.parse(answer)).toEqual(answer)
    expect(answer).toMatchObject({
      exit: null,
      dryRun: { verdict: { kind: 'template-only' }, text: ORDER_TEXT, recipient: { address }, warnings: [] },
    })
    const wrong = await run(stand.a, { ...body, message: withVariable('name', '') })
    expect(wrong).toMatchObject({
      exit: 'refused',
      reason: { code: 'variable-missing', text: 'Fill in “name” of the template.' },
      dryRun: { verdict: { kind: 'refused' } },
    })
    expect(sentTo(address)).toEqual([])
  })
})
