import { Script } from 'node:vm'
import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { launchBrowser } from '../setup/browser.ts'
import { startFakeGateway, type FakeGateway } from '../widget/fake-gateway.ts'
import { builtSingleFile } from './built-single-file.ts'
import { beside, openHostCard } from './systemjs-page.ts'

let gateway: FakeGateway
let browser: Browser
let page: Page
let files: ReadonlyMap<string, string>
let widget: string
let complaints: string[]
beforeAll(async () => {
  files = await builtSingleFile()
  widget = files.get('firstline.js') ?? ''
  gateway = await startFakeGateway()
  browser = await launchBrowser()
})
afterAll(async () => {
  await browser?.close()
  await gateway?.stop()
})
beforeEach(async () => {
  page = await browser.newPage({ reducedMotion: 'reduce' })
  complaints = []
  page.on('pageerror', (error) => complaints.push(error.message))
  page.on('console', (said) => void (said.type() === 'error' && complaints.push(said.text())))
})
afterEach(() => page.close())

describe('the widget for hosts that load one classic script', () => {
  it('is one file', () => {
    expect([...files.keys()]).toEqual(['firstline.js'])
  })

  it('stays under 1 MB', () => {
    expect(Buffer.byteLength(widget)).toBeGreaterThan(100_000)
    expect(Buffer.byteLength(widget)).toBeLessThan(1_000_000)
  })

  it('loads nothing later and knows no module of its own', () => {
    expect(widget).not.toMatch(/\bimport\s*\(/)
    expect(widget).not.toMatch(/\bimport\s+[\w{*"'`]/)
    expect(widget).not.toMatch(/\bimport\.meta\b/)
    expect(widget).not.toMatch(/\brequire\s*\(/)
  })

  it('is a classic script that leaves no names behind', () => {
    expect(() => new Script(widget)).not.toThrow()
    expect(widget.trim()).toMatch(/^\(function\s*\(\)\s*\{[^]*\}\)\(\);$/)
  })

  it('holds the form and both languages', () => {
    expect(widget).toContain('New session')
    expect(widget).toContain('Новая сессия')
  })
})

const NOT_CONNECTED = 'The card is not connected to a gateway'

/** A widget's script as the host compiles it: a factory that receives its Context, its ViewContext and its Server. */
const compiled = `System.register(["firstline.js"], function (_export) {
  return {
    setters: [function () {}],
    execute: function () {
      _export('default', function (Context, ViewContext, Server) {
        const element = document.createElement('firstline-conversation')
        for (const [name, value] of Object.entries(Context.data)) element.setAttribute(name, value)
        document.querySelector('main').append(element)
      })
    },
  }
})`

type Factory = (context: object, view: object, server: object) => void
declare const System: { import(address: string): Promise<{ default: Factory }> }

/** What the host does with a compiled script. */
const runIn = (data: Readonly<Record<string, string>>, script = 'widget.js') =>
  page.evaluate(
    async ([address, values]) => {
      const made = await System.import(address)
      made.default({ data: values }, {}, { rpc: {} })
    },
    [beside(script), data] as const,
  )

describe('the one file in a page of a host that loads widgets with SystemJS', () => {
  it('comes once and shows that nobody has connected it', async () => {
    const asked = await openHostCard(page, gateway.url, {
      'firstline.js': widget,
      'widget.js': compiled,
      'other.js': compiled,
    })
    await runIn({ locale: 'en' })
    await page.getByText(NOT_CONNECTED).waitFor()
    await runIn({ locale: 'en' }, 'other.js')
    await page.getByText(NOT_CONNECTED).nth(1).waitFor()
    expect(asked.toSorted()).toEqual(['firstline.js', 'other.js', 'system.js', 'widget.js'])
    expect(complaints).toEqual([])
  })

  it('shows the card and opens the form without another file', async () => {
    const asked = await openHostCard(page, gateway.url, { 'firstline.js': widget, 'widget.js': compiled })
    await runIn({ gateway: `${gateway.url}/scenes/many`, context: 'story', locale: 'en' })
    await page.getByRole('button', { name: 'New session' }).click()
    await page.getByRole('textbox', { name: /Message/ }).waitFor()
    expect(asked.toSorted()).toEqual(['firstline.js', 'system.js', 'widget.js'])
    expect(complaints).toEqual([])
  })

  it('does not mind another copy of itself on the page', async () => {
    const second = compiled.replace('firstline.js', './copy.js')
    await openHostCard(page, gateway.url, {
      'firstline.js': widget,
      'copy.js': widget,
      'widget.js': compiled,
      'other.js': second,
    })
    await runIn({ locale: 'ru' })
    await runIn({ locale: 'ru' }, 'other.js')
    expect(await page.locator('firstline-conversation').count()).toBe(2)
    expect(complaints).toEqual([])
  })
})
