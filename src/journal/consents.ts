import { accountKey, canonicalAddress } from '../domain/address.ts'
import type { Channel } from '../domain/words.ts'
import type { ConsentEntry, Consents } from './consent.ts'
import type { Database } from './database.ts'
import { together } from './together.ts'

type Accounts = Parameters<Consents['known']>[0]

interface ConsentRow {
  readonly channel: Channel
  readonly address: string
  readonly state: ConsentEntry['state']
  readonly at: Date
  readonly source: ConsentEntry['source']
  readonly note: string | null
  readonly session_id: string | null
  readonly message_id: string | null
  readonly message_text: string | null
}

// Who says both at once has not clearly agreed.
const NEWEST_FIRST = `at desc, (state = 'withdrawn') desc, n desc`

/** What customers of one workspace said about being written to first. */
export function consents({ ask }: Database, workspace: string): Consents {
  const known = together(async (asked: readonly Accounts[]) => {
    const accounts = asked.flat()
    const rows = await ask<ConsentRow>(
      `select distinct on (channel, address) channel, address, state, at from consents
       where workspace = $1 and (channel, address) in (select * from unnest($2::text[], $3::text[]))
       order by channel, address, ${NEWEST_FIRST}`,
      [
        workspace,
        accounts.map(({ channel }) => channel),
        accounts.map(({ address }) => canonicalAddress(address)),
      ],
    )
    const found = new Map(
      rows.map((row) => [accountKey(row), { state: row.state, at: row.at.toISOString() }]),
    )
    return asked.map((own) => {
      const keys = own.map(accountKey)
      return new Map(
        keys.flatMap((key) => {
          const entry = found.get(key)
          return entry ? [[key, entry] as const] : []
        }),
      )
    })
  })

  return {
    known: async (accounts) => (accounts.length === 0 ? new Map() : known(accounts)),

    async history({ channel, address }, limit) {
      const rows = await ask<ConsentRow>(
        `select * from consents where workspace = $1 and channel = $2 and address = $3
         order by ${NEWEST_FIRST} limit $4`,
        [workspace, channel, canonicalAddress(address), limit],
      )
      return rows.map(entryOf)
    },

    async note({ channel, address }, { state, at, source, note, message }, now) {
      await ask(
        `insert into consents (workspace, channel, address, state, at, source, note, session_id, message_id, message_text, noted_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) on conflict do nothing`,
        [
          workspace,
          channel,
          canonicalAddress(address),
          state,
          at,
          source,
          note,
          message?.sessionId ?? null,
          message?.id ?? null,
          message?.text ?? null,
          now,
        ],
      )
    },
  }
}

function entryOf(row: ConsentRow): ConsentEntry {
  const { state, source, note, session_id: sessionId, message_id: id, message_text: text } = row
  const message = sessionId === null || id === null ? null : { sessionId, id, text: text ?? '' }
  return { state, at: row.at.toISOString(), source, note, message }
}
