import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { eventually } from '../setup/eventually.ts'
import { answer, send, TEXT, write, startFormKit, type FormKit } from './form-kit.ts'

let kit: FormKit
beforeAll(async () => {
  kit = await startFormKit()
})
afterEach(() => kit.newPage())
afterAll(() => kit.stop())

type Form = Awaited<ReturnType<FormKit['openForm']>>
const isFocused = (one: ReturnType<Form['getByRole']>) =>
  eventually(async () => expect(await one.evaluate((element) => element.matches(':focus'))).toBe(true))
const topOf = (one: ReturnType<Form['getByRole']>) => one.evaluate((part) => part.getBoundingClientRect().top)
const bottomOf = (one: ReturnType<Form['getByRole']>) =>
  one.evaluate((part) => part.getBoundingClientRect().bottom)
/** The sentence that a screen reader adds to the field. */
const explained = (form: Form, field: ReturnType<Form['getByRole']>) =>
  eventually(async () => {
    const id = await field.getAttribute('aria-describedby')
    expect(id).toBeTruthy()
    return form.locator(`[id="${id}"]`).innerText()
  })
const takeAll = (): void => kit.gateway.on('POST /sessions', (body) => Response.json(answer(body)))

describe('tags (R-TAG-1)', () => {
  it('are searched, chosen and taken away by the keyboard alone', async () => {
    takeAll()
    const form = await kit.openForm('tags')
    await write(form, TEXT)
    const tags = form.getByRole('combobox', { name: 'Tags' })
    await tags.focus()
    await kit.page.keyboard.type('возв')
    await kit.page.keyboard.press('Enter')
    await kit.page.keyboard.type('claim')
    await kit.page.keyboard.press('Enter')
    await kit.page.keyboard.type('pay')
    await kit.page.keyboard.press('ArrowDown')
    await kit.page.keyboard.press('Enter')
    const chips = form.getByRole('list', { name: 'Tags' }).getByRole('listitem')
    expect(await chips.allInnerTexts()).toEqual(['Возврат', 'Claim', 'Payment'])
    await kit.page.keyboard.press('Backspace')
    await form.getByRole('button', { name: 'Remove Возврат' }).focus()
    await kit.page.keyboard.press('Enter')
    await isFocused(tags)
    await kit.page.keyboard.press('Control+Enter')
    await form.waitFor({ state: 'hidden' })
    expect(kit.sent('/sessions')[0]).toMatchObject({ tags: ['Claim'] })
  })

  it('are demanded where the host demands them, in words, and the focus goes there', async () => {
    const form = await kit.openForm('tags')
    await write(form, TEXT)
    const tags = form.getByRole('combobox', { name: 'Tags' })
    expect(await tags.getAttribute('aria-required')).toBe('true')
    expect(await explained(form, tags)).toBe('At least one is needed here.')
    await send(form).click()
    await isFocused(tags)
    expect(await tags.getAttribute('aria-invalid')).toBe('true')
    expect(await explained(form, tags)).toBe('Choose at least one tag.')
    expect(kit.sent('/sessions')).toHaveLength(0)
  })

  it('show a list that never stands over what sends, and that Escape closes without closing the form', async () => {
    await kit.page.setViewportSize({ width: 1280, height: 500 })
    const form = await kit.openForm('tags')
    const tags = form.getByRole('combobox', { name: 'Tags' })
    await tags.click()
    const list = form.getByRole('listbox', { name: 'Tags' })
    await list.waitFor()
    const lowest = async () => expect(await bottomOf(list)).toBeLessThan(await topOf(send(form)))
    await lowest()
    expect(await list.getByRole('option').count()).toBe(60)
    expect(await list.innerText()).toContain('145 more: write a few letters.')
    await kit.page.keyboard.press('Escape')
    await list.waitFor({ state: 'hidden' })
    expect(await form.isVisible()).toBe(true)
    await tags.fill('there is no such tag')
    await list.getByText('Nothing found').waitFor()
    await lowest()
    await kit.page.keyboard.press('Tab')
    await list.waitFor({ state: 'hidden' })
  })

  it('have their place before the list of them has loaded: the keyboard stays there, and so do the letters', async () => {
    const loads = Promise.withResolvers<void>()
    await kit.page.route('**/ChoiceBox-*.js', async (route) => {
      await loads.promise
      await route.continue()
    })
    const form = await kit.openForm('tags')
    await write(form, TEXT)
    const tags = form.getByRole('combobox', { name: 'Tags' })
    for (let stop = 0; stop < 8 && !(await tags.evaluate((one) => one.matches(':focus'))); stop += 1)
      await kit.page.keyboard.press('Tab')
    expect(await tags.getAttribute('aria-busy')).toBe('true')
    await kit.page.keyboard.type('возв')
    await kit.page.keyboard.press('Enter')
    loads.resolve()
    await form.getByRole('option', { name: 'Возврат' }).waitFor()
    await isFocused(tags)
    await kit.page.keyboard.type('рат')
    expect(await tags.inputValue()).toBe('возврат')
    await kit.page.keyboard.press('Enter')
    await form.getByRole('button', { name: 'Remove Возврат' }).waitFor()
    expect(kit.sent('/sessions')).toHaveLength(0)
  })
})

