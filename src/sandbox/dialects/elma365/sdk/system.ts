import type { Engine } from '../../../engine/index.ts'
import type { ProfileHolder } from '../profile.ts'
import { CHANNEL_FIELDS, channelEntries } from './channels.ts'
import { documented } from './documented.ts'
import { search, type Entry } from './search.ts'
import { SESSION_FIELDS, sessionEntry } from './sessions.ts'

const COMMON_FIELDS = ['__id', '__name', '__deletedAt']

/**
 * The `System` of a server script: exactly the members of the facts, section 5, over the engine. `caller` is the id of who is
 * signed in where the script was asked from, if anybody is.
 */
export function systemOf(
  engine: Engine,
  profile: ProfileHolder,
  caller: () => string | null = () => null,
): object {
  return documented('System', {
    lines: documented('System.lines', {
      lines: collection('System.lines.lines', COMMON_FIELDS, () =>
        engine.store.lines.map((line) => named('Line', line)),
      ),
      channels: collection('System.lines.channels', CHANNEL_FIELDS, () =>
        channelEntries(engine.store, profile),
      ),
      sessions: collection('System.lines.sessions', SESSION_FIELDS, () =>
        engine.store.sessions.map((session) => sessionEntry(engine, profile, session)),
      ),
    }),
    userGroups: collection('System.userGroups', COMMON_FIELDS, () =>
      engine.store.groups.map((group) => named('UserGroup', group)),
    ),
    users: documented('System.users', {
      search: () =>
        search('System.users', COMMON_FIELDS, () =>
          engine.store.operators.map((operator) => named('User', operator)),
        ),
      getCurrentUser: async () => {
        const found = engine.store.operators.find(({ id }) => id === caller())
        return found ? named('User', found).item() : null
      },
    }),
  })
}

function collection(name: string, fields: readonly string[], entries: () => Entry<object>[]): object {
  return documented(name, { search: () => search(name, fields, entries) })
}

function named(kind: string, { id, name }: { readonly id: string; readonly name: string }): Entry<object> {
  const values = { __id: id, __name: name, __deletedAt: undefined }
  return {
    values: (field) => Reflect.get(values, field),
    item: () => documented(`${kind}Item`, { id, data: documented(`${kind}Data`, values) }),
  }
}
