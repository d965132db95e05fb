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
/** So many are shown at once, each in a letter of its own: there one attempt could swallow the next. */
const AT_ONCE = 96
/** So many stand in one text, which cannot end before its end. */
const IN_ONE = 24
const KINDS = ['image', 'audio', 'video', 'file'] as const

const file = (text: string) => ({
  name: text,
  type: text,
  size: 1,
  url: text,
  width: 9e9,
  height: -1,
  durationMs: 1,
  previewUrl: text,
})

/** Everything that a customer can fill, but for letters; what may be taken for an address stands in each kind of file. */
function messageOf(attempts: readonly string[], n: number): WireMessage {
  const all = attempts.join('\n')
  return from(n, all, {
    id: `words-${n}`,
    kind: 'unknown',
    link: all,
    author: { kind: 'customer', id: null, name: all },
    attachments: attempts.flatMap((text, at) =>
      KINDS.filter((_, kind) => !text.includes('<') || kind === at % KINDS.length).map((kind) => ({
        ...file(text),
        kind,
      })),
    ),
    template: { name: all },
    replyTo: { messageId: all, text: all, author: all },
    place: { latitude: 1, longitude: 1, title: all },
    card: { name: all, phones: [...attempts], emails: [...attempts] },
  })
}

/** A letter without words is shown as it was sent, unasked. */
const letterOf = (text: string, n: number): WireMessage =>
  from(n, '', {
    id: `letter-${n}`,
    author: { kind: 'customer', id: null, name: text },
    letter: { subject: text, from: text, to: [text], cc: [text, text, text, text], html: text },
    link: text,
  })

const eventOf = (text: string, n: number): WireMessage =>
  from(n, text, {
    id: `event-${n}`,
    kind: 'event',
    author: { kind: 'customer', id: null, name: text },
    event: { what: 'other', text },
  })

/** Newest last. */
function messagesOf(corpus: readonly string[]): WireMessage[] {
  const rows = Array.from({ length: Math.ceil(corpus.length / IN_ONE) }, (_, n) =>
    corpus.slice(n * IN_ONE, (n + 1) * IN_ONE),
  )
  return [
    ...corpus.map((text, n) => letterOf(text, 1000 - n)),
    ...rows.flatMap((row, n) => [messageOf(row, 500 - n), eventOf(row.join('\n'), 400 - n)]),
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
    CORPUS.slice(0, 48),
  )
  await expect.poll(() => fired.calls.size, { timeout: 60_000 }).toBeGreaterThan(20)
})

it.each(slices)(
  'nothing that a customer writes is ever run, fetches anything or breaks the card: from %i on',
  async (start) => {
    const fired = await trap(kit.page, kit.gateway.url)
    const corpus = CORPUS.slice(start, start + AT_ONCE)
    const first = session({ id: 's-1', subject: corpus[0] ?? '', preview: corpus[0] ?? '' })
    kit.gateway.scenes.set('hostile', { card: cardWith([first], messagesOf(corpus)) })
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

for (const one of messagesOf(['x'])) noted(MessageSchema, one)
otherSurfaces(() => kit, CORPUS)
