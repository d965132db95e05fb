import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { card } from '../../widget/stories/people.ts'
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

describe('composing', () => {
  it('takes three clicks from the card to a sent message for who knows what to write', async () => {
    kit.gateway.on('POST /sessions', (body) => json(answer(body)))
    await kit.page.goto(kit.gateway.page('many'))
    await kit.page.getByRole('button', { name: 'New session' }).click()
    const form = kit.page.getByRole('dialog')
    const box = form.getByRole('textbox', { name: 'Message' })
    await eventually(async () => expect(await box.evaluate((one) => one.matches(':focus'))).toBe(true))
    await kit.page.keyboard.type(TEXT)
    await send(form).click()
    await form.waitFor({ state: 'hidden' })
    expect(kit.sent('/sessions')[0]).toMatchObject({ channel: 'whatsapp', text: TEXT })
  })

  it('demands a subject where the channel does, tied to its field, and puts the focus there (R-MAIL-1, R-MAIL-2)', async () => {
    kit.scene('letter', { card: card({ ways: [email({ subject: 'required' })] }) })
    const form = await kit.openForm('letter')
    await send(form).click()
    const subject = form.getByRole('textbox', { name: 'Subject' })
    await eventually(async () => expect(await subject.evaluate((one) => one.matches(':focus'))).toBe(true))
    expect(await subject.getAttribute('aria-required')).toBe('true')
    expect(await subject.getAttribute('aria-invalid')).toBe('true')
    const fault = await subject.getAttribute('aria-describedby')
    expect(await form.locator(`#${fault}`).innerText()).toBe('A letter needs a subject.')
    const text = form.getByRole('textbox', { name: 'Message' })
    expect(await form.locator(`#${await text.getAttribute('aria-describedby')}`).innerText()).toBe(
      'The message is empty.',
    )
    await subject.fill('Order 7741')
    await form.getByText('A letter needs a subject.').waitFor({ state: 'detached' })
    expect(await subject.getAttribute('aria-invalid')).toBe('false')
  })

  it('has no subject where the channel has none (R-MAIL-1)', async () => {
    kit.scene('chat', { card: card({ ways: [way({})] }) })
    const form = await kit.openForm('chat')
    expect(await form.getByRole('textbox', { name: 'Subject' }).count()).toBe(0)
  })

  it('counts near the limit and refuses above it (R-TEXT-1)', async () => {
    const form = await kit.openForm('many')
    await write(form, 'a'.repeat(1500))
    expect(await form.getByText(/left$/).count()).toBe(0)
    await write(form, 'a'.repeat(1990))
    await form.getByText('10 left').waitFor()
    await write(form, 'a'.repeat(2001))
    await form.getByText('1 too many').waitFor()
    await send(form).click()
    await form.getByRole('alert').getByText('The text has 2,001 characters').waitFor()
    expect(kit.sent('/sessions')).toHaveLength(0)
  })

  it('lets the browser spell in the language that is written', async () => {
    const form = await kit.openForm('many')
    const box = form.getByRole('textbox', { name: 'Message' })
    await box.fill('Добрый день, Pavel')
    expect(await box.getAttribute('lang')).toBe('ru')
    await box.fill('Good day, Павел!')
    expect(await box.getAttribute('lang')).toBe('en')
    expect(await box.getAttribute('spellcheck')).toBe('true')
  })

  it('demands a template where only one may go, and sends nothing without (R-TPL-1)', async () => {
    const form = await kit.openForm('template-required')
    await form.getByRole('radio', { checked: true }).waitFor()
    expect(await form.getByRole('textbox', { name: 'Message' }).count()).toBe(0)
    await kit.page.keyboard.press('Control+Enter')
    await form.getByRole('alert').waitFor()
    expect(kit.sent('/sessions')).toHaveLength(0)
  })

  it('still sends a plain message when it cannot learn what else may go, and says so (R-ERR-1)', async () => {
    kit.gateway.on('GET /offers', () => problem(503, { code: 'host-unreachable', detail: 'Not now.' }))
    kit.gateway.on('POST /sessions', (body) => json(answer(body)))
    const form = await kit.openForm('many')
    await form.getByText(/could not learn what may be sent this way\. Not now\./).waitFor()
    await write(form, TEXT)
    await kit.page.keyboard.press('Control+Enter')
    await form.waitFor({ state: 'hidden' })
    expect(kit.sent('/sessions')).toHaveLength(1)
  })

  it('puts the focus back where it was when nothing was sent', async () => {
    const failure = { code: 'host-broken', text: 'The host has a fault of its own.' }
    kit.gateway.on('POST /sessions', (body) =>
      json(answer(body, { state: 'failed', sessionId: null, failure })),
    )
    const form = await kit.openForm('many')
    await write(form, TEXT)
    await kit.page.keyboard.press('Control+Enter')
    await form.getByText('The host has a fault of its own.').waitFor()
    const box = form.getByRole('textbox', { name: 'Message' })
    await eventually(async () => expect(await box.evaluate((one) => one.matches(':focus'))).toBe(true))
  })
})

describe('по-русски', () => {
  it('проходит весь путь: от кнопки до отправленного сообщения', async () => {
    const form = await kit.openForm('every-verdict', 'ru')
    await form.getByText('Последний раз писали 2 ч назад: Olga Smirnova · Orders, Почта').waitFor()
    await form.getByRole('button', { name: 'Создать и отправить' }).click()
    await form.getByRole('alert').getByText('Выберите, куда написать.').waitFor()
    await form.getByText(/Сессия в линии «Support» открыта \(начата .*\), ведёт Irina Belova\./).waitFor()
    await form.getByText('Вы не работаете в линии «Viber».').waitFor()
    await form.getByRole('radio', { name: /Можно до/ }).click()
    await form.getByRole('textbox', { name: 'Сообщение' }).fill('Добрый день, Павел. Заказ 7741 готов.')
    kit.gateway.on('POST /sessions', (body) =>
      json(answer(body, { routing: 'failed', after: { kind: 'hand-over', target: 'Счета' } })),
    )
    await form.getByRole('button', { name: 'Создать и отправить' }).click()
    await form.getByText('Отправлено. Передать сессию не удалось: Счета.').waitFor()
    kit.gateway.on('POST /after', () =>
      json(answer(kit.sent('/sessions')[0], { after: { kind: 'hand-over', target: 'Счета' } })),
    )
    await form.getByRole('button', { name: 'Передать ещё раз' }).click()
    await form.waitFor({ state: 'hidden' })
    await kit.page.getByText('Отправлено и передано: Счета.').waitFor()
    expect(await kit.page.getByText('Отправлено и передано: Счета.').count()).toBe(1)
  })
})
