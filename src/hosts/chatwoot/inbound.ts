import { sameAccount } from '../../domain/address.ts'
import type { Account, Session } from '../../domain/words.ts'
import type { Page } from '../port.ts'
import type { Chatwoot } from './api.ts'
import { ofContact } from './conversations.ts'
import { utc } from './map.ts'
import { saidBefore } from './messages.ts'

/** How many conversations of one account, and pages of each, are read at most. */
const SESSIONS = 50
const PAGES = 25

/**
 * When this account wrote last, on one line or on any of its channel; `null`: never; `undefined`: there is more than is read.
 */
export async function lastInboundAt(
  chatwoot: Chatwoot,
  account: Pick<Account, 'contactId' | 'channel' | 'address'>,
  lineId: string | null,
): Promise<string | null | undefined> {
  let cursor: string | null = null
  let looked = 0
  let latest: string | null = null
  let whole = true
  do {
    const page: Page<Session> = await ofContact(chatwoot, account.contactId, cursor)
    for (const session of page.items) {
      if (!sameAccount(session, account) || (lineId !== null && session.lineId !== lineId)) continue
      // By activity: what comes now was touched before the message that we know.
      if (latest !== null && session.lastActivityAt <= latest) return latest
      looked += 1
      const found = await inSession(chatwoot, session.id)
      if (found === undefined) whole = false
      else if (found !== null && (latest === null || found > latest)) latest = found
      if (looked >= SESSIONS) return latest ?? undefined
    }
    cursor = page.next
  } while (cursor !== null)
  return latest ?? (whole ? null : undefined)
}

async function inSession(chatwoot: Chatwoot, sessionId: string): Promise<string | null | undefined> {
  const conversation = chatwoot.ids.known('conversation', sessionId)
  let before: number | null = null
  for (let page = 0; page < PAGES; page += 1) {
    const read: Awaited<ReturnType<typeof saidBefore>> = await saidBefore(chatwoot, conversation, before)
    const inbound = read.said.findLast(({ message_type: type }) => type === 0)
    if (inbound) return utc(inbound.created_at)
    if (read.before === null) return null
    before = read.before
  }
  return undefined
}
