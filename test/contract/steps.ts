import { expect } from 'vitest'
import type { Channel } from '../../src/domain/words.ts'
import { HostError } from '../../src/hosts/errors.ts'
import type { Finding, Host, Page, Receipt, SendRequest } from '../../src/hosts/port.ts'
import type { Running } from './host-contract.ts'

/** In the demo seed: has WhatsApp on line-1, wrote before, and no session is open. */
export const PAVEL = {
  contactId: 'c-1',
  channel: 'whatsapp',
  address: '+79123456789',
  lineId: 'line-1',
} as const

let marks = 0

/** A message to Pavel in WhatsApp, with a mark of its own. */
export async function messageToPavel(host: Host, patch: Partial<SendRequest> = {}): Promise<SendRequest> {
  const line = (await host.lines.list()).find(({ id }) => id === PAVEL.lineId)
  if (!line) throw new Error(`The seed lacks ${PAVEL.lineId}.`)
  marks += 1
  return {
    mark: `contract-${process.pid}-${marks}`,
    line,
    contactId: PAVEL.contactId,
    channel: PAVEL.channel as Channel,
    address: PAVEL.address,
    sessionId: null,
    operatorId: null,
    subject: null,
    text: `Your order is ready (${marks})`,
    ...patch,
  }
}

/** Asks until the host has made up its mind. */
export async function settled(host: Host, request: SendRequest, receipt: Receipt | null): Promise<Finding> {
  for (let tries = 0; tries < 100; tries += 1) {
    const finding = await host.sender.find(request, receipt)
    if (finding.state !== 'pending') return finding
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
  throw new Error('The host never made up its mind.')
}

export async function failureOf(asked: Promise<unknown>): Promise<HostError> {
  const error: unknown = await asked.then(
    () => new Error('It did not fail.'),
    (error: unknown) => error,
  )
  expect(error).toBeInstanceOf(HostError)
  return error as HostError
}

/** All pages, each at most once. */
export async function allOf<T>(read: (cursor: string | null) => Promise<Page<T>>): Promise<T[]> {
  return (await pagesOf(read)).flat()
}

export async function pagesOf<T>(read: (cursor: string | null) => Promise<Page<T>>): Promise<T[][]> {
  const pages: T[][] = []
  let cursor: string | null = null
  do {
    const page: Page<T> = await read(cursor)
    pages.push([...page.items])
    cursor = page.next
    if (pages.length > 500) throw new Error('The pages have no end.')
  } while (cursor !== null)
  return pages
}

/** How many messages with this text reached the customer. */
export async function deliveriesOf({ oracle }: Running, text: string): Promise<number> {
  return (await oracle.store()).deliveries.filter((delivery) => delivery.text === text).length
}

/** What the host was asked while this ran. */
export async function requestsDuring({ oracle }: Running, run: () => Promise<unknown>) {
  const before = (await oracle.store()).requests.length
  await run()
  return (await oracle.store()).requests.slice(before)
}
