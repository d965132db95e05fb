import type { WireOperation } from '../../src/wire/schemas.ts'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { SCENES } from '../../widget/stories/scenes.ts'
import { faultsOf } from './axe.ts'
import { startFormKit, TEXT, type FormKit } from './form-kit.ts'

let kit: FormKit
beforeAll(async () => {
  kit = await startFormKit()
})
afterEach(() => kit.newPage())
afterAll(() => kit.stop())

/** How a try to send ends, and by what the form is known to have said so. */
const ENDS = [
  ['race', {}, 'Send it there', 'Отправить туда'],
  ['partly-done', {}, 'Repeat the hand-over', 'Передать ещё раз'],
  ['unknown', { state: 'unknown' }, 'Close', 'Закрыть'],
  ['failed', { state: 'failed' }, 'The customer got nothing.', 'Клиент ничего не получил.'],
] as const satisfies readonly (readonly [string, Partial<WireOperation>, string, string])[]

const VIEWS = [
  { locale: 'en', theme: 'light', width: 1280, height: 860 },
  { locale: 'ru', theme: 'dark', width: 380, height: 760 },
  // A page of 1280 that is read at twice its size.
  { locale: 'ru', theme: 'light', width: 640, height: 400 },
] as const

describe.each(VIEWS)('at $width px, $theme, in $locale', ({ locale, theme, width, height }) => {
  it.each(ENDS)(
    '%s has no fault that axe can see, and nothing is cut',
    async (scene, ends, english, russian) => {
      const base = SCENES['partly-done']
      if (!kit.gateway.scenes.has(scene))
        kit.scene(scene, { ...base, ends: { routing: 'none', failure: null, ...ends } })
      const { page } = kit
      await page.setViewportSize({ width, height })
      await page.goto(kit.gateway.page(scene, { locale, theme }))
      const [open, message, send] =
        locale === 'ru'
          ? ['Новая сессия', 'Сообщение', 'Создать и отправить']
          : ['New session', 'Message', 'Create and send']
      await page.getByRole('button', { name: open }).click()
      const form = page.getByRole('dialog')
      await form.getByRole('radio', { name: /WhatsApp/ }).click()
      await form.getByRole('textbox', { name: message }).fill(TEXT)
      await form.getByRole('button', { name: send }).click()
      await form
        .getByText(locale === 'ru' ? russian : english, { exact: false })
        .last()
        .waitFor()
      expect(await faultsOf(page)).toEqual([])
    },
  )
})
