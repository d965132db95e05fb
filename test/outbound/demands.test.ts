import { describe, expect, it } from 'vitest'
import { startSession } from '../../src/outbound/index.ts'
import type { WireStartSession } from '../../src/wire/requests.ts'
import { FILES, type Extras } from './fake-extras.ts'
import { formStand } from './form-stand.ts'
import { olga } from './replicas.ts'
import { plain } from './whole-form.ts'

const stand = formStand()
const { world } = stand
const MAIL: Extras = {
  channels: { email: { attachments: FILES, blindCopy: true, subject: 'required' } },
  startFields: [
    {
      id: 'f-1',
      known: null,
      label: 'Order number',
      kind: 'number',
      required: true,
      choices: [],
      initial: null,
    },
    {
      id: 'f-2',
      known: 'priority',
      label: 'Priority',
      kind: 'list',
      required: true,
      choices: [{ id: '1', name: 'Usual' }],
      initial: '1',
    },
  ],
}

const letter = (more: Partial<WireStartSession> = {}) =>
  plain(world, { channel: 'email', subject: 'Your order', fields: { 'f-1': '15' }, ...more })

describe('a letter', () => {
  it.each<[string, Partial<WireStartSession>, string[]]>([
    ['R-MAIL-1: with its subject', {}, []],
    ['R-MAIL-2: without a subject', { subject: null }, ['subject-missing']],
    ['R-MAIL-2: without a required field', { fields: {} }, ['field-missing']],
    ['R-MAIL-2: with a field that does not fit', { fields: { 'f-1': 'many' } }, ['field-wrong']],
    ['R-MAIL-2: with a field that nobody asked for', { fields: { 'f-1': '1', x: 'y' } }, ['field-wrong']],
    ['R-MAIL-1: with blind copies', { blindCopy: ['boss@example.com'] }, []],
    ['R-MAIL-1: with a blind copy to no address', { blindCopy: ['boss'] }, ['blind-copy-malformed']],
  ])('%s', async (_rule, more, expected) => {
    stand.host(MAIL)
    expect(await stand.codes(letter(more))).toEqual(expected)
  })

  it('takes what the host’s own form would show where a required field was left out (R-MAIL-2)', async () => {
    stand.host(MAIL)
    const body = letter({ blindCopy: ['boss@example.com'] })
    await startSession(stand.a, olga, body)
    expect(stand.requestOf(body)).toMatchObject({
      fields: { 'f-1': '15', 'f-2': '1' },
      blindCopy: ['boss@example.com'],
    })
  })

  it('has no blind copy where the host takes none (R-MAIL-1)', async () => {
    const body = plain(world, { channel: 'email', subject: 'S', blindCopy: ['boss@example.com'] })
    expect(await stand.codes(body)).toEqual(['blind-copy-not-taken'])
  })
})

describe('tags (R-TAG-1)', () => {
  it('are demanded where the host demands them, and go with the message', async () => {
    stand.host({ tags: { required: true, names: ['sale'] } })
    expect(await stand.codes(plain(world))).toEqual(['tag-missing'])
    const body = plain(world, { tags: ['sale'] })
    expect(await stand.codes(body)).toEqual([])
    expect(stand.requestOf(body)?.tags).toEqual(['sale'])
    stand.host({ tags: { required: false, names: ['sale'] } })
    expect(await stand.codes(plain(world))).toEqual([])
  })
})
