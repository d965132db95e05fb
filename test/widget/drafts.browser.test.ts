import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { json, problem } from './fake-gateway.ts'
import { answer, send, TEXT, write, startFormKit, type FormKit } from './form-kit.ts'
import { eventually } from '../setup/eventually.ts'

let kit: FormKit
beforeAll(async () => {
  kit = await startFormKit()
})
afterEach(() => kit.newPage())
afterAll(() => kit.stop())

describe('keeping what was written', () => {
  it('saves the draft with its operation and gives it back after closing', async () => {
    const form = await kit.openForm('many')
    await write(form, TEXT)
    await kit.page.keyboard.press('Escape')
    await form.waitFor({ state: 'hidden' })
    await eventually(() =>
      expect(kit.drafts().at(-1)).toMatchObject({ text: TEXT, contactId: 'c-1', lineId: 'line-1' }),
    )
    const kept = kit.drafts().at(-1)?.['operationId']
    await kit.page.getByRole('button', { name: 'New session' }).click()
    expect(await form.getByRole('textbox', { name: 'Message' }).inputValue()).toBe(TEXT)
    kit.gateway.on('POST /sessions', (body) => json(answer(body)))
    await send(form).click()
    await form.waitFor({ state: 'hidden' })
    expect(kit.sent('/sessions')[0]?.['operationId']).toBe(kept)
    await eventually(() =>
      expect(kit.gateway.asked).toContainEqual(expect.objectContaining({ method: 'DELETE', path: '/draft' })),
    )
  })

  it('saves what was typed last when the page goes away', async () => {
    const form = await kit.openForm('many')
    await write(form, TEXT)
    await kit.page.goto('about:blank')
    await eventually(() => expect(kit.drafts().at(-1)).toMatchObject({ text: TEXT }))
  })

  it('restores a draft of before a reload, and offers to start afresh', async () => {
    const form = await kit.openForm('draft')
    expect(await form.getByRole('textbox', { name: 'Subject' }).inputValue()).toBe('Order 7741')
    expect(await form.getByRole('radio', { name: /Email/ }).getAttribute('aria-checked')).toBe('true')
    await form.getByRole('button', { name: 'Start afresh' }).click()
    expect(await form.getByRole('textbox', { name: 'Message' }).inputValue()).toBe('')
  })

  it('does not send a draft again that was sent before the reload', async () => {
    kit.gateway.on('GET /operations/kept-operation', () =>
      json(answer({ operationId: 'kept-operation', text: TEXT })),
    )
    const form = await kit.openForm('draft')
    await form.getByText('This draft was sent already:').waitFor()
    expect(await form.getByRole('textbox', { name: 'Message' }).inputValue()).toBe('')
    await eventually(() =>
      expect(kit.gateway.asked.at(-1)).toMatchObject({ method: 'DELETE', path: '/draft' }),
    )
  })

  it('keeps everything after a lost answer and tries the same intention again', async () => {
    const form = await kit.openForm('many')
    await write(form, TEXT)
    kit.gateway.on('POST /sessions', () =>
      problem(503, { code: 'stopping', detail: 'Ask again in a few seconds.' }),
    )
    await send(form).click()
    await form.getByText('Ask again in a few seconds.').waitFor()
    expect(await form.getByRole('textbox', { name: 'Message' }).inputValue()).toBe(TEXT)
    kit.gateway.on('POST /sessions', (body) => json(answer(body)))
    await form.getByRole('button', { name: 'Try again' }).click()
    await form.waitFor({ state: 'hidden' })
    const [first, second] = kit.sent('/sessions')
    expect(first?.['operationId']).toBe(second?.['operationId'])
  })

  it('takes another intention after the first is settled as not sent', async () => {
    const failure = { code: 'host-broken', text: 'The host has a fault of its own at the moment.' }
    kit.gateway.on('POST /sessions', (body) =>
      json(answer(body, { state: 'failed', sessionId: null, failure })),
    )
    const form = await kit.openForm('many')
    await write(form, TEXT)
    await send(form).click()
    await form.getByText('The customer got nothing. Your text is kept.').waitFor()
    kit.gateway.on('POST /sessions', (body) => json(answer(body)))
    await send(form).click()
    await form.waitFor({ state: 'hidden' })
    const [first, second] = kit.sent('/sessions')
    expect(first?.['operationId']).not.toBe(second?.['operationId'])
  })

  it('explains an outcome that nobody knows and offers no second try', async () => {
    kit.gateway.on('POST /sessions', (body) => json(answer(body, { state: 'unknown', sessionId: null })))
    const form = await kit.openForm('many')
    await write(form, TEXT)
    await send(form).click()
    await form.getByText('Do not write it again yet').waitFor()
    expect(await send(form).count()).toBe(0)
    await form.getByRole('button', { name: 'Close' }).last().click()
    await kit.page.getByText('The answer was lost on the way').waitFor()
  })
})
