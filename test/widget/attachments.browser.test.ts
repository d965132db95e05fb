import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { EXTRA_SCENES } from '../../widget/stories/scenes-extras.ts'
import { problem } from './fake-gateway.ts'
import { eventually } from '../setup/eventually.ts'
import { answer, send, TEXT, write, startFormKit, type FormKit } from './form-kit.ts'

let kit: FormKit
beforeAll(async () => {
  kit = await startFormKit()
})
afterEach(() => kit.newPage())
afterAll(() => kit.stop())

type Form = Awaited<ReturnType<FormKit['openForm']>>
const file = (name: string, size = 2000, mimeType = 'application/pdf') => ({
  name,
  mimeType,
  buffer: Buffer.alloc(size, 'x'),
})
/** Chooses files in the browser's own window for them. */
async function choose(form: Form, ...files: ReturnType<typeof file>[]): Promise<void> {
  const chooser = kit.page.waitForEvent('filechooser')
  await form.getByRole('button', { name: 'Attach files' }).click()
  await (await chooser).setFiles(files)
}
const files = (form: Form) => form.getByRole('group', { name: 'Files' }).getByRole('listitem')
const come = () => kit.gateway.uploads.come.map(({ name }) => name)
/** The answer for this file is held back until it is let go. */
function hold(name: string): () => void {
  const { promise, resolve } = Promise.withResolvers<void>()
  kit.gateway.uploads.on(name, async (usual) => {
    await promise
    return usual()
  })
  return resolve
}
const isFocused = (one: ReturnType<Form['getByRole']>) =>
  eventually(async () => expect(await one.evaluate((element) => element.matches(':focus'))).toBe(true))

