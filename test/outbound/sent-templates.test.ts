import * as fc from 'fast-check'
import { describe, expect, it, onTestFinished } from 'vitest'
import { HostError } from '../../src/hosts/errors.ts'
import { startSession } from '../../src/outbound/index.ts'
import type { WireStartSession } from '../../src/wire/requests.ts'
import type { Extras } from './fake-extras.ts'
import { formStand } from './form-stand.ts'
import { olga } from './replicas.ts'
import { FILLED, ORDER, ORDER_TEXT, plain } from './whole-form.ts'

const stand = formStand()
const { world } = stand
const TEMPLATES: Extras = { templates: [ORDER], channels: { whatsapp: { templates: { typed: true } } } }
/** Nobody wrote, so only a template may be sent. */
const CLOSED: Extras = {
  ...TEMPLATES,
  channels: { whatsapp: { templates: { typed: true }, windowMs: 24 * 3600_000 } },
  facts: { lastInboundAt: null, blocked: false, enabled: true },
}

const filled = { text: '', template: FILLED }
const without = (name: string, value = '') => ({
  text: '',
  template: { ...FILLED, variables: { ...FILLED.variables, [name]: value } },
})

describe('templates', () => {
  const long = 'x'.repeat(62)
  const cases: [string, Extras, Partial<WireStartSession>, string[]][] = [
    ['R-TPL-1: typing is refused when a template is required', CLOSED, {}, ['template-required']],
    ['R-TPL-1: a template is sent', CLOSED, filled, []],
    ['R-TPL-2: one may type', TEMPLATES, {}, []],
    ['R-TPL-2: one may choose a template', TEMPLATES, filled, []],
    ['R-TPL-2: a host without templates takes none', {}, filled, ['template-not-taken']],
    ['R-TPL-3: an approved text is typed', CLOSED, { typed: { header: 'H', footer: null } }, []],
    [
      'R-TPL-3: header and footer have 61 characters at most',
      CLOSED,
      { typed: { header: long, footer: long } },
      ['header-too-long', 'footer-too-long'],
    ],
    [
      'R-TPL-3: a typed one needs words',
      CLOSED,
      { text: ' ', typed: { header: 'H', footer: null } },
      ['empty-message'],
    ],
    [
      'R-TPL-3: typing is not for every channel',
      { ...CLOSED, channels: { whatsapp: { templates: { typed: false }, windowMs: 1 } } },
      { typed: { header: null, footer: null } },
      ['template-not-taken'],
    ],
    [
      'R-TPL-4: one that may not be sent now is refused',
      { ...CLOSED, templates: [] },
      filled,
      ['template-unknown'],
    ],
    ['R-TPL-5: a text is missing', CLOSED, without('name', '  '), ['variable-missing']],
    ['R-TPL-5: a header variable counts', CLOSED, without('number'), ['variable-missing']],
    ['R-TPL-5: a variable of a button counts', CLOSED, without('code'), ['variable-missing']],
    ['R-TPL-5: a value that is not in the list', CLOSED, without('shop', 'West'), ['variable-wrong']],
    ['R-TPL-5: a date that is none', CLOSED, without('day', 'tomorrow'), ['variable-wrong']],
  ]
  it.each(cases)('%s', async (_rule, extras, more, expected) => {
    stand.host(extras)
    expect(await stand.codes(plain(world, more))).toEqual(expected)
  })

  it('are what the customer reads: filled for the journal, with their values for the host (R-TPL-5)', async () => {
    stand.host(CLOSED)
    const body = plain(world, { text: '', template: FILLED })
    expect(await startSession(stand.a, olga, body)).toMatchObject({
      state: 'sent',
      text: ORDER_TEXT,
      address: body.address,
    })
    expect(stand.requestOf(body)).toMatchObject({ text: ORDER_TEXT, template: FILLED })
  })

  it('typed by hand are shown whole, and their body is the text (R-TPL-3)', async () => {
    stand.host(CLOSED)
    const typed = { header: 'Order 15', footer: 'The shop' }
    const body = plain(world, { text: 'It is ready.', typed })
    expect((await startSession(stand.a, olga, body)).text).toBe('Order 15\nIt is ready.\nThe shop')
    expect(stand.requestOf(body)).toMatchObject({ text: 'It is ready.', typed })
  })

  it('on a line whose rules nobody confirmed are not taken, and free text is (R-RULES-1)', async () => {
    stand.host(TEMPLATES)
    const { lines } = world
    onTestFinished(() => void (world.lines = lines))
    world.lines = lines.map((line) =>
      line.id === 'line-1'
        ? { ...line, unconfirmed: [{ channel: 'whatsapp', what: 'template-rules' }] }
        : line,
    )
    expect(await stand.codes(plain(world, { text: '', template: FILLED }))).toEqual(['template-not-taken'])
    expect(await stand.codes(plain(world))).toEqual([])
  })

  it('whose catalogue cannot be read fail the operation, and nothing is sent', async () => {
    const broken = new HostError('No.', { code: 'host-broken', kind: 'fix-setup', happened: 'no' })
    stand.host({ ...CLOSED, templates: broken })
    const body = plain(world, { text: '', template: FILLED })
    expect(await startSession(stand.a, olga, body)).toMatchObject({
      state: 'failed',
      failure: { code: 'host-broken' },
    })
    expect(stand.requestOf(body)).toBeUndefined()
  })

  it('are sent only when every variable has its value, whatever was left out (R-TPL-5)', async () => {
    stand.host(CLOSED)
    const names = ORDER.variables.map(({ name }) => name)
    await fc.assert(
      fc.asyncProperty(fc.subarray(names), async (given) => {
        const variables = Object.fromEntries(
          Object.entries(FILLED.variables).filter(([name]) => given.includes(name)),
        )
        const found = await stand.codes(plain(world, { text: '', template: { id: ORDER.id, variables } }))
        expect(found).toEqual(names.filter((name) => !given.includes(name)).map(() => 'variable-missing'))
      }),
      { numRuns: 12 },
    )
  })
})
