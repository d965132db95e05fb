import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { scene } from './scene.ts'

/** Names of hosts' things, file formats and keys: they are the same in every language. */
const NAMES =
  /\S+@\S+|Pavel Serov|Olga Smirnova|Last order|\b(?:WhatsApp|Telegram|Viber|Ctrl|Enter|Support|Orders|News|Northwind|jpe?g|png|mp4|3gp|pdf|txt|docx?|xlsx?|pptx?|rtf|bmp)\b/g

/** Latin words in what the widget itself says: not in names, messages and templates, which stand in `bdi` and `dir=auto`. */
async function foreignWords(page: Page): Promise<string[]> {
  const said = await page.evaluate(() => {
    const root = document.querySelector('firstline-conversation')?.shadowRoot
    if (!root) return ['no-widget']
    const open = root.querySelector('dialog[open]') ?? root
    const attributes = [...open.querySelectorAll('[aria-label], [placeholder], [title]')].flatMap((one) =>
      one.closest('[data-own], bdi')
        ? []
        : [one.getAttribute('aria-label'), one.getAttribute('placeholder'), one.getAttribute('title')],
    )
    const walker = document.createTreeWalker(open, NodeFilter.SHOW_TEXT)
    const texts: (string | null)[] = []
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const { parentElement } = node
      if (parentElement?.checkVisibility() && !parentElement.closest('bdi, [dir="auto"], style, script'))
        texts.push(node.textContent)
    }
    return [...texts, ...attributes].filter((text) => text !== null)
  })
  return said.map((text) => text.replace(NAMES, '')).filter((text) => /[a-z]{2}/i.test(text))
}

async function openIn(page: Page) {
  await page.getByRole('button', { name: 'Новая сессия' }).first().click()
  const form = page.getByRole('dialog')
  await form.getByRole('radio').first().waitFor()
  return form
}

describe('a whole run in Russian at 380 px', () => {
  const there = scene('chatwoot')

  test('refusals with their reasons, a template with its variables, and where it ended', async () => {
    const page = await there.open({ path: '/contacts/c-1', locale: 'ru', width: 380 })
    await page.getByRole('button', { name: 'Новая сессия' }).first().waitFor()
    expect(await foreignWords(page)).toEqual([])
    const form = await openIn(page)
    await form.getByText('Попросите клиента написать сюда первым.').first().waitFor()
    await form.getByRole('radio', { name: /WhatsApp/ }).click()
    await form.getByRole('listbox').getByRole('option').first().waitFor()
    expect(await foreignWords(page)).toEqual([])
    await form.getByRole('combobox', { name: 'Название или слова из текста' }).fill('готов')
    await form.getByRole('option', { name: /заказ 15 готов/ }).click()
    await form.getByRole('radio', { name: 'Передать…' }).check()
    await form.getByRole('button', { name: 'Создать и отправить' }).click()
    await form.getByText('Выберите, кому передать', { exact: false }).waitFor()
    expect(await foreignWords(page)).toEqual([])
    await form.getByRole('radio', { name: /^Назначить/ }).check()
    await form.getByRole('button', { name: 'Создать и отправить' }).click()
    await form.waitFor({ state: 'hidden' })
    await page.getByRole('log').getByText('ваш заказ 15 готов').first().waitFor()
    expect(await foreignWords(page)).toEqual([])
    const sent = (await there.store()).deliveries.filter(({ text }) => text.includes('ваш заказ 15 готов'))
    expect(sent).toHaveLength(1)
  })

  test('a letter whose session is closed at once, which the card says', async () => {
    const page = await there.open({ path: '/contacts/c-1', locale: 'ru', width: 380 })
    const form = await openIn(page)
    await form.getByRole('radio', { name: /Почта/ }).click()
    await form.getByRole('button', { name: 'Создать и отправить' }).click()
    await form.getByText('Сообщение пустое', { exact: false }).waitFor()
    expect(await foreignWords(page)).toEqual([])
    await form.getByRole('textbox', { name: 'Тема' }).fill('Заказ 15')
    await form.getByRole('textbox', { name: 'Сообщение' }).fill('Добрый день. Заказ 15 в пути.')
    await form.getByRole('radio', { name: 'Сразу закрыть' }).check()
    await form.getByRole('button', { name: 'Создать и отправить' }).click()
    await form.waitFor({ state: 'hidden' })
    await page.getByRole('status').getByText('Отправлено, сессия закрыта.').waitFor()
    expect(await foreignWords(page)).toEqual([])
    const sent = (await there.store()).deliveries.filter(({ text }) => text.includes('Заказ 15 в пути'))
    expect(sent).toHaveLength(1)
  })
})