describe('files of the message (R-FILE-1, R-MSG-1)', () => {
  it('are not offered where only a template may go (R-TPL-1); one left from another way does not hide them', async () => {
    const { card, offers } = EXTRA_SCENES['files-in-draft']
    kit.scene('files-template', { card, offers: { ...offers, template: 'required' } })
    const strict = await kit.openForm('files-template')
    await strict.getByText('A template goes without files.').waitFor()
    expect(await strict.getByRole('button', { name: 'Attach files' }).count()).toBe(0)

    const draft = card.draft && { ...card.draft, attachments: [], template: { id: 't-1', variables: {} } }
    kit.scene('files-free', { card: { ...card, draft }, offers: { ...offers, template: 'none' } })
    const free = await kit.openForm('files-free')
    await free.getByRole('button', { name: 'Attach files' }).waitFor()
  })

  it('are chosen, uploaded and sent by the keyboard alone, without any text', async () => {
    kit.gateway.on('POST /sessions', (body) => Response.json(answer(body)))
    const form = await kit.openForm('files')
    const attach = form.getByRole('button', { name: 'Attach files' })
    // Said to the browser well before the key is pressed: a window for files that nobody answers would hold the page.
    const chooser = kit.page.waitForEvent('filechooser')
    await attach.focus()
    expect(await attach.evaluate((one) => one.matches(':focus'))).toBe(true)
    await kit.page.keyboard.press('Enter')
    await (await chooser).setFiles([file('offer.pdf'), file('plan.png', 3000, 'image/png')])
    await form.getByRole('button', { name: 'Remove plan.png' }).waitFor()
    await form.getByRole('button', { name: 'Remove offer.pdf' }).waitFor()
    expect(kit.gateway.uploads.come).toContainEqual({
      name: 'plan.png',
      type: 'image/png',
      size: 3000,
      authorization: 'Bearer story',
    })
    await kit.page.keyboard.press('Control+Enter')
    await form.waitFor({ state: 'hidden' })
    const order = come()[0] === 'offer.pdf' ? ['f-1', 'f-2'] : ['f-2', 'f-1']
    expect(kit.sent('/sessions')[0]).toMatchObject({ text: '', attachments: order })
  })

  it('shows the limits before anything is chosen', async () => {
    const form = await kit.openForm('files')
    const attach = form.getByRole('button', { name: 'Attach files' })
    await attach.waitFor()
    expect(await form.innerText()).toContain('jpeg, jpg, png, pdf, doc, docx, rtf, bmp, 30\u00A0MB together')
    expect(await attach.evaluate((one) => one.getAttribute('aria-describedby'))).toBe('files-limits')
  })

  it('are not offered where the channel takes none', async () => {
    const form = await kit.openForm('tags')
    await form.getByRole('combobox', { name: 'Tags' }).waitFor()
    expect(await form.getByRole('button', { name: 'Attach files' }).count()).toBe(0)
  })

  it('are refused before they leave, each with its reason, and stand in the way until they are dismissed', async () => {
    kit.gateway.on('POST /sessions', (body) => Response.json(answer(body)))
    const form = await kit.openForm('files')
    await write(form, TEXT)
    await choose(form, file('setup.exe'), file('empty.pdf', 0), file('good.pdf'))
    await form.getByRole('button', { name: 'Remove good.pdf' }).waitFor()
    expect(come()).toEqual(['good.pdf'])
    const rows = await files(form).allInnerTexts()
    expect(rows[0]).toContain('This file cannot be sent here: only jpeg, jpg, png, pdf, doc, docx, rtf, bmp.')
    expect(rows[1]).toContain('This file is empty.')
    await send(form).click()
    await form.getByText('2 files cannot go with the message.').waitFor()
    const dismiss = form.getByRole('button', { name: 'Dismiss setup.exe' })
    await isFocused(dismiss)
    expect(await dismiss.getAttribute('aria-describedby')).toBeTruthy()
    await kit.page.keyboard.press('Enter')
    await isFocused(form.getByRole('button', { name: 'Dismiss empty.pdf' }))
    await kit.page.keyboard.press('Enter')
    await send(form).click()
    await form.waitFor({ state: 'hidden' })
    expect(kit.sent('/sessions')[0]).toMatchObject({ attachments: ['f-1'] })
  })

  it('are refused when they would be too large together', async () => {
    const { card, offers } = EXTRA_SCENES.files
    const attachments = offers?.attachments && { ...offers.attachments, maxBytes: 3000, maxTotalBytes: 3072 }
    kit.gateway.scenes.set('small', { card, offers: { ...offers, attachments: attachments ?? null } })
    const form = await kit.openForm('small')
    await choose(form, file('first.pdf'))
    await form.getByRole('button', { name: 'Remove first.pdf' }).waitFor()
    await choose(form, file('second.pdf'), file('third.pdf', 3001))
    await form.getByText('The files are too large together: at most 3\u00A0kB.').first().waitFor()
    expect(await files(form).last().innerText()).toContain('This file is too large: at most 3\u00A0kB.')
    expect(come()).toEqual(['first.pdf'])
  })

  it('go two at a time, in their order, while the person writes on', async () => {
    const letGo = ['1.pdf', '2.pdf', '3.pdf'].map(hold)
    const form = await kit.openForm('files')
    await choose(form, file('1.pdf'), file('2.pdf'), file('3.pdf'))
    await eventually(() => expect([...kit.gateway.uploads.underWay].toSorted()).toEqual(['1.pdf', '2.pdf']))
    expect(await files(form).last().innerText()).toContain('Waiting')
    await write(form, TEXT)
    letGo[1]?.()
    await eventually(() => expect([...kit.gateway.uploads.underWay].toSorted()).toEqual(['1.pdf', '3.pdf']))
    letGo[2]?.()
    await form.getByRole('button', { name: 'Remove 3.pdf' }).waitFor()
    letGo[0]?.()
    await form.getByRole('button', { name: 'Remove 1.pdf' }).waitFor()
    const shown = await files(form).locator('bdi').allInnerTexts()
    expect(shown.map((name) => name.trim())).toEqual(['1.pdf', '2.pdf', '3.pdf'])
    await eventually(() => {
      const kept = kit.drafts().at(-1)?.['attachments'] as { name: string }[] | undefined
      expect(kept?.map(({ name }) => name)).toEqual(['1.pdf', '2.pdf', '3.pdf'])
    })
    expect(await form.getByRole('textbox', { name: 'Message' }).inputValue()).toBe(TEXT)
  })

  it('show how far they have come', async () => {
    const form = await kit.openForm('files')
    const network = await kit.page.context().newCDPSession(kit.page)
    const slow = { offline: false, latency: 0, downloadThroughput: -1, uploadThroughput: 100_000 }
    await network.send('Network.emulateNetworkConditions', slow)
    await choose(form, file('slow.pdf', 1_000_000))
    const bar = form.getByRole('progressbar', { name: 'Uploading slow.pdf' })
    await eventually(async () => {
      const share = Number(await bar.getAttribute('aria-valuenow'))
      expect(share).toBeGreaterThan(0)
      expect(share).toBeLessThan(100)
    })
    await network.send('Network.emulateNetworkConditions', { ...slow, uploadThroughput: -1 })
    await form.getByRole('button', { name: 'Remove slow.pdf' }).waitFor()
    expect(await bar.count()).toBe(0)
  })

  it('can be called off on their way, and the focus is not lost', async () => {
    const letGo = hold('offer.pdf')
    const form = await kit.openForm('files')
    await choose(form, file('offer.pdf'))
    await form.getByRole('button', { name: 'Cancel offer.pdf' }).click()
    await isFocused(form.getByRole('button', { name: 'Attach files' }))
    expect(await files(form).count()).toBe(0)
    letGo()
    await choose(form, file('other.pdf'))
    await form.getByRole('button', { name: 'Remove other.pdf' }).waitFor()
    expect(await files(form).count()).toBe(1)
  })

  it('can be tried again when they did not arrive', async () => {
    await kit.page.route('**/v1/attachments?*', (route) => route.abort(), { times: 1 })
    const form = await kit.openForm('files')
    await choose(form, file('offer.pdf'))
    await form.getByText('Not uploaded. The service does not answer.').waitFor()
    await form.getByRole('button', { name: 'Try offer.pdf again' }).click()
    await form.getByRole('button', { name: 'Remove offer.pdf' }).waitFor()
    expect(come()).toEqual(['offer.pdf'])
  })

  it('say in the gateway’s words why it did not take them', async () => {
    kit.gateway.uploads.on('offer.pdf', () =>
      problem(503, { code: 'stopping', detail: 'Ask again in a few seconds.' }),
    )
    const reason = {
      code: 'attachment-too-large',
      facts: { name: 'big.pdf', limitBytes: 1048576 },
      remedy: null,
    } as const
    kit.gateway.uploads.on('big.pdf', () =>
      problem(413, { code: 'refused', detail: 'No.', reasons: [reason] }),
    )
    const form = await kit.openForm('files')
    await choose(form, file('offer.pdf'), file('big.pdf'))
    await form.getByText('Not uploaded. Ask again in a few seconds.').waitFor()
    await form.getByText('This file is too large: at most 1\u00A0MB.').waitFor()
    expect(await form.getByRole('button', { name: 'Try big.pdf again' }).count()).toBe(0)
  })

  it('let a message that is sent before they have arrived leave by itself once they are there, without any text too', async () => {
    kit.gateway.on('POST /sessions', (body) => Response.json(answer(body)))
    const letGo = hold('offer.pdf')
    const form = await kit.openForm('files')
    await choose(form, file('offer.pdf'))
    await send(form).click()
    await form.getByText('The message leaves as soon as it has arrived.').waitFor()
    expect(await form.getByText('The message is empty.').count()).toBe(0)
    await form.getByRole('button', { name: 'Waiting for files' }).waitFor()
    await kit.page.keyboard.press('Control+Enter')
    expect(kit.sent('/sessions')).toHaveLength(0)
    letGo()
    await form.waitFor({ state: 'hidden' })
    expect(kit.sent('/sessions')).toMatchObject([{ text: '', attachments: ['f-1'] }])
  })

  it('let the person call that off, who stands on the button for files then', async () => {
    const letGo = hold('offer.pdf')
    const form = await kit.openForm('files')
    await write(form, TEXT)
    await choose(form, file('offer.pdf'))
    await send(form).click()
    await form.getByRole('button', { name: 'Do not send yet' }).click()
    await isFocused(form.getByRole('button', { name: 'Attach files' }))
    letGo()
    await form.getByRole('button', { name: 'Remove offer.pdf' }).waitFor()
    expect(await send(form).count()).toBe(1)
    expect(kit.sent('/sessions')).toHaveLength(0)
  })

  it('that fail meanwhile keep the message here, and say which', async () => {
    const { promise, resolve } = Promise.withResolvers<void>()
    kit.gateway.uploads.on('lost.pdf', async () => {
      await promise
      return problem(503, { code: 'stopping', detail: 'Ask again in a few seconds.' })
    })
    const form = await kit.openForm('files')
    await write(form, TEXT)
    await choose(form, file('lost.pdf'))
    await send(form).click()
    await form.getByText('The message leaves as soon as it has arrived.').waitFor()
    resolve()
    await form.getByText('One file cannot go with the message.').waitFor()
    expect(await send(form).count()).toBe(1)
    expect(kit.sent('/sessions')).toHaveLength(0)
  })

  it('come back with the draft, and one that is removed is forgotten by the gateway', async () => {
    const form = await kit.openForm('files-in-draft')
    await form.getByRole('button', { name: 'Remove offer.pdf' }).click()
    await eventually(() => expect(kit.gateway.uploads.dropped).toEqual(['f-1']))
    expect(await files(form).count()).toBe(2)
    await eventually(() => {
      const kept = kit.drafts().at(-1)?.['attachments'] as { id: string }[]
      expect(kept.map(({ id }) => id)).toEqual(['f-2', 'f-3'])
    })
  })

  it('go on from their beginning when the form was closed over them', async () => {
    const letGo = hold('offer.pdf')
    const form = await kit.openForm('files')
    await write(form, TEXT)
    await choose(form, file('offer.pdf'))
    await eventually(() => expect([...kit.gateway.uploads.underWay]).toEqual(['offer.pdf']))
    await kit.page.keyboard.press('Escape')
    await form.waitFor({ state: 'hidden' })
    letGo()
    await kit.page.getByRole('button', { name: 'New session' }).click()
    await form.getByRole('button', { name: 'Remove offer.pdf' }).waitFor()
    expect(await files(form).count()).toBe(1)
  })

  it('are told to those who listen, once', async () => {
    const form = await kit.openForm('files')
    await choose(form, file('offer.pdf'), file('setup.exe'))
    await form.getByRole('status').filter({ hasText: 'offer.pdf is attached.' }).waitFor()
    expect(await form.getByRole('status').filter({ hasText: 'offer.pdf' }).count()).toBe(1)
  })
})
