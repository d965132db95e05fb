import { expect, test } from 'vitest'
import type { HostMessage } from '../../src/hosts/port.ts'
import type { Suite } from './host-contract.ts'
import type { Store } from './oracle.ts'
import { messageToPavel, pagesOf, settled } from './steps.ts'
import { describeWhen } from './when.ts'

/** What a message may be besides words and files, by the names that hosts declare it under. */
const PARTS = {
  notes: (message: HostMessage) => message.kind === 'note',
  events: (message: HostMessage) => message.kind === 'event',
  unknown: (message: HostMessage) => message.kind === 'unknown',
  templates: (message: HostMessage) => message.template !== undefined,
  quotes: (message: HostMessage) => message.replyTo !== undefined,
  edited: (message: HostMessage) => message.editedAt !== undefined,
  deleted: (message: HostMessage) => message.deletedAt !== undefined,
  letters: (message: HostMessage) => message.letter !== undefined,
  places: (message: HostMessage) => message.place !== undefined,
  cards: (message: HostMessage) => message.card !== undefined,
} as const
export type Shown = keyof typeof PARTS
const ALL = Object.keys(PARTS) as Shown[]

/** Words of the conversation itself, as the store keeps them: without notes and lines about what happened. */
export const isTalk = (message: HostMessage): boolean => !PARTS.notes(message) && !PARTS.events(message)

/** Messages of every kind: as the host tells them, and nothing that it does not. */
export function messageKinds(suite: Suite): void {
  const { shows } = suite
  if (shows === undefined) return
  const read = async (sessionId: string) => {
    const { host } = suite.running()
    const pages = await pagesOf((cursor) => host.sessions.messages(sessionId, cursor))
    return pages.toReversed().flat()
  }
  /** Every message of the demo that has more than words, as the store and the adapter have it. */
  const rich = async () => {
    const store = await suite.running().oracle.store()
    const found: { message: HostMessage; stored: Store['messages'][number] | undefined }[] = []
    for (const { id, asides } of store.sessions) {
      const kept = store.messages.filter(({ sessionId }) => sessionId === id)
      const plain = ({ parts, attachments, template }: (typeof kept)[number]) =>
        Object.keys(parts).length + attachments.length === 0 && template === null
      if (asides.length === 0 && kept.every(plain)) continue
      for (const message of await read(id))
        found.push({ message, stored: kept.find((one) => one.id === message.id) })
    }
    return found
  }

  test('messages are made of what the host tells of them, no more and no less', async () => {
    const messages = await rich()
    const shown = ALL.filter((name) => messages.some(({ message }) => PARTS[name](message)))
    expect(shown.toSorted()).toEqual(shows.toSorted())
    for (const { message, stored } of messages) {
      expect(message.attachments?.map(({ name }) => name) ?? []).toEqual(
        stored?.attachments.map(({ name }) => name) ?? [],
      )
      for (const { url } of message.attachments ?? []) expect(url ?? 'https:').toMatch(/^https?:/)
    }
  })

  describeWhen(shows.includes('edited'))('a message that was changed', () => {
    test('tells when', async () => {
      const { timesToMs = 1 } = suite
      for (const { message, stored } of (await rich()).filter(({ stored }) => stored?.parts.editedAt))
        expect(Date.parse(message.editedAt!)).toBe(
          Math.floor(Date.parse(stored!.parts.editedAt!) / timesToMs) * timesToMs,
        )
    })
  })

  describeWhen(shows.includes('deleted'))('a message that was deleted', () => {
    test('tells when', async () => {
      for (const { message, stored } of (await rich()).filter(({ stored }) => stored?.parts.deletedAt))
        expect(message.deletedAt).toBe(stored!.parts.deletedAt)
    })
  })

  describeWhen(shows.includes('letters'))('a letter', () => {
    test('has the HTML that it came with', async () => {
      const letters = (await rich()).filter(({ stored }) => stored?.parts.html !== undefined)
      expect(letters.length).toBeGreaterThan(0)
      for (const { message, stored } of letters) expect(message.letter?.html).toBe(stored!.parts.html)
    })
  })

  describeWhen(shows.includes('notes'))('a note among the staff', () => {
    test('of our own is the host’s as soon as it stands there, once and in its author’s name', async () => {
      const { host, oracle } = suite.running()
      const request = await messageToPavel(host)
      await settled(host, request, await host.sender.send(request))
      const { sessionId } = (await oracle.store()).messages.find(({ text }) => text === request.text)!
      const plannedAt = new Date().toISOString()
      const asked = {
        mark: `kind-${process.pid}`,
        sessionId,
        operatorId: 'op-2',
        text: 'Look <here>',
        plannedAt,
      }
      const { messageId } = await host.notes!.add(asked)
      await oracle.note({ sessionId, operatorId: 'op-1', text: 'I did' })
      const notes = (await read(sessionId)).filter(PARTS.notes)
      expect(notes).toMatchObject([
        { id: messageId, direction: 'outbound', text: asked.text, author: { kind: 'operator', id: 'op-2' } },
        { text: 'I did', author: { kind: 'operator', id: 'op-1' } },
      ])
      expect(new Set(notes.map(({ id }) => id)).size).toBe(2)
    })
  })
}
