import { afterAll, afterEach, beforeAll, expect, it } from 'vitest'
import { MessageSchema, type WireMessage } from '../../src/wire/schemas.ts'
import { cardWith, from, session } from '../../widget/stories/people.ts'
import { startCardKit, type CardKit } from './card-kit.ts'
import { noted } from './hostile-answers.ts'
import { hostileCorpus } from './hostile-corpus.ts'
import { faultsOf, trap, unfilledFrames } from './hostile-page.ts'
import { otherSurfaces } from './hostile-surfaces.ts'

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
  const fired = await trap(kit.page, kit.gateway.url)
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
    const fired = await trap(kit.page, kit.gateway.url)
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
    const faults = await kit.page.evaluate(faultsOf, 'firstline-conversation')

    expect([...fired.calls]).toEqual([])
    expect(fired.requests).toEqual([])
    expect(fired.refused).toEqual([])
    expect(faults).toEqual([])
  },
)

for (const one of messagesOf('x', 1)) noted(MessageSchema, one)
otherSurfaces(() => kit, CORPUS)
