import type { Store } from '../types.ts'
import { AWKWARD_PEOPLE } from './awkward-people.ts'
import { addPerson, addTalk } from './build.ts'
import { emptySeed } from './empty.ts'
import { longTalk } from './long-talk.ts'
import { MORE_PEOPLE } from './more-people.ts'
import { MORE_TALKS } from './more-talks.ts'
import { PEOPLE } from './people.ts'
import { RICH_TALKS } from './rich-talks.ts'
import { DEALS, ORDERS } from './sales.ts'
import { seedFiles } from './seed-files.ts'
import { TALKS } from './talks.ts'

/** A shop for lamps and furniture with two and forty customers: open and closed sessions, blocked accounts, odd names, a long history. */
export function demoSeed(now: Date): Store {
  const store: Store = {
    ...emptySeed(),
    seed: 'demo',
    contacts: [],
    accounts: [],
    deals: structuredClone([...DEALS]),
    orders: structuredClone([...ORDERS]),
    files: seedFiles(),
  }
  for (const person of [...PEOPLE, ...MORE_PEOPLE, ...AWKWARD_PEOPLE])
    addPerson(store, structuredClone(person))
  for (const talk of [longTalk(), ...TALKS, ...MORE_TALKS, ...RICH_TALKS]) addTalk(store, now, talk)
  store.messages.sort((a, b) => a.at.localeCompare(b.at))
  store.deliveries.sort((a, b) => a.at.localeCompare(b.at))
  return store
}
