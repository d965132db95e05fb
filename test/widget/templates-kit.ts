import type { Locator } from 'playwright-core'
import { expect } from 'vitest'
import { eventually } from '../setup/eventually.ts'

/** Where things of the templates stand in the form. */
export const search = (form: Locator) => form.getByRole('combobox', { name: 'Search templates' })
/** What the list shows. */
export const options = (form: Locator) => form.getByRole('listbox', { name: 'Template' }).getByRole('option')
export const option = (form: Locator, name: string) => options(form).filter({ hasText: name })
export const marked = (form: Locator) =>
  form.getByRole('listbox', { name: 'Template' }).getByRole('option', { selected: true })
export const button = (form: Locator) => form.getByRole('button', { name: 'Template', exact: true })
export const preview = (form: Locator) => form.getByRole('group', { name: 'What the customer will see' })

export const hasFocus = (one: Locator) =>
  eventually(async () => expect(await one.evaluate((element) => element.matches(':focus'))).toBe(true))
export const says = (form: Locator, text: string) =>
  eventually(async () => expect(await form.innerText()).toContain(text))
