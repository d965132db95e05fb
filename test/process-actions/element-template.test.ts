import { describe, expect, it } from 'vitest'
import { elementTemplate, type ElementTemplate } from '../../process-actions/element-template.ts'
import { initiativeMessage } from '../../process-actions/initiative-message/definition.ts'
import { StepInputSchema } from '../../process-actions/initiative-message/schemas.ts'
import { DIAGRAM } from '../../src/sandbox/process/diagram.ts'
import { FAKE, fakeHost } from '../gateway/fake-host.ts'
import { testGateway } from '../gateway/setup.ts'
import { judgeElementTemplate } from '../setup/judges.ts'

const ADDRESS = 'https://firstline.example/v1/process-actions/initiative-message'
const made = (locale: 'en' | 'ru') =>
  elementTemplate(initiativeMessage, { locale, url: ADDRESS, version: '1.2.3' })
const boundTo = ({ properties }: ElementTemplate, name: string) =>
  properties.find(({ binding }) => (binding as { name?: string }).name === name)

/** What the connector posts when a designer has filled these in: a dotted name is a place in the body. */
function bodyOf(template: ElementTemplate, filled: Readonly<Record<string, unknown>>): object {
  const body: Record<string, unknown> = {}
  for (const { binding, value } of template.properties) {
    const { name = '' } = binding as { name?: string }
    const given = filled[name.replace(/^body\./, '')] ?? value
    if (!name.startsWith('body.') || given === undefined || given === '') continue
    const [last = '', ...path] = name.split('.').slice(1).toReversed()
    let place = body
    for (const step of path.toReversed()) place = (place[step] ??= {}) as Record<string, unknown>
    place[last] = given
  }
  return body
}

describe('the element template of the step', () => {
  it.each(['en', 'ru'] as const)(
    'is one by the official schema (%s), with every input of the step',
    (locale) => {
      const template = made(locale)
      expect(judgeElementTemplate(template)).toMatchObject({ valid: true })
      expect(judgeElementTemplate({ ...template, groups: 'all' })).toMatchObject({ valid: false })
      const fields = initiativeMessage.layout.flatMap((group) => group.fields)
      for (const { input, title } of fields)
        expect(boundTo(template, `body.${input}`)).toMatchObject({ label: title[locale] })
      expect(template).toMatchObject({ name: initiativeMessage.title[locale], version: 1_002_003 })
    },
  )

  it('left as it is but for what is required, makes a body that the step takes', () => {
    const filled = {
      operationId: 'run-7:notify',
      line: 'line-1',
      'to.contactId': 'c-1',
      'message.text': 'Your order is ready',
    }
    const body = StepInputSchema.parse(bodyOf(made('en'), filled))
    expect(body).toEqual(
      StepInputSchema.parse({
        operationId: 'run-7:notify',
        line: 'line-1',
        to: { contactId: 'c-1' },
        message: { text: 'Your order is ready' },
      }),
    )
  })

  it('offers what the step knows and nothing else', () => {
    for (const { binding, choices = [] } of made('en').properties) {
      const input = ((binding as { name?: string }).name ?? '').replace(/^body\./, '')
      const values = (choices as { value: string }[])
        .map(({ value }) => value)
        .filter((value) => value !== '')
      for (const value of values) {
        const given: unknown = value.startsWith('=') ? JSON.parse(value.slice(1)) : value
        expect(StepInputSchema.shape).toHaveProperty(input)
        const whole = {
          operationId: 'r',
          line: 'l',
          to: { contactId: 'c' },
          message: { text: 't' },
          [input]: given,
        }
        expect(StepInputSchema.safeParse(whole).error).toBeUndefined()
      }
    }
  })

  it('has a place for everything that the diagram of the sandbox fills in', () => {
    const inputs = [...DIAGRAM.matchAll(/<firstline:input name="([^"]+)"/g)].map(([, name]) => name)
    expect(inputs.length).toBeGreaterThan(5)
    expect(inputs.filter((name) => !boundTo(made('en'), `body.${name}`))).toEqual([])
  })
})

describe('the gateway', () => {
  it('gives it out with its own address, in the language that is asked for', async () => {
    const gateway = await testGateway(FAKE, {}, { openHost: fakeHost() })
    const path = '/v1/process-actions/initiative-message/element-template.json'
    const { json: template } = await gateway.ask('GET', `${path}?locale=ru`)
    expect(boundTo(template, 'url')).toMatchObject({
      value: `${gateway.url}/v1/process-actions/initiative-message`,
    })
    expect(template).toMatchObject({ name: 'Инициативное сообщение' })
    expect(judgeElementTemplate(template)).toMatchObject({ valid: true })
    expect((await gateway.ask('GET', path, { headers: { 'accept-language': 'en' } })).json).toMatchObject({
      name: 'Initiative message',
    })
  })
})
