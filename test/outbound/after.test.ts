import { describe, expect, it } from 'vitest'
import { startSession } from '../../src/outbound/index.ts'
import type { WireAfter } from '../../src/wire/draft.ts'
import { ALL, deedsOn, GROUP, handOver, IRINA, stepsOf } from './after-kit.ts'
import type { Extras } from './fake-extras.ts'
import { formStand } from './form-stand.ts'
import { olga } from './replicas.ts'
import { plain } from './whole-form.ts'

const stand = formStand(ALL)
const { world } = stand
const denis = { ...olga, operatorId: 'op-3' }

describe('after sending (R-AFTER-1)', () => {
  const cases: [string, Extras, WireAfter | null, string, string[]][] = [
    ['assigned to me', ALL, { kind: 'assign-to-me' }, 'done', ['assign * op-1']],
    [
      'handed to a group, with a comment',
      ALL,
      handOver(GROUP, 'Please'),
      'done',
      ['hand-over * group g-1 Please'],
    ],
    ['handed to an operator', ALL, handOver(IRINA), 'done', ['hand-over * operator op-2 -']],
    [
      'closed, which only its operator may: assigned first',
      ALL,
      { kind: 'close' },
      'done',
      ['assign * op-1', 'close *'],
    ],
    ['left where the host puts it', ALL, { kind: 'nothing' }, 'none', []],
    ['R-AFTER-4: its creator’s when nothing was chosen', ALL, null, 'done', ['assign * op-1']],
    [
      'closed when that is the usual choice',
      { ...ALL, after: ['close'] },
      null,
      'done',
      ['assign * op-1', 'close *'],
    ],
    ['nobody’s when somebody would have to be named', { ...ALL, after: ['hand-over'] }, null, 'none', []],
    ['left alone where the host offers nothing', { ...ALL, after: [] }, null, 'none', []],
    [
      'handed to an operator by assigning, where the host knows no hand-over',
      { after: ['hand-over'] },
      handOver(IRINA),
      'done',
      ['assign * op-2'],
    ],
  ]
  it.each(cases)('the session is %s', async (_what, extras, after, routing, deeds) => {
    stand.host(extras)
    const body = plain(world, { after })
    const answer = await startSession(stand.a, olga, body)
    expect(answer).toMatchObject({ state: 'sent', routing, failure: null })
    expect(deedsOn(world, answer.sessionId)).toEqual(
      deeds.map((deed) => deed.replace('*', answer.sessionId ?? '')),
    )
    const name =
      after?.kind === 'close' || deeds.length > 1
        ? 'close'
        : after?.kind === 'hand-over'
          ? 'hand-over'
          : 'assign'
    expect(await stepsOf(stand.a, body)).toEqual([
      'check free-form',
      'send accepted',
      'find sent',
      ...(routing === 'done' ? [`${name} done`] : []),
    ])
  })

  it('what the host cannot do is refused before anything is sent', async () => {
    for (const after of [{ kind: 'close' }, handOver()] satisfies WireAfter[]) {
      stand.host({ after: ['assign-to-me'] })
      const body = plain(world, { after })
      const { state, reasons } = await startSession(stand.a, olga, body)
      expect([state, reasons.map(({ code }) => code), stand.delivered(body)]).toEqual([
        'refused',
        ['after-not-offered'],
        0,
      ])
    }
  })

  it('nothing follows a letter that is sent as finished, and nothing may be chosen (R-AFTER-2)', async () => {
    stand.host({ ...ALL, channels: { email: { finished: true } } })
    expect(await startSession(stand.a, olga, plain(world, { channel: 'email' }))).toMatchObject({
      state: 'sent',
      routing: 'none',
    })
    const chosen = await startSession(stand.a, olga, {
      ...plain(world, { channel: 'email' }),
      after: { kind: 'close' },
    })
    expect(chosen.reasons).toMatchObject([{ code: 'after-not-offered' }])
  })

  it('a supervisor does not take the session, unless they are an operator too (R-AFTER-3)', async () => {
    stand.host({ ...ALL, after: ['assign-to-me'] })
    expect(await startSession(stand.a, denis, plain(world))).toMatchObject({ state: 'sent', routing: 'none' })
    const mine = await startSession(stand.a, denis, plain(world, { after: { kind: 'assign-to-me' } }))
    expect(mine.reasons).toMatchObject([{ code: 'after-not-offered' }])
  })

  it('tells where it went and what was to follow', async () => {
    const body = plain(world, { after: handOver(GROUP, 'Please') })
    expect(await startSession(stand.a, olga, body)).toMatchObject({
      lineId: 'line-1',
      channel: 'whatsapp',
      address: body.address,
      after: { kind: 'hand-over', target: 'Second line' },
      attachments: [],
    })
  })
})
