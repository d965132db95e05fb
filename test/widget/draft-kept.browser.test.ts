import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { WireDraft } from '../../src/wire/draft.ts'
import { card, EMPTY_DRAFT } from '../../widget/stories/people.ts'
import { email, way } from '../../widget/stories/ways.ts'
import { json, problem } from './fake-gateway.ts'
import { answer, send, startFormKit, TEXT, write, type FormKit } from './form-kit.ts'
import { eventually } from '../setup/eventually.ts'

let kit: FormKit
beforeAll(async () => {
  kit = await startFormKit()
})
afterEach(() => kit.newPage())
afterAll(() => kit.stop())

const versions = () => kit.drafts().map(({ version }) => version)
const over = () => problem(401, { code: 'context-expired', detail: 'The time of this card is over.' })
const THEIRS = 'Good day, Pavel. Your order 7741 can be collected from Thursday on.'

describe('a draft and its versions (R-ERR-1)', () => {
  it('builds each save on the one before, in order', async () => {
    const { promise, resolve } = Promise.withResolvers<void>()
    let version = 4
    kit.gateway.on('PUT /draft', async () => {
      await promise
      version += 1
      return json({ version, at: new Date().toISOString() })
    })
    const form = await kit.openForm('first-time')
    await form.getByRole('radio', { name: /WhatsApp/ }).click()
    await write(form, 'First')
    await eventually(() => expect(kit.drafts()).toHaveLength(1))
    await write(form, 'First and second')
    await kit.page.keyboard.press('Escape')
    resolve()
    await eventually(() => expect(kit.drafts()).toHaveLength(2))
    expect(kit.drafts().map(({ text }) => text)).toEqual(['First', 'First and second'])
    expect(versions()).toEqual([0, 5])
  })

  it('is not saved again only because the form was opened', async () => {
    const form = await kit.openForm('draft')
    await form.getByRole('radio', { name: /Email/, checked: true }).waitFor()
    await form.getByRole('button', { name: 'Cancel' }).click()
    await form.waitFor({ state: 'hidden' })
    await kit.page.goto('about:blank')
    expect(kit.drafts()).toHaveLength(0)
  })

  it('says that another tab has changed it, and takes that one when told to', async () => {
    const form = await kit.openForm('draft-conflict')
    await write(form, 'Mine')
    await form.getByRole('alert').getByText('This draft was changed in another tab.').waitFor()
    await write(form, 'Mine, and more')
    await form.getByRole('button', { name: 'Take that one' }).click()
    const box = form.getByRole('textbox', { name: 'Message' })
    await eventually(async () => expect(await box.inputValue()).toBe(THEIRS))
    await form.getByText('This draft was changed in another tab.').waitFor({ state: 'detached' })
    expect(kit.drafts().filter(({ text }) => text === 'Mine, and more')).toEqual([])
    await write(form, `${THEIRS} At ten.`)
    await eventually(() => expect(kit.drafts().at(-1)).toMatchObject({ version: 7 }))
  })

  it('keeps this tab’s when told to, with what was written meanwhile', async () => {
    const form = await kit.openForm('draft-conflict')
    await write(form, 'Mine')
    await form.getByText('This draft was changed in another tab.').waitFor()
    await write(form, 'Mine, and more')
    await form.getByRole('button', { name: 'Keep mine' }).click()
    await eventually(() => expect(kit.drafts().at(-1)).toMatchObject({ version: 7, text: 'Mine, and more' }))
    expect(await form.getByRole('textbox', { name: 'Message' }).inputValue()).toBe('Mine, and more')
  })

  it('never overwrites the other tab’s silently, not even when the page goes away', async () => {
    const form = await kit.openForm('draft-conflict')
    await write(form, 'Mine')
    await form.getByText('This draft was changed in another tab.').waitFor()
    const before = kit.drafts().length
    await write(form, 'Mine, and more')
    await kit.page.goto('about:blank')
    expect(kit.drafts()).toHaveLength(before)
  })

  it('says so while it cannot be saved, and saves it with the next words', async () => {
    kit.gateway.on('PUT /draft', () => problem(503, { code: 'stopping', detail: 'Ask again.' }))
    const form = await kit.openForm('many')
    await write(form, 'First')
    await form.getByText('The draft could not be saved yet: it is only here.').waitFor()
    kit.gateway.on('PUT /draft', () => json({ version: 1, at: new Date().toISOString() }))
    await write(form, 'First and second')
    await form.getByText('The draft could not be saved yet').waitFor({ state: 'detached' })
    expect(kit.drafts().at(-1)).toMatchObject({ text: 'First and second' })
  })
})

