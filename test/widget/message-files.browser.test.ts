import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { startCardKit, type CardKit } from './card-kit.ts'

let kit: CardKit
beforeAll(async () => {
  kit = await startCardKit()
})
afterEach(() => kit.newPage())
afterAll(() => kit.stop())

describe('the files of a message (R-FILE-1)', () => {
  it('stand in its bubble with name, size and a link that gives nothing away', async () => {
    await kit.open('message-files')
    const link = kit.log().getByRole('link', { name: 'lamp.jpg' })
    await link.waitFor()
    expect(await link.getAttribute('href')).toBe('https://files.example/lamp.jpg')
    expect(await link.getAttribute('rel')).toBe('noopener noreferrer')
    expect(await link.getAttribute('download')).toBe('lamp.jpg')
    expect(await kit.log().textContent()).toContain('Picture · 234\u00A0kB')
    expect(await kit.log().textContent()).toContain('PDF · 1.5\u00A0MB')
  })

  it('are only named where the address is missing or not the web’s, and a turned name is shown straight', async () => {
    await kit.open('message-files')
    await kit.log().getByRole('link', { name: 'lamp.jpg' }).waitFor()
    const links = await kit
      .log()
      .getByRole('link')
      .evaluateAll((all) => all.map((one) => one.getAttribute('href')))
    expect(links).toEqual(['https://files.example/lamp.jpg', 'https://files.example/offer'])
    const text = await kit.log().textContent()
    expect(text).toContain('price.xlsx')
    expect(text).toContain('page.html')
    // What it is called by is what it is, not what it looks like.
    expect(text).toContain('invoicegpj.exe')
    expect(text).toContain('Program · 900')
  })

  it('may stand without a text', async () => {
    await kit.open('message-files')
    await kit
      .log()
      .getByRole('link', { name: /Commercial offer/ })
      .waitFor()
    const bubble = kit.log().getByRole('article').nth(1)
    expect(await bubble.locator('.text').count()).toBe(0)
  })

  it('are named even when what shows them cannot be loaded', async () => {
    await kit.page.route(/\/kinds-/, (route) => route.abort())
    await kit.open('message-files')
    await kit.log().getByText('lamp.jpg').waitFor()
    expect(await kit.log().getByRole('link').count()).toBe(0)
  })
})

it('a letter’s pictures are fetched when "Show pictures" is clicked, and not before; the one that only spies never', async () => {
  const fetched: string[] = []
  await kit.page.route(/^https:\/\/(shop|track)\.example\//, (route) => {
    fetched.push(route.request().url())
    return route.fulfill({ status: 404 })
  })
  await kit.open('letters')
  await kit.log().getByRole('button', { name: 'Show as it was sent' }).click()
  const letter = kit.page.frameLocator('iframe')
  await letter.getByText('Lamp «Север»').waitFor()
  expect(fetched).toEqual([])
  await kit.log().getByRole('button', { name: 'Show pictures' }).click()
  await letter.locator('img').first().waitFor({ state: 'attached' })
  await expect.poll(() => fetched).toContain('https://shop.example/logo.png')
  expect(await letter.locator('img').count()).toBe(1)
  expect(fetched).not.toContain('https://track.example/1.gif')
})
