import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { card, IRINA, minutesAgo, PAVEL, session } from '../../widget/stories/people.ts'
import { reason, refused, way, WAYS } from '../../widget/stories/ways.ts'
import { json } from './fake-gateway.ts'
import { answer, send, TEXT, write, startFormKit, type FormKit } from './form-kit.ts'
import { eventually } from '../setup/eventually.ts'

let kit: FormKit
beforeAll(async () => {
  kit = await startFormKit()
})
afterEach(() => kit.newPage())
afterAll(() => kit.stop())

describe('when something changes meanwhile', () => {
  it('says who opened a session, goes there, and keeps the draft (R-OPEN-4)', async () => {
    const facts = { operatorId: IRINA.id, operator: IRINA.name, openedAt: minutesAgo(1), line: 'Support' }
    const race = reason('open-session', { kind: 'open-session', sessionId: 's-9' }, facts)
    kit.gateway.scenes.set('race', { card: card() })
    kit.gateway.on('POST /sessions', (body) =>
      json(answer(body, { state: 'refused', sessionId: null, reasons: [race] })),
    )
    const form = await kit.openForm('race')
    await form.getByRole('radio', { name: /WhatsApp/ }).click()
    await write(form, TEXT)
    kit.gateway.on('GET /ways', () =>
      json({ contact: PAVEL, ways: [way({ verdict: refused(race) }), ...WAYS.slice(1)] }),
    )
    await send(form).click()
    await form.getByText(/Not sent\..*with Irina Belova/s).waitFor()
    kit.gateway.on('GET /contacts/c-1/sessions', () =>
      json({ items: [session({ id: 's-9', operatorName: IRINA.name })], next: null }),
    )
    await form.getByRole('button', { name: 'Go to the session' }).last().click()
    await form.waitFor({ state: 'hidden' })
    await kit.page.getByRole('heading', { name: 'Support · WhatsApp' }).waitFor()
    await eventually(() => expect(kit.drafts().at(-1)).toMatchObject({ text: TEXT }))
    expect(kit.drafts().at(-1)?.['operationId']).not.toBe(kit.sent('/sessions')[0]?.['operationId'])
  })

  it('sends into the session that is open, where the person may', async () => {
    const race = reason('open-session', { kind: 'open-session', sessionId: 's-1' })
    kit.gateway.on('POST /sessions', (body) =>
      json(answer(body, { state: 'refused', sessionId: null, reasons: [race] })),
    )
    kit.gateway.on('POST /sessions/s-1/messages', (body) => json(answer(body)))
    const form = await kit.openForm('many')
    await write(form, TEXT)
    await send(form).click()
    await form.getByRole('button', { name: 'Send it there' }).click()
    await form.waitFor({ state: 'hidden' })
    expect(kit.sent('/sessions/s-1/messages')).toHaveLength(1)
  })

  it('shows the end that only the live stream knew', async () => {
    kit.gateway.on('POST /sessions', (body) => json(answer(body, { state: 'sending', sessionId: null }), 202))
    const form = await kit.openForm('many')
    await write(form, TEXT)
    await send(form).click()
    await form.getByRole('button', { name: 'Sending' }).waitFor()
    await kit.gateway.tell({ kind: 'operation', operation: answer(kit.sent('/sessions')[0]) })
    await form.waitFor({ state: 'hidden' })
    expect(kit.gateway.asked.some(({ path }) => path.startsWith('/operations/'))).toBe(false)
  })
})

describe('finding somebody else', () => {
  it('drops an answer to what is no longer typed', async () => {
    const { promise, resolve } = Promise.withResolvers<void>()
    kit.gateway.on('GET /contacts', async (_body, search) => {
      if (new URLSearchParams(search).get('query') === 'Iva') await promise
      const name = new URLSearchParams(search).get('query') === 'Iva' ? 'Ivan the first' : 'Ivanova Anna'
      return json({ items: [{ id: name, name }], next: null })
    })
    const form = await kit.openForm('many')
    await form.getByRole('button', { name: 'Another customer' }).click()
    const search = form.getByRole('combobox', { name: 'Customer' })
    await search.fill('Iva')
    await eventually(() =>
      expect(kit.gateway.asked.filter(({ path }) => path === '/contacts')).toHaveLength(1),
    )
    await search.fill('Ivanova')
    await form.getByRole('option', { name: 'Ivanova Anna' }).waitFor()
    const late = kit.page.waitForResponse((response) => response.url().endsWith('query=Iva'))
    resolve()
    await (await late).finished()
    expect(await form.getByRole('listbox').getByRole('option').allInnerTexts()).toEqual(['Ivanova Anna'])
  })

  it('asks nothing before three characters, and picks by keyboard', async () => {
    kit.gateway.on('GET /contacts', () => json({ items: [{ id: 'c-2', name: 'Anna Kovaleva' }], next: null }))
    kit.gateway.on('GET /contacts/c-2/ways', () =>
      json({ contact: { id: 'c-2', name: 'Anna Kovaleva' }, ways: [way({ address: '+79990000000' })] }),
    )
    const form = await kit.openForm('many')
    await form.getByRole('button', { name: 'Another customer' }).click()
    await kit.page.keyboard.type('An')
    await form.getByText('Write at least three characters.').waitFor()
    await kit.page.keyboard.type('n')
    await form.getByRole('option', { name: 'Anna Kovaleva' }).waitFor()
    await kit.page.keyboard.press('ArrowDown')
    await kit.page.keyboard.press('Enter')
    await form.getByRole('radio', { name: /\+79990000000/, checked: true }).waitFor()
    expect(await form.getByRole('heading').innerText()).toBe('New session with Anna Kovaleva')
  })
})