describe('a context that ends while somebody writes (R-ERR-1)', () => {
  it('is told, with the text kept, while the page has no other; with another one the same message leaves', async () => {
    const form = await kit.openForm('many')
    kit.gateway.on('PUT /draft', over)
    kit.gateway.on('POST /sessions', over)
    // The page has only the old one to give.
    await kit.page.evaluate(() => {
      document.addEventListener('firstline-context-needed', (event) => {
        const { use } = (event as CustomEvent<{ use(token: string): void }>).detail
        use(document.body.dataset['context'] ?? 'story')
      })
    })
    await write(form, TEXT)
    await form.getByText('The draft could not be saved yet: it is only here.').waitFor()
    await send(form).click()
    await form.getByText('The time of this card is over.').waitFor()
    expect(await form.getByRole('textbox', { name: 'Message' }).inputValue()).toBe(TEXT)

    let refused = 0
    kit.gateway.on('POST /sessions', (body) => {
      refused += 1
      return refused === 1 ? over() : json(answer(body))
    })
    await kit.page.evaluate(() => (document.body.dataset['context'] = 'renewed'))
    await form.getByRole('button', { name: 'Try again' }).click()
    await form.waitFor({ state: 'hidden' })
    const asked = kit.sent('/sessions')
    expect(asked).toHaveLength(3)
    expect(new Set(asked.map(({ operationId, text }) => `${String(operationId)} ${String(text)}`)).size).toBe(
      1,
    )
    expect(asked[0]).toMatchObject({ text: TEXT })
  })
})

describe('everything of the form', () => {
  const full: WireDraft = {
    ...EMPTY_DRAFT,
    version: 3,
    contactId: 'c-1',
    lineId: 'line-2',
    channel: 'email',
    address: 'p.serov@example.com',
    subject: 'Order 7741',
    text: TEXT,
    attachments: [{ id: 'f-1', name: 'offer.pdf', type: 'application/pdf', size: 240_000 }],
    blindCopy: 'archive@example.com',
    tags: ['delivery'],
    fields: { department: 'd-2' },
    after: { kind: 'close' },
  }
  const offers = {
    attachments: { formats: null, maxBytes: null, maxTotalBytes: null, maxCount: null, alone: true },
    blindCopy: true,
    tags: { required: true, names: ['delivery', 'claim'] },
    fields: [
      {
        id: 'department',
        known: 'department' as const,
        label: 'Department',
        kind: 'list' as const,
        required: true,
        choices: [
          { id: 'd-1', name: 'Sales' },
          { id: 'd-2', name: 'Delivery' },
        ],
        initial: null,
      },
    ],
    after: ['assign-to-me' as const, 'close' as const],
  }

  it('comes back from the draft and leaves with the message', async () => {
    kit.scene('full', { card: card({ draft: full, ways: [way({}), email()] }), offersOn: { email: offers } })
    kit.gateway.on('POST /sessions', (body) => json(answer(body, { sessionId: null })))
    const form = await kit.openForm('full')
    await form.getByText('offer.pdf').waitFor()
    await send(form).click()
    await form.waitFor({ state: 'hidden' })
    expect(kit.sent('/sessions')[0]).toMatchObject({
      operationId: 'kept-operation',
      subject: 'Order 7741',
      text: TEXT,
      attachments: ['f-1'],
      blindCopy: ['archive@example.com'],
      tags: ['delivery'],
      fields: { department: 'd-2' },
      after: { kind: 'close' },
    })
  })

  it('is kept when another way does not take it, and not sent there', async () => {
    kit.scene('full', { card: card({ draft: full, ways: [way({}), email()] }), offersOn: { email: offers } })
    kit.gateway.on('POST /sessions', (body) => json(answer(body)))
    const form = await kit.openForm('full')
    await form.getByText('offer.pdf').waitFor()
    await form.getByRole('radio', { name: /WhatsApp/ }).click()
    await eventually(() =>
      expect(kit.drafts().at(-1)).toMatchObject({
        channel: 'whatsapp',
        tags: ['delivery'],
        blindCopy: full.blindCopy,
      }),
    )
    await send(form).click()
    // The file is there to be seen, so it is not left behind unasked.
    await eventually(async () => expect(await form.getByText('This channel takes no files').count()).toBe(1))
    expect(kit.sent('/sessions')).toHaveLength(0)
  })
})
