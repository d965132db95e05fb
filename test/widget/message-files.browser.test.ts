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
  await expect.poll(() => fetched).toContain('https://shop.example/logo.png')
  // It is not there any more: its words stand in its place, and no broken picture.
  await expect.poll(() => letter.locator('img').count()).toBe(0)
  await letter.getByText('[Shop]').waitFor()
  expect(fetched).not.toContain('https://track.example/1.gif')
})

/** These pieces of a text as they stand from left to right. The text may be spread over several nodes of one element. */
const seen = (text: string, ...pieces: string[]): Promise<string[]> =>
  kit.page.evaluate(
    ({ whole, parts }) => {
      const all = (root: ParentNode): Element[] =>
        [...root.querySelectorAll('*')].flatMap((one) =>
          one.shadowRoot ? [one, ...all(one.shadowRoot)] : [one],
        )
      const place = all(document).findLast((one) => one.checkVisibility() && one.textContent.includes(whole))
      if (!place) return [`nothing says ${whole}`]
      const nodes = document.createTreeWalker(place, NodeFilter.SHOW_TEXT)
      const letters: [Node, number][] = []
      while (nodes.nextNode()) {
        const { currentNode } = nodes
        letters.push(...[...(currentNode.nodeValue ?? '')].map((_, n) => [currentNode, n] as [Node, number]))
      }
      const middle = (piece: string): number => {
        const from = place.textContent.indexOf(piece, place.textContent.indexOf(whole))
        const [first, last] = [letters[from], letters[from + piece.length - 1]]
        if (from < 0 || !first || !last) return Number.NaN
        const range = document.createRange()
        range.setStart(...first)
        range.setEnd(last[0], last[1] + 1)
        const { left, right } = range.getBoundingClientRect()
        return (left + right) / 2
      }
      return parts.toSorted((one, other) => middle(one) - middle(other))
    },
    { whole: text, parts: pieces },
  )

/** The horizontal box of something, in pixels. */
const box = (selector: string) =>
  kit.page
    .locator(selector)
    .first()
    .evaluate((one) => {
      const { left, right } = one.getBoundingClientRect()
      return { left, right }
    })

it.each(['ltr', 'rtl'])('each text keeps its own direction on a page that is %s', async (dir) => {
  await kit.open('kinds-of-directions')
  await kit.page.evaluate((to) => (document.documentElement.dir = to), dir)
  await kit.log().getByRole('link', { name: 'https://shop.example/lamps' }).waitFor()
  await kit.log().getByText('This message was deleted.').waitFor()
  // What customers and colleagues wrote, up to the stop at its end; numbers within stay as they are read.
  expect(await seen('التعليمات', 'التعليمات', '+7', '89', '!')).toEqual(['!', '+7', '89', 'التعليمات'])
  expect(await seen('שלום, קניתי', 'שלום', 'iPhone', '15', '?')).toEqual(['?', 'iPhone', '15', 'שלום'])
  expect(await seen('Good day! Order', 'Good', '7741', '.')).toEqual(['Good', '7741', '.'])
  expect(await seen('לקוח', 'לקוח', 'VIP', '!')).toEqual(['!', 'VIP', 'לקוח'])
  expect(await seen('الرقم غير موجود', 'الرقم', '131026', '.')).toEqual(['.', '131026', 'الرقم'])
  // Our own words, with names in them.
  expect(await seen('This message was', 'This', '.')).toEqual(['This', '.'])
  expect(await seen('handed the session over', 'سارة', 'handed', ':')).toEqual(['سارة', 'handed', ':'])
  expect(await seen('Not delivered. The', 'Not', 'says', 'الرقم')).toEqual(['Not', 'says', 'الرقم'])
  // A name that is cut in its middle, and one that is not.
  const [head, tail] = [await box('li .name > .cut'), await box('li .name > .tail')]
  expect(tail.right).toBeLessThanOrEqual(head.left + 1)
  expect(await seen('تقرير 2024', 'تقرير', '2024')).toEqual(['2024', 'تقرير'])
  // The beginning of what is cut in the list, beside the state.
  const row = await box('span.gist')
  expect(await seen('هل يمكنكم', 'هل', 'تخبروني')).toEqual(['تخبروني', 'هل'])
  const first = await kit.page.locator('span.gist > bdi').evaluate((one) => {
    const range = document.createRange()
    range.setStart(one.firstChild as Node, 0)
    range.setEnd(one.firstChild as Node, 2)
    const { left, right } = range.getBoundingClientRect()
    return { left, right, is: getComputedStyle(one).textOverflow, wider: one.scrollWidth > one.clientWidth }
  })
  expect(first).toMatchObject({ is: 'ellipsis', wider: true })
  expect(first.left).toBeGreaterThanOrEqual(row.left)
  expect(first.right).toBeLessThanOrEqual(row.right)
  // An address in a dialog.
  await kit.page.locator('.session [aria-haspopup="menu"]').click()
  await kit.page.getByRole('menuitem').click()
  await kit.page.getByRole('dialog').waitFor()
  expect(await seen('+79123456789', '+', '79')).toEqual(['+', '79'])
})
