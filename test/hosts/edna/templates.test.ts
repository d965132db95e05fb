import { describe, expect, test } from 'vitest'
import { renderTemplate, templateText, type Template } from '../../../src/domain/template.ts'
import { failureOf, messageToPavel } from '../../contract/steps.ts'
import { demoStand, onLine } from './stand.ts'

const stand = demoStand()

const valuesFor = ({ variables }: Template) =>
  Object.fromEntries(variables.map(({ name }, at) => [name, `V${at + 1}`]))

describe('the catalogue of the demo', () => {
  test('has templates of every kind that may be sent, and none that may not (R-TPL-4)', async () => {
    const host = stand.host()
    const { line } = await onLine(host, 'line-1')
    const found = await host.templates!.list(line, 'whatsapp')
    const counts = found.map(({ variables }) => variables.filter(({ part }) => part === 'body').length)
    expect(counts).toEqual(expect.arrayContaining([0, 1, 2, 4]))
    const parts = new Set(found.flatMap(({ variables }) => variables.map(({ part }) => part)))
    expect(parts).toEqual(new Set(['header', 'body', 'button']))
    expect(new Set(found.map(({ language }) => language)).size).toBeGreaterThan(2)
    expect(new Set(found.map(({ category }) => category)).size).toBeGreaterThan(2)
    const names = found.map(({ name }) => name)
    for (const name of ['autumn_sale', 'locked_text', 'pending_text', 'price_list'])
      expect(names).not.toContain(name)
  })

  test('is empty on one line, where nothing but a template may be sent (R-TPL-3)', async () => {
    const host = stand.host()
    const { line, address } = await onLine(host, 'line-5')
    expect(await host.templates!.list(line, 'whatsapp')).toEqual([])
    // Pavel has written to the other number, which opens no window here.
    const account = {
      id: null,
      contactId: 'c-1',
      channel: 'whatsapp',
      address,
      source: 'phone-field',
    } as const
    expect(await host.reach!.facts(account, line)).toMatchObject({ lastInboundAt: null })
    expect(host.policy.channels.whatsapp?.templates).toEqual({ typed: true })
  })
})

test.each(['line-1', 'line-6'])(
  'every template of %s arrives as it was shown, buttons too (R-TPL-5)',
  async (lineId) => {
    const host = stand.host()
    const { line, channel } = await onLine(host, lineId)
    const templates = await host.templates!.list(line, channel)
    expect(templates.length).toBeGreaterThan(1)
    for (const template of templates) {
      const variables = valuesFor(template)
      const shown = renderTemplate(template, variables)
      const request = await onLine(host, lineId, {
        text: templateText(shown),
        template: { id: template.id, variables },
      })
      const receipt = await host.sender.send(request)
      expect(stand.engine().store.deliveries.at(-1)).toMatchObject({
        channel,
        text: templateText(shown),
        template: { header: shown.header, body: shown.body, footer: shown.footer, buttons: shown.buttons },
      })
      expect(await host.sender.find(request, receipt)).toMatchObject({ state: 'sent' })
    }
  },
)

test('Viber’s own places are variables in their order', async () => {
  const host = stand.host()
  const { line } = await onLine(host, 'line-6')
  const [template] = await host.templates!.list(line, 'viber')
  expect(template).toMatchObject({
    body: 'Заказ {{1}} готов, {{2}}. Ждём вас!',
    variables: [
      { name: '1', kind: 'text', example: '15' },
      { name: '2', kind: 'text', example: 'Олег' },
    ],
  })
})

describe('an approved text that is typed (R-TPL-3)', () => {
  const typed = { header: 'Northwind', footer: 'Partners' }
  const approved = { text: 'Good day! Your documents are ready.', typed }

  test('goes out as content and is found again, though no catalogue shows it', async () => {
    const host = stand.host()
    const request = await onLine(host, 'line-5', approved)
    const receipt = await host.sender.send(request)
    expect(stand.engine().store.deliveries.at(-1)).toMatchObject({
      template: { header: 'Northwind', body: approved.text, footer: 'Partners', approved: true },
    })
    const own = stand.engine().store.messages.at(-1)!
    expect(await host.sender.find(request, receipt)).toMatchObject({
      state: 'sent',
      sessionId: own.sessionId,
    })
    expect(await host.sender.find(request, null)).toMatchObject({ state: 'sent' })
  })

  test.each([
    ['another text', { text: 'Good day! Your documents are nearly ready.' }],
    ['another header', { typed: { ...typed, header: 'North wind' } }],
    ['no footer', { typed: { ...typed, footer: null } }],
  ])('that is not word for word as approved is taken and not delivered: %s', async (_, patch) => {
    const host = stand.host()
    const before = stand.engine().store.deliveries.length
    const request = await onLine(host, 'line-5', { ...approved, ...patch })
    const receipt = await host.sender.send(request)
    expect(stand.engine().store.deliveries).toHaveLength(before)
    expect(stand.engine().store.messages.at(-1)).toMatchObject({
      status: 'failed',
      failure: { code: 'not-template-match' },
    })
    expect(await host.sender.find(request, receipt)).toMatchObject({ state: 'failed' })
  })

  test('may be refused at once, and then nothing happened', async () => {
    await stand.profile({ mismatch: 'at-once' })
    const host = stand.host()
    const before = stand.engine().store.messages.length
    const error = await failureOf(host.sender.send(await onLine(host, 'line-5', { ...approved, text: 'Hi' })))
    expect(error).toMatchObject({
      code: 'bad-request',
      happened: 'no',
      hostText: 'matched-template-not-found',
    })
    expect(stand.engine().store.messages).toHaveLength(before)
    await stand.profile({ mismatch: 'later' })
  })

  test('goes out once under one mark (R-ONCE-1)', async () => {
    const host = stand.host()
    const request = await onLine(host, 'line-5', approved)
    await host.sender.send(request)
    const known = stand.engine().store.deliveries.length
    await host.sender.send(request)
    expect(stand.engine().store.deliveries).toHaveLength(known)
  })

  test('of another channel goes as one text, its parts on lines of their own', async () => {
    const host = stand.host(undefined, { pulse: null })
    await host.sender.send(await onLine(host, 'line-5', approved))
    expect(stand.engine().store.deliveries.at(-1)).toMatchObject({
      text: `Northwind\n${approved.text}\nPartners`,
    })
  })
})

test('plain words outside the window are delivered only where they are an approved text (R-WIN-1)', async () => {
  stand.engine().advanceClock(48 * 60 * 60 * 1000)
  const host = stand.host()
  await host.sender.send(await onLine(host, 'line-5', { text: 'Good day!' }))
  expect(stand.engine().store.messages.at(-1)).toMatchObject({ failure: { code: 'not-template-match' } })
  const approved = 'Good day! We have news about your request. Shall we go on?'
  await host.sender.send(await messageToPavel(host, { text: approved }))
  expect(stand.engine().store.deliveries.at(-1)).toMatchObject({ text: approved })
})
