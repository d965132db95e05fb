import { afterAll, afterEach, beforeAll, expect, it } from 'vitest'
import type { WireMessage } from '../../src/wire/schemas.ts'
import { cardWith, from, session } from '../../widget/stories/people.ts'
import { startCardKit, type CardKit } from './card-kit.ts'
import { hostileCorpus } from './hostile-corpus.ts'

let kit: CardKit
beforeAll(async () => {
  kit = await startCardKit()
})
afterEach(() => kit.newPage())
afterAll(() => kit.stop())

const CORPUS = hostileCorpus()
/** So many are shown at once. */
const AT_ONCE = 48

/** In everything that a customer can fill; a letter without words is shown as it was sent, unasked. */
function messagesOf(text: string, n: number): WireMessage[] {
  const author = { kind: 'customer', id: null, name: text } as const
  const file = {
    name: text,
    type: text,
    size: 1,
    url: text,
    width: 9e9,
    height: -1,
    durationMs: 1,
    previewUrl: text,
  }
  const link = { messageId: text, text, author: text }
  return [
    from(n, text, {
      id: `words-${n}`,
      kind: 'unknown',
      link: text,
      author,
      attachments: (['image', 'audio', 'video', 'file'] as const).map((kind) => ({ ...file, kind })),
      template: { name: text },
      replyTo: link,
      place: { latitude: 1, longitude: 1, title: text },
      card: { name: text, phones: [text], emails: [text] },
    }),
    from(n, '', {
      id: `letter-${n}`,
      author,
      letter: { subject: text, from: text, to: [text], cc: [text, text, text, text], html: text },
      link: text,
    }),
    from(n, text, { id: `event-${n}`, kind: 'event', author, event: { what: 'other', text } }),
  ]
}

const slices = Array.from({ length: Math.ceil(CORPUS.length / AT_ONCE) }, (_, n) => n * AT_ONCE)

it('has at least five hundred', () => expect(CORPUS.length).toBeGreaterThanOrEqual(500))

it('tells when something runs: without our care much of it would', async () => {
  const fired = await trap()
  await kit.open('first-time')
  await kit.page.evaluate(
    (corpus) => {
      for (const text of corpus) {
        const frame = document.createElement('iframe')
        frame.srcdoc = text
        document.body.append(frame)
      }
    },
    CORPUS.slice(0, AT_ONCE),
  )
  await expect.poll(() => fired.calls.size, { timeout: 60_000 }).toBeGreaterThan(20)
})

it.each(slices)(
  'nothing that a customer writes is ever run, fetches anything or breaks the card: from %i on',
  async (start) => {
    const fired = await trap()
    const corpus = CORPUS.slice(start, start + AT_ONCE)
    const first = session({ id: 's-1', subject: corpus[0] ?? '', preview: corpus[0] ?? '' })
    const messages = corpus.flatMap((text, n) => messagesOf(text, corpus.length - n))
    kit.gateway.scenes.set('hostile', { card: cardWith([first], messages) })
    // So high that every row is drawn.
    await kit.page.addInitScript(() => {
      document.addEventListener('DOMContentLoaded', () => {
        document
          .querySelector('firstline-conversation')
          ?.setAttribute('style', '--firstline-height: 900000px')
      })
    })
    await kit.open('hostile', 380)
    await expect.poll(() => kit.page.locator('iframe').count(), { timeout: 90_000 }).toBe(corpus.length)
    // Each frame has been filled: what was put into it has stood long enough to start.
    await expect.poll(() => kit.page.evaluate(unfilledFrames), { timeout: 90_000 }).toBe(0)
    const faults = await kit.page.evaluate(faultsOfCard)

    expect([...fired.calls]).toEqual([])
    expect(fired.requests).toEqual([])
    expect(fired.refused).toEqual([])
    expect(faults).toEqual([])
  },
)

/** What was called, asked of the network beyond the gateway, and refused by a policy, from now on. */
async function trap() {
  const calls = new Set<number>()
  const requests: string[] = []
  const refused: string[] = []
  await kit.page.exposeFunction('fired', (n: number) => calls.add(n))
  kit.page.on('request', (request) => {
    const url = request.url()
    if (!url.startsWith(kit.gateway.url) && !url.startsWith('about:')) requests.push(url)
  })
  kit.page.on('console', (said) => {
    if (/Content Security Policy/.test(said.text())) refused.push(said.text())
  })
  await kit.page.route(/fired\.example/, (route) => route.abort())
  return { calls, requests, refused }
}

function unfilledFrames(): number {
  const root = document.querySelector('firstline-conversation')?.shadowRoot
  return [...(root?.querySelectorAll('iframe') ?? [])].filter(
    (one) => one.contentDocument?.title !== '.' || one.contentDocument.readyState !== 'complete',
  ).length
}

/** Starts whatever waits for a person, and says what leads elsewhere or stands out of the card. */
function faultsOfCard(): string[] {
  const root = document.querySelector('firstline-conversation')?.shadowRoot
  if (!root) return ['no card']
  const frames = [...root.querySelectorAll('iframe')]
  const all = [root, ...frames.map((one) => one.contentDocument)].flatMap((one) => [
    ...(one?.querySelectorAll<HTMLElement>('*') ?? []),
  ])
  const EVENTS = [
    'mouseover',
    'pointerover',
    'focus',
    'error',
    'load',
    'toggle',
    'animationstart',
    'beforetoggle',
  ]
  const faults: string[] = []
  for (const one of all) {
    if (one.matches('audio, video, source, img')) continue
    for (const name of EVENTS) if (one.localName !== 'iframe') one.dispatchEvent(new Event(name))
    for (const { name, value } of one.attributes) {
      if (name.startsWith('on')) faults.push(`handler: ${one.outerHTML.slice(0, 80)}`)
      if (
        /^(?:href|src|action|formaction|data|xlink:href)$/.test(name) &&
        !/^(?:https?|mailto|tel):/.test(value)
      )
        faults.push(`address: ${one.outerHTML.slice(0, 80)}`)
    }
    if (
      /^(?:script|object|embed|base|form|svg:script|link)$/.test(one.localName) &&
      one.getRootNode() !== root
    )
      faults.push(`element: ${one.outerHTML.slice(0, 80)}`)
  }
  const edge = document.documentElement.clientWidth + 1
  for (const one of root.querySelectorAll<HTMLElement>('*')) {
    if (one.closest('.cut, .only-heard, .folded, .words') || !one.checkVisibility()) continue
    const box = one.getBoundingClientRect()
    if (box.width > 0 && (box.right > edge || box.left < -1))
      faults.push(`too wide: ${one.outerHTML.slice(0, 80)}`)
  }
  return [...new Set(faults)].slice(0, 20)
}
