import { addPerson, addTalk } from '../../src/sandbox/engine/seed/build.ts'
import type { Talk, Turn } from '../../src/sandbox/engine/seed/shapes.ts'
import { fileUrl } from '../../src/sandbox/engine/file-url.ts'
import type { Attachment, Engine, Store } from '../../src/sandbox/engine/index.ts'
import { hostileCorpus } from '../widget/hostile-corpus.ts'

export const HOSTILE = 'c-666'
export const PHONE = '+79995550166'

/** Surrogates without their other half cannot be in an address, so no host keeps them in a file's name. */
const CORPUS = hostileCorpus().map((attempt) => attempt.trim().toWellFormed())
/** So many attempts stand in one text. */
export const IN_ONE = 24
const FILES = ['seed-1', 'seed-2', 'seed-3', 'seed-4'] as const

/** Which fields each vendor's host keeps and shows beside those that all do. */
const ALL_KEEP = ['name', 'text', 'caption', 'file', 'echo', 'user name']
const KEEPS: Readonly<Record<string, readonly string[]>> = {
  elma365: ['subject'],
  helpdeskeddy: ['subject', 'letter', 'mailbox'],
  edna: ['place'],
  chatwoot: [
    'subject',
    'letter',
    'copy',
    'event',
    'place',
    'first name',
    'last name',
    'phone of a card',
    'failure',
    'mailbox',
  ],
}
export const keeps = (dialect: string): string[] => [...ALL_KEEP, ...(KEEPS[dialect] ?? [])]

export type Attempts = ReturnType<typeof attempts>

/** Gives the next attempts of the corpus for a field, and notes which. */
function attempts() {
  const filled: Record<string, string[]> = {}
  let next = 0
  const take = (field: string, count: number, fits: (attempt: string) => boolean = () => true): string => {
    const own: string[] = []
    for (let looked = 0; own.length < count && looked < CORPUS.length; looked += 1, next += 1) {
      const attempt = CORPUS[next % CORPUS.length] ?? ''
      if (fits(attempt)) own.push(`${attempt} //${field}`)
    }
    filled[field] = [...(filled[field] ?? []), ...own]
    return own.join('\n')
  }
  return { take, filled }
}

const isShort = (attempt: string): boolean => attempt.length < 120
/** Without what no address can have. */
const isAddress = (attempt: string): boolean => attempt.length < 80 && !/[\s\p{C}]/u.test(attempt)

/**
 * A customer who makes an attempt wherever a customer can write, in every field that any vendor's host keeps: the whole corpus in their
 * words, and a part of it in each other field.
 */
export function addHostileCustomer(engine: Engine): Attempts {
  const store = engine.store as Store
  const { take, filled } = attempts()
  let minutesAgo = 600
  const says = (text: string, more: Partial<Turn> = {}): Turn => {
    minutesAgo -= 1
    return { from: 'customer', text, minutesAgo, ...more }
  }
  const talk = (channel: Talk['channel'], more: Pick<Talk, 'turns'> & Partial<Talk>): void =>
    addTalk(store, engine.now(), { with: HOSTILE, channel, state: 'active', operator: 'op-1', ...more })

  addPerson(store, {
    id: HOSTILE,
    name: take('name', IN_ONE, isShort),
    phones: [PHONE],
    emails: [take('mailbox', 1, isAddress)],
    on: { whatsapp: PHONE, email: 'hostile@mail.example', 'telegram-bot': take('user name', 1, isAddress) },
  })
  const words = Array.from({ length: Math.ceil(CORPUS.length / IN_ONE) }, () => says(take('text', IN_ONE)))
  talk('whatsapp', {
    asides: [{ kind: 'event', text: take('event', IN_ONE), minutesAgo: 599 }],
    turns: [
      ...words,
      says(take('caption', IN_ONE), { files: ['seed-1'] }),
      ...FILES.map((id) => says('', { files: [id] })),
      says('And why?', { answers: 0 }),
      says('Here', { parts: { place: { latitude: 1, longitude: 1, title: take('place', IN_ONE) } } }),
      says('Ask them', {
        parts: {
          card: {
            firstName: take('first name', IN_ONE),
            lastName: take('last name', IN_ONE),
            phone: take('phone of a card', IN_ONE),
          },
        },
      }),
      // A template says back what stands in the record.
      says(take('echo', IN_ONE), {
        from: 'op-1',
        failed: { code: 'unknown', text: take('failure', IN_ONE) },
      }),
    ],
  })
  talk('email', {
    subject: take('subject', IN_ONE),
    turns: Array.from({ length: IN_ONE }, (_, n) =>
      says(`Letter ${n}`, {
        parts: {
          html: `<table><tr><td>Letter ${n}</td></tr></table>${take('letter', 1)}`,
          cc: [take('copy', 1), take('copy', 1)],
        },
      }),
    ),
  })
  talk('telegram-bot', { state: 'closed', turns: [says(take('text', 1))] })
  for (const message of store.messages)
    if (store.sessions.find(({ id }) => id === message.sessionId)?.contactId === HOSTILE)
      message.attachments = message.attachments.map((file) => renamed(file, take('file', 6, isShort)))
  return { take, filled }
}

/** The sandbox keeps it under the id in its address. */
function renamed(file: Attachment, name: string): Attachment {
  return { ...file, name, url: fileUrl(file.url.split('/')[3] ?? '', name) }
}
