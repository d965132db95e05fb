import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { from } from '../../widget/stories/people.ts'
import { SCENES } from '../../widget/stories/scenes.ts'
import { startCardKit, type CardKit } from './card-kit.ts'
import { lookAway, noticesTold as told, noticesWrittenDown } from './notices.ts'

let kit: CardKit
beforeAll(async () => {
  kit = await startCardKit()
})
afterEach(() => kit.newPage())
afterAll(() => kit.stop())

const tools = () => kit.page.getByRole('button', { name: 'Settings and keys' })

describe('the list of keys', () => {
  it('opens by "?" where the card has the focus, gives the focus back, and never opens while one types', async () => {
    await kit.open('many')
    await tools().waitFor()
    const start = kit.page.getByRole('button', { name: 'New session' })
    await start.press('?')
    const list = kit.page.getByRole('dialog', { name: 'Keys' })
    await list.getByText('Ctrl', { exact: true }).first().waitFor()
    // There is only something to read: it begins at its heading.
    expect(await list.locator('h2:focus').textContent()).toBe('Keys')
    // Over an open dialog there is no second one.
    await list.getByRole('button', { name: 'Close' }).press('?')
    expect(await kit.page.getByRole('dialog').count()).toBe(1)
    await kit.page.keyboard.press('Escape')
    await list.waitFor({ state: 'detached' })
    expect(await start.evaluate((one) => one.matches(':focus'))).toBe(true)

    const text = kit.page.getByRole('textbox', { name: 'Write a message' })
    await text.press('?')
    expect(await text.inputValue()).toBe('?')
    expect(await kit.page.getByRole('dialog').count()).toBe(0)
  })

  it('names the key that sends as the person has chosen it', async () => {
    await kit.open('many')
    await kit.page.getByRole('button', { name: /^Ctrl Enter sends/ }).click()
    await tools().press('?')
    const send = kit.page.getByRole('region', { name: 'Where you write' }).locator('dl > div').first()
    await expect.poll(() => send.locator('kbd').allTextContents()).toEqual(['Enter', 'Ctrl', 'Enter'])
  })
})

it('stands closer together as soon as one asks, and after a reload', async () => {
  await kit.open('many')
  const row = kit.page.getByRole('navigation', { name: 'Sessions' }).getByRole('button').nth(1)
  const before = (await row.boundingBox())?.height ?? 0
  await tools().click()
  // Settings begin at the first field.
  await kit.page.getByRole('dialog').locator('input[type="radio"]:checked:focus').waitFor()
  await kit.page.getByRole('radio', { name: 'Compact' }).check()
  expect((await row.boundingBox())?.height).toBe(before - 8)
  await kit.page.reload()
  await row.waitFor()
  expect((await row.boundingBox())?.height).toBe(before - 8)
})

const prepare = (permission: string, answer = permission) => noticesWrittenDown(kit.page, permission, answer)
const turnAway = (away: boolean) => lookAway(kit.page, away)
const hostile = (at: string) => `<img src=x onerror="top.fired='${at}'">{{constructor}}`
let count = 0
const write = async (text: string) => {
  count += 1
  await kit.gateway.tell({
    kind: 'message',
    message: from(0, text, { id: `n-${count}`, sessionId: 's-2' }),
  })
  const row = kit.page.getByRole('navigation', { name: 'Sessions' }).getByRole('button', { name: text })
  await row.waitFor()
}

describe('being told while one is elsewhere', () => {
  it('tells nothing unless asked, then the line alone, and the words only where they were asked for', async () => {
    await prepare('default', 'granted')
    await kit.open('many')
    await tools().waitFor()
    await turnAway(true)
    await write('Not asked for')
    expect(await told(kit.page)).toEqual([])
    expect(await kit.page.title()).toBe('Stories of the card')
    await turnAway(false)

    await tools().click()
    await kit.page.getByRole('checkbox', { name: 'Tell me quietly' }).check()
    await kit.page.getByRole('checkbox', { name: 'With the words of the customer' }).waitFor()
    // While one looks there is nothing to tell.
    await write('Seen already')
    expect(await told(kit.page)).toEqual([])

    await turnAway(true)
    await write('My card number is 1234')
    expect(await told(kit.page)).toEqual([
      expect.objectContaining({ title: 'A customer has written', body: 'Orders · Email', silent: true }),
    ])
    await write('Hello?')
    expect(await kit.page.title()).toBe('(2) Stories of the card')
    await turnAway(false)
    expect(await kit.page.title()).toBe('Stories of the card')

    await kit.page.getByRole('checkbox', { name: 'With the words of the customer' }).check()
    await turnAway(true)
    await write('Is it ready?')
    expect((await told(kit.page)).at(-1)).toMatchObject({
      title: 'Pavel Serov',
      body: 'Orders · Email\nIs it ready?',
    })
    // A notification holds so much and no more.
    const long = 'Where is it? '.repeat(20).trim()
    await write(long)
    expect((await told(kit.page)).at(-1)).toMatchObject({ body: `Orders · Email\n${long.slice(0, 140)}` })
  })

  it('tells a name, a line and words with markup as they were written, and runs nothing of a title with it', async () => {
    const many = SCENES['many']?.card
    if (!many?.contact) throw new Error('The story has nobody.')
    kit.gateway.scenes.set('hostile-notice', {
      card: {
        ...many,
        contact: { ...many.contact, name: hostile('name') },
        sessions: {
          ...many.sessions,
          items: many.sessions.items.map((one) => ({ ...one, lineName: hostile('line') })),
        },
      },
    })
    await prepare('granted')
    await kit.open('hostile-notice')
    await kit.page.evaluate((title) => (document.title = title), hostile('title'))
    await tools().click()
    await kit.page.getByRole('checkbox', { name: 'Tell me quietly' }).check()
    await kit.page.getByRole('checkbox', { name: 'With the words of the customer' }).check()
    await turnAway(true)
    await write(hostile('words'))
    await expect
      .poll(() => told(kit.page))
      .toMatchObject([{ title: hostile('name'), body: `${hostile('line')} · Email\n${hostile('words')}` }])
    expect(await kit.page.title()).toBe(`(1) ${hostile('title')}`)
    await turnAway(false)
    expect(await kit.page.title()).toBe(hostile('title'))
    expect(await kit.page.evaluate(() => Reflect.get(window, 'fired'))).toBeUndefined()
  })

  it('says so when the browser forbids it, and counts in the title all the same', async () => {
    await prepare('default', 'denied')
    await kit.open('many')
    await tools().click()
    await kit.page.getByRole('checkbox', { name: 'Tell me quietly' }).check()
    await kit.page.getByText('The browser allows no notifications here').waitFor()
    await turnAway(true)
    await write('Anybody there?')
    expect(await told(kit.page)).toEqual([])
    expect(await kit.page.title()).toBe('(1) Stories of the card')
  })

  it('does not offer it in a frame of another site', async () => {
    const other = kit.gateway.page('many').replace('127.0.0.1', 'localhost')
    await kit.page.goto(kit.gateway.page('many'))
    await kit.page.evaluate((url) => {
      document.body.innerHTML = `<iframe src="${url}" width="900" height="640"></iframe>`
    }, other)
    const frame = kit.page.frameLocator('iframe')
    await frame.getByRole('button', { name: 'Settings and keys' }).click()
    await frame.getByText('the card stands in a frame of another site').waitFor()
    expect(await frame.getByRole('checkbox', { name: 'Tell me quietly' }).isDisabled()).toBe(true)
  })
})
