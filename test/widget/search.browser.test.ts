import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { json, problem } from './fake-gateway.ts'
import { startFormKit, type FormKit } from './form-kit.ts'
import { looked, openStart, people } from './start-kit.ts'
import { eventually } from '../setup/eventually.ts'

let kit: FormKit
beforeAll(async () => {
  kit = await startFormKit()
})
afterEach(() => kit.newPage())
afterAll(() => kit.stop())

const queries = () => looked(kit, '/contacts').map(({ query }) => query)
const asked = (search: string) => new URLSearchParams(search)
const host = { code: 'host-unreachable', detail: 'The host cannot be reached at the moment.' }

describe('searching for a customer (R-FIND-1)', () => {
  it('asks from three characters on, which punctuation and @ are not', async () => {
    const page = await openStart(kit)
    const box = page.getByRole('searchbox')
    for (const short of ['pa', '@pa', '+7 (']) {
      await box.fill(short)
      await page.getByText('Write at least three characters.').waitFor()
    }
    await box.fill('+7 (9')
    await page.getByText('5 found.').waitFor()
    expect(queries()).toEqual(['+7 (9'])
  })

  it('drops an answer that comes after a newer one', async () => {
    const slow = Promise.withResolvers<void>()
    kit.gateway.on('GET /contacts', async (_, search) => {
      const query = asked(search).get('query') ?? ''
      if (query === 'pav') await slow.promise
      return people([`Found by ${query}`])
    })
    const page = await openStart(kit)
    await page.getByRole('searchbox').fill('pav')
    await eventually(() => expect(queries()).toEqual(['pav']))
    await page.getByRole('searchbox').fill('pave')
    await page.getByText('Found by pave').waitFor()
    const late = page.waitForResponse((response) => /query=pav&/.test(response.url()))
    slow.resolve()
    await late
    await page.evaluate(() => new Promise(requestAnimationFrame))
    expect(await page.getByText(/^Found by/).allTextContents()).toEqual(['Found by pave'])
  })

  it('shows more when asked to, and nobody twice', async () => {
    kit.gateway.on('GET /contacts', (_, search) =>
      asked(search).get('cursor') === null ? people(['Ann', 'Anton'], 'page-2') : people(['Anton', 'Anya']),
    )
    const page = await openStart(kit)
    await page.getByRole('searchbox').fill('ann')
    await page.getByText('The first 2 are shown.').waitFor()
    await page.getByRole('button', { name: 'Show more' }).click()
    await page.getByText('3 found.').waitFor()
    const names = await page
      .getByRole('list', { name: 'Found customers' })
      .getByRole('heading')
      .allTextContents()
    expect(names.map((name) => name.trim())).toEqual(['Ann', 'Anton', 'Anya'])
    expect(await page.getByRole('button', { name: 'Show more' }).count()).toBe(0)
  })

  it('says what went wrong, and asks the same again', async () => {
    let broken = true
    kit.gateway.on('GET /contacts', () => (broken ? problem(503, host) : people(['Ann'])))
    const page = await openStart(kit)
    await page.getByRole('searchbox').fill('ann')
    await page.getByRole('alert').getByText(host.detail).waitFor()
    broken = false
    await page.getByRole('button', { name: 'Try again' }).click()
    await page.getByText('One found.').waitFor()
    expect(queries()).toEqual(['ann', 'ann'])
  })

  it('tells people of one name apart, on the page and in the form', async () => {
    const page = await openStart(kit)
    await page.getByRole('searchbox').fill('ivanov')
    await page.getByRole('listitem').filter({ hasText: '+74957654321' }).waitFor()
    await page.getByRole('button', { name: 'New session', exact: true }).click()
    const form = page.getByRole('dialog')
    await form.getByRole('combobox', { name: 'Customer' }).fill('ivanov')
    for (const phone of ['79161112233', '74957654321'])
      await form.getByRole('option', { name: new RegExp(`Pavel Ivanov.*${phone}`) }).waitFor()
    expect(await form.getByRole('option', { name: /^Pavel Serov$/ }).count()).toBe(1)
  })

  it('is done by the keyboard in the form: arrows mark, Enter picks', async () => {
    const page = await openStart(kit)
    await page.getByRole('button', { name: 'New session', exact: true }).click()
    const form = page.getByRole('dialog')
    const box = form.getByRole('combobox', { name: 'Customer' })
    await box.fill('pav')
    await form.getByText('5 found.').waitFor()
    await page.keyboard.press('ArrowUp')
    expect(
      await form
        .getByRole('listbox', { name: 'Found customers' })
        .getByRole('option', { selected: true })
        .textContent(),
    ).toContain('Александра')
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Enter')
    await form.getByRole('radio', { name: /WhatsApp/ }).waitFor()
    await page.getByRole('dialog', { name: 'New session with Pavel Serov' }).waitFor()
  })
})