describe('the host’s own fields (R-MAIL-2, R-MAIL-3, R-AFTER-4)', () => {
  it('are filled in by their kinds and sent; what the host has put there goes with them', async () => {
    takeAll()
    const form = await kit.openForm('host-fields')
    await write(form, TEXT)
    await form.getByRole('textbox', { name: 'Contract number' }).fill('A-77')
    await form.getByRole('radio', { name: 'No' }).check()
    await form.getByRole('button', { name: 'More fields (8)' }).click()
    await isFocused(form.getByRole('combobox', { name: 'Assignee' }))
    await form.getByRole('combobox', { name: 'Assignee' }).selectOption({ label: 'Irina Belova' })
    await form.getByRole('textbox', { name: 'Amount, roubles' }).fill('1 250,50')
    await form.getByLabel('Answer until').fill('2026-12-01')
    await form.getByRole('textbox', { name: 'What it is about' }).fill('Timber')
    const products = form.getByRole('combobox', { name: 'Products' })
    await products.fill('boa')
    await products.press('Enter')
    await products.fill('bea')
    await products.press('Enter')
    await form.getByRole('checkbox', { name: 'Send the letter to the customer' }).uncheck()
    await send(form).click()
    await form.waitFor({ state: 'hidden' })
    expect(kit.sent('/sessions')[0]?.['fields']).toEqual({
      department: '2',
      assignee: '2',
      priority: '2',
      contract: 'A-77',
      amount: '1250.50',
      until: '2026-12-01',
      about: 'Timber',
      products: ['2', '3'],
      agreed: false,
      'send-letter': false,
      'from-customer': false,
    })
  })

  it('name what is missing at the field itself, and the focus goes to the first', async () => {
    const form = await kit.openForm('host-fields')
    await write(form, TEXT)
    await send(form).click()
    const contract = form.getByRole('textbox', { name: 'Contract number' })
    await isFocused(contract)
    expect(await contract.getAttribute('aria-required')).toBe('true')
    expect(await explained(form, contract)).toBe('Fill in “Contract number”.')
    await contract.fill('A-77')
    await send(form).click()
    await isFocused(form.getByRole('radio', { name: 'Yes' }))
    expect(kit.sent('/sessions')).toHaveLength(0)
  })

  it('unfold when what is wrong is folded away', async () => {
    const form = await kit.openForm('host-fields')
    await write(form, TEXT)
    await form.getByRole('textbox', { name: 'Contract number' }).fill('A-77')
    await form.getByRole('radio', { name: 'Yes' }).check()
    await form.getByRole('button', { name: 'More fields (8)' }).click()
    await form.getByRole('textbox', { name: 'Amount, roubles' }).fill('about ten')
    await send(form).click()
    const amount = form.getByRole('textbox', { name: 'Amount, roubles' })
    await isFocused(amount)
    expect(await explained(form, amount)).toBe('The value of “Amount, roubles” does not fit.')
  })

  it('keep what the person has set, even nothing, and count as no draft before', async () => {
    takeAll()
    const form = await kit.openForm('host-fields')
    await form.getByRole('button', { name: 'More fields (8)' }).click()
    expect(kit.drafts()).toEqual([])
    await form.getByRole('combobox', { name: 'Priority' }).selectOption('')
    await form.getByRole('combobox', { name: 'Department' }).selectOption({ label: 'Warehouse' })
    await eventually(() =>
      expect(kit.drafts().at(-1)).toMatchObject({ fields: { department: '3', priority: '' } }),
    )
    await kit.page.keyboard.press('Escape')
    await form.waitFor({ state: 'hidden' })
    await kit.page.getByRole('button', { name: 'New session' }).click()
    expect(await form.getByRole('combobox', { name: 'Priority' }).inputValue()).toBe('')
    expect(await form.getByRole('combobox', { name: 'Department' }).inputValue()).toBe('3')
  })
})

describe('a blind copy (R-MAIL-1)', () => {
  it('stays folded until it is wanted, and goes to every address that was written', async () => {
    takeAll()
    const form = await kit.openForm('files')
    await write(form, TEXT)
    await form.getByRole('button', { name: 'Add a blind copy' }).press('Enter')
    const copy = form.getByRole('textbox', { name: 'Blind copy' })
    await isFocused(copy)
    await copy.fill('archive@example.com; Irina Belova <irina@example.com>\nboss@example.com')
    expect(await explained(form, copy)).toBe('3 addresses.')
    await send(form).click()
    await form.waitFor({ state: 'hidden' })
    expect(kit.sent('/sessions')[0]).toMatchObject({
      blindCopy: ['archive@example.com', 'irina@example.com', 'boss@example.com'],
    })
  })

  it('names every address that is not whole, once the person has gone on', async () => {
    const form = await kit.openForm('files')
    await write(form, TEXT)
    await form.getByRole('button', { name: 'Add a blind copy' }).click()
    const copy = form.getByRole('textbox', { name: 'Blind copy' })
    await copy.fill('archive@example.com, boss@example, irina')
    expect(await copy.getAttribute('aria-invalid')).toBe('false')
    await send(form).click()
    await isFocused(copy)
    const said = await explained(form, copy)
    expect(said).toContain('“boss@example” is not a whole address.')
    expect(said).toContain('“irina” is not a whole address.')
    expect(said).not.toContain('archive')
    expect(kit.sent('/sessions')).toHaveLength(0)
  })
})
