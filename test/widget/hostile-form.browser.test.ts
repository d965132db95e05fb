import type { Locator } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest'
import { card } from '../../widget/stories/people.ts'
import { way } from '../../widget/stories/ways.ts'
import { ORDER_READY } from '../../widget/stories/scenes-templates.ts'
import { startFormKit, type FormKit } from './form-kit.ts'

let kit: FormKit
beforeAll(async () => {
  kit = await startFormKit()
})
afterEach(() => kit.newPage())
afterAll(() => kit.stop())

const HOSTILE = '<img src=x onerror="window.pwned=1"><b>bold</b>{{constructor}}'

/** Nothing of it has become an element, in the form or behind it. */
async function expectOnlyText(form: Locator): Promise<void> {
  expect(await form.locator('img, b, script').count()).toBe(0)
  expect(await kit.page.evaluate(() => Reflect.get(window, 'pwned'))).toBeUndefined()
}

it('labels, tags, targets and mailboxes of the host are text in the form, never markup', async () => {
  const whole = way({ mailbox: HOSTILE })
  kit.scene('hostile', {
    card: card({ ways: [whole], lines: [{ id: whole.lineId, name: HOSTILE, channels: ['whatsapp'] }] }),
    offers: {
      tags: { required: true, names: [HOSTILE] },
      after: ['hand-over'],
      targets: [{ kind: 'group', id: 'g-1', name: HOSTILE }],
      fields: [
        {
          id: 'f-1',
          known: null,
          label: HOSTILE,
          kind: 'list',
          required: true,
          choices: [{ id: '1', name: HOSTILE }],
          initial: null,
        },
      ],
    },
  })
  const form = await kit.openForm('hostile')
  await form.getByText(HOSTILE).first().waitFor()
  const tags = form.getByRole('combobox', { name: 'Tags' })
  await tags.click()
  await form.getByRole('option', { name: HOSTILE }).first().click()
  expect(await form.getByRole('list', { name: 'Tags' }).getByText(HOSTILE).count()).toBe(1)
  await expectOnlyText(form)
})

it('canned replies are text in their list and in the message', async () => {
  kit.scene('hostile', {
    card: card({ ways: [way({})] }),
    offers: { cannedReplies: true },
    cannedReplies: [{ id: 'r-1', title: HOSTILE, text: HOSTILE, own: true }],
  })
  const form = await kit.openForm('hostile')
  await form.getByRole('button', { name: 'Canned reply' }).click()
  const reply = form.getByRole('option').filter({ hasText: '<b>bold</b>' })
  await reply.waitFor()
  await expectOnlyText(form)
  await reply.click()
  expect(await form.getByRole('textbox', { name: 'Message' }).inputValue()).toBe(HOSTILE)
})

it('a template is text in the list and in its preview, and its button leads nowhere from here', async () => {
  const hostile = {
    ...ORDER_READY,
    name: HOSTILE,
    header: null,
    body: HOSTILE,
    footer: HOSTILE,
    buttons: [{ text: HOSTILE, url: 'javascript:window.pwned=1' }],
    variables: [],
  }
  kit.scene('hostile', {
    card: card({ ways: [way({})] }),
    offers: { template: 'optional' },
    catalogue: { items: [hostile], recent: [], bindings: {} },
  })
  const form = await kit.openForm('hostile')
  await form
    .getByRole('button', { name: /template/i })
    .first()
    .click()
  const option = form.getByRole('option').filter({ hasText: '<b>bold</b>' })
  await option.waitFor()
  await expectOnlyText(form)
  await option.click()
  await form.getByText('javascript:window.pwned=1').waitFor()
  expect(await form.locator('a[href^="javascript"]').count()).toBe(0)
  await expectOnlyText(form)
})