const fault = (search: string) => {
  const { channel, address } = Object.fromEntries(asked(search)) as Record<string, string>
  if (channel === 'email') {
    const sentence = '“!” is not allowed before the @: Latin letters, digits, dot, underscore and hyphen are.'
    return { address, suggestion: null, fault: address?.includes('!') ? sentence : null }
  }
  if (address === '8 912 345 67 89')
    return { address, suggestion: '+79123456789', fault: 'The number is not in international form.' }
  return { address: (address ?? '').replaceAll(/[^+\d]/g, ''), suggestion: null, fault: null }
}

/** Nobody is found, and somebody new is wanted. */
async function newContact(query: string) {
  kit.gateway.on('GET /contacts', () => people([]))
  kit.gateway.on('GET /addresses', (_, search) => json(fault(search)))
  const page = await openStart(kit)
  await page.getByRole('searchbox').fill(query)
  await page.getByRole('heading', { name: `Nobody found for “${query}”` }).waitFor()
  await page.getByRole('button', { name: 'New contact' }).click()
  const box = page.getByRole('group', { name: 'New contact' })
  await box.waitFor()
  return { page, box }
}

describe('a new contact (R-FIND-2)', () => {
  it('takes what was searched for, and one click takes the number that was meant (R-ADDR-2)', async () => {
    const { page, box } = await newContact('8 912 345 67 89')
    const phone = box.getByRole('textbox', { name: 'Phone' })
    expect(await phone.inputValue()).toBe('8 912 345 67 89')
    await box.getByRole('button', { name: 'Did you mean +79123456789?' }).click()
    expect(await phone.inputValue()).toBe('+79123456789')
    kit.gateway.on('POST /contacts', () =>
      json({ contact: { id: 'c-1', name: 'Pavel Serov' }, ways: [], lastWritten: null }, 201),
    )
    await box.getByRole('textbox', { name: 'Name' }).fill('Pavel Serov')
    await box.getByRole('button', { name: 'Create contact' }).click()
    await page.getByRole('dialog', { name: 'New session with Pavel Serov' }).waitFor()
    expect(kit.sent('/contacts')).toEqual([
      { name: 'Pavel Serov', channel: 'whatsapp', address: '+79123456789' },
    ])
  })

  it('keeps a number without its punctuation, and says so', async () => {
    const { box } = await newContact('Somebody')
    await box.getByRole('textbox', { name: 'Phone' }).fill('+7 (912) 345-67-89')
    await box.getByText('Will be kept as').waitFor()
    kit.gateway.on('POST /contacts', () => problem(409, { code: 'contact-exists', detail: 'It exists.' }))
    await box.getByRole('button', { name: 'Create contact' }).click()
    await eventually(() => expect(kit.sent('/contacts')).toMatchObject([{ address: '+79123456789' }]))
  })

  it('names the characters that an email may not have, and creates nobody (R-ADDR-4)', async () => {
    const { page, box } = await newContact('Somebody')
    await box.getByRole('radio', { name: 'Email' }).check()
    const email = box.getByRole('textbox', { name: 'Email' })
    await email.fill('some!body@example.com')
    await box.getByText('“!” is not allowed before the @').waitFor()
    expect(await email.getAttribute('aria-invalid')).toBe('true')
    await box.getByRole('button', { name: 'Create contact' }).click()
    await eventually(async () => expect(await email.evaluate((one) => one.matches(':focus'))).toBe(true))
    expect(kit.sent('/contacts')).toEqual([])
    await box.getByRole('button', { name: 'Back to search' }).click()
    expect(await page.getByRole('searchbox').evaluate((one) => one.matches(':focus'))).toBe(true)
  })

  it('drops what was said of an address that has been typed on', async () => {
    const slow = Promise.withResolvers<void>()
    const { page, box } = await newContact('Somebody')
    kit.gateway.on('GET /addresses', async (_, search) => {
      if (asked(search).get('address') === '8 912 345 67 89') await slow.promise
      return json(fault(search))
    })
    const phone = box.getByRole('textbox', { name: 'Phone' })
    await phone.fill('8 912 345 67 89')
    await eventually(() => expect(looked(kit, '/addresses')).toHaveLength(1))
    await phone.fill('+7 912 345 67 89')
    await box.getByText('Will be kept as').waitFor()
    const late = page.waitForResponse(/address=8/)
    slow.resolve()
    await late
    await page.evaluate(() => new Promise(requestAnimationFrame))
    expect(await box.getByRole('button', { name: /Did you mean/ }).count()).toBe(0)
    expect(await box.getByText('Will be kept as').count()).toBe(1)
  })

  it('who is there already is offered, and nothing fails', async () => {
    const { page, box } = await newContact('Pasha')
    const contact = { id: 'c-1', name: 'Pavel Serov' }
    kit.gateway.on('POST /contacts', () =>
      problem(409, { code: 'contact-exists', detail: 'This address is taken.', contact }),
    )
    await box.getByRole('textbox', { name: 'Phone' }).fill('+79123456789')
    await box.getByRole('textbox', { name: 'Phone' }).press('Enter')
    await box.getByText('Pavel Serov has this address already.').waitFor()
    expect(await page.getByRole('alert').count()).toBe(0)
    await box.getByRole('button', { name: 'Write to Pavel Serov' }).click()
    await page.getByRole('dialog', { name: 'New session with Pavel Serov' }).waitFor()
  })

  it('asks for what is missing, and puts the keyboard there', async () => {
    const { page, box } = await newContact('@someone')
    await box.getByRole('textbox', { name: 'Name' }).fill('')
    await page.keyboard.press('Enter')
    await box.getByText('Fill in the name.').waitFor()
    await box.getByRole('textbox', { name: 'Name' }).fill('Someone')
    await page.keyboard.press('Enter')
    await box.getByText('Fill in the phone.').waitFor()
    const phone = box.getByRole('textbox', { name: 'Phone' })
    expect(await phone.evaluate((one) => one.matches(':focus'))).toBe(true)
  })

  it('continues in the form when it was created there', async () => {
    kit.gateway.on('GET /contacts', () => people([]))
    kit.gateway.on('POST /contacts', () =>
      json({ contact: { id: 'c-9', name: 'Somebody' }, ways: [], lastWritten: null }, 201),
    )
    const page = await openStart(kit)
    await page.getByRole('button', { name: 'New session', exact: true }).click()
    const form = page.getByRole('dialog')
    await form.getByRole('combobox', { name: 'Customer' }).fill('Somebody')
    await form.getByText('Nobody found.').waitFor()
    await form.getByRole('button', { name: 'New contact' }).click()
    await form.getByRole('textbox', { name: 'Phone' }).fill('+79123456789')
    await form.getByRole('button', { name: 'Create contact' }).click()
    await page.getByRole('dialog', { name: 'New session with Somebody' }).waitFor()
    expect(kit.sent('/contacts')).toMatchObject([{ name: 'Somebody', address: '+79123456789' }])
  })

  it('asks for the address alone where the host makes a client of whoever is written to (R-CONTACT-2)', async () => {
    kit.gateway.on('GET /contacts', () => people([]))
    const id = 'address:+79123456789'
    const contact = { id, name: '+79123456789' }
    kit.gateway.on('POST /contacts', () => json({ contact, ways: [], lastWritten: null }, 201))
    const page = await openStart(kit, 'start-by-address')
    await page.getByText('Customers are found here by whole phone number or customer id.').waitFor()
    await page.getByRole('button', { name: 'New session', exact: true }).click()
    const form = page.getByRole('dialog')
    await form.getByRole('combobox', { name: 'Customer' }).fill('Somebody')
    await form.getByText('Nobody found. Customers are found here by whole phone number').waitFor()
    await form.getByRole('button', { name: 'Write to a new address' }).click()
    const phone = form.getByRole('textbox', { name: 'Phone' })
    expect(await phone.evaluate((one) => one.matches(':focus'))).toBe(true)
    expect(await form.getByRole('textbox', { name: 'Name' }).count()).toBe(0)
    expect(await form.getByRole('radio').count()).toBe(0)
    await phone.fill('+79123456789')
    await form.getByRole('button', { name: 'Write to this address' }).click()
    await page.getByRole('dialog', { name: 'New session with +79123456789' }).waitFor()
    expect(kit.sent('/contacts')).toMatchObject([{ channel: 'whatsapp', address: '+79123456789' }])
  })
})
