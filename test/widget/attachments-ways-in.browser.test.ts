import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { email, offersOf, way } from '../../widget/stories/ways.ts'
import { EXTRA_SCENES } from '../../widget/stories/scenes-extras.ts'
import { json, problem } from './fake-gateway.ts'
import { eventually } from '../setup/eventually.ts'
import { startFormKit, type FormKit } from './form-kit.ts'

let kit: FormKit
beforeAll(async () => {
  kit = await startFormKit()
})
afterEach(() => kit.newPage())
afterAll(() => kit.stop())

type Form = Awaited<ReturnType<FormKit['openForm']>>

/** What the browser hands over when something is dragged or pasted. */
const transfer = (name: string, text: string | null = null) =>
  kit.page.evaluateHandle(
    ([fileName, plain]) => {
      const found = new DataTransfer()
      found.items.add(new File(['offer'], fileName ?? '', { type: 'application/pdf' }))
      if (plain !== null && plain !== undefined) found.setData('text/plain', plain)
      return found
    },
    [name, text] as const,
  )
const drop = async (form: Form, name: string) =>
  form.getByRole('textbox', { name: 'Message' }).dispatchEvent('drop', { dataTransfer: await transfer(name) })
const paste = async (form: Form, name: string, text: string | null) => {
  const clipboard = await transfer(name, text)
  await form
    .getByRole('textbox', { name: 'Message' })
    .evaluate(
      (field, clipboardData) =>
        field.dispatchEvent(
          new ClipboardEvent('paste', { clipboardData, bubbles: true, composed: true, cancelable: true }),
        ),
      clipboard,
    )
}
const rows = (form: Form) => form.getByRole('group', { name: 'Files' }).getByRole('listitem')

describe('files that are dragged or pasted (R-FILE-1)', () => {
  it('show where they may be let go, and are taken there', async () => {
    const form = await kit.openForm('files')
    const message = form.getByRole('textbox', { name: 'Message' })
    await message.dispatchEvent('dragover', { dataTransfer: await transfer('offer.pdf') })
    await form.getByText('Let go to attach').waitFor()
    await drop(form, 'offer.pdf')
    await form.getByRole('button', { name: 'Remove offer.pdf' }).waitFor()
    expect(await form.getByText('Let go to attach').count()).toBe(0)
    expect(kit.page.url()).toContain('scene=files')
  })

  it('hide the target again when they are carried away', async () => {
    const form = await kit.openForm('files')
    const dataTransfer = await transfer('offer.pdf')
    await form.getByRole('textbox', { name: 'Message' }).dispatchEvent('dragover', { dataTransfer })
    await form.getByText('Let go to attach').dispatchEvent('dragleave', { dataTransfer })
    await form.getByText('Let go to attach').waitFor({ state: 'detached' })
    expect(await rows(form).count()).toBe(0)
  })

  it('say so where the channel takes none, instead of leaving the page for them', async () => {
    const form = await kit.openForm('tags')
    await form.getByRole('combobox', { name: 'Tags' }).waitFor()
    await drop(form, 'offer.pdf')
    await form.getByText('This channel takes no files.').first().waitFor()
    await form.getByRole('button', { name: 'Dismiss offer.pdf' }).click()
    expect(await rows(form).count()).toBe(0)
    expect(kit.gateway.uploads.come).toEqual([])
  })

  it('are taken from the clipboard, but a text that brings its picture along stays a text', async () => {
    const form = await kit.openForm('files')
    await form.getByRole('button', { name: 'Attach files' }).waitFor()
    await paste(form, 'table.png', 'Order 7741')
    await paste(form, 'screenshot.png', null)
    await form.getByRole('button', { name: 'Remove screenshot.png' }).waitFor()
    expect(await rows(form).count()).toBe(1)
  })
})

it('files that come before it is known what the chosen way takes wait for that, and are taken (R-FILE-1)', async () => {
  const known = Promise.withResolvers<void>()
  kit.gateway.on('GET /offers', async () => {
    await known.promise
    return json(offersOf(email(), EXTRA_SCENES.files.offers ?? {}))
  })
  const form = await kit.openForm('files')
  await form.getByRole('radio', { name: /Email/ }).check()
  await paste(form, 'screenshot.png', null)
  await drop(form, 'letter.exe')
  expect(kit.gateway.uploads.come).toEqual([])
  known.resolve()
  await form.getByRole('button', { name: 'Remove screenshot.png' }).waitFor()
  await form.getByRole('button', { name: 'Dismiss letter.exe' }).waitFor()
  expect(await form.getByText('Choose where to write first').count()).toBe(0)
})

describe('files on another way', () => {
  it('are named with the reason when the new way does not take them, and may be removed', async () => {
    const { files } = EXTRA_SCENES
    const ways = [email(), way({})]
    kit.gateway.scenes.set('switch', {
      card: { ...files.card, ways },
      offers: {},
      offersOn: { email: files.offers ?? {} },
    })
    const form = await kit.openForm('switch')
    await form.getByRole('radio', { name: /Email/ }).click()
    await form.getByRole('button', { name: 'Attach files' }).waitFor()
    await drop(form, 'offer.pdf')
    await form.getByRole('button', { name: 'Remove offer.pdf' }).waitFor()
    await form.getByRole('radio', { name: /WhatsApp/ }).click()
    await form.getByText('This channel takes no files.').waitFor()
    await form.getByRole('radio', { name: /Email/ }).click()
    await form.getByText('This channel takes no files.').waitFor({ state: 'detached' })
    expect(await rows(form).count()).toBe(1)
  })
})

describe('an upload under a context that has ended', () => {
  it('asks the page for another one and sends the file once more', async () => {
    const form = await kit.openForm('files')
    await kit.page.evaluate(() =>
      document.addEventListener('firstline-context-needed', (event) =>
        (event as CustomEvent<{ use(token: string): void }>).detail.use('next'),
      ),
    )
    let times = 0
    kit.gateway.uploads.on('offer.pdf', (usual) => {
      times += 1
      return times === 1 ? problem(401, { code: 'context-expired', detail: 'Load it again.' }) : usual()
    })
    await form.getByRole('button', { name: 'Attach files' }).waitFor()
    await drop(form, 'offer.pdf')
    await form.getByRole('button', { name: 'Remove offer.pdf' }).waitFor()
    await eventually(() =>
      expect(kit.gateway.uploads.come.map(({ authorization }) => authorization)).toEqual([
        'Bearer story',
        'Bearer next',
      ]),
    )
  })

  it('says that the answer cannot be read when it is none of the gateway’s', async () => {
    kit.gateway.uploads.on('offer.pdf', () => new Response('<html>', { status: 502 }))
    const form = await kit.openForm('files')
    await form.getByRole('button', { name: 'Attach files' }).waitFor()
    await drop(form, 'offer.pdf')
    await form.getByText(/^Not uploaded\./).waitFor()
    expect(await form.getByRole('button', { name: 'Try offer.pdf again' }).count()).toBe(1)
  })
})
