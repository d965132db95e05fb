import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { FieldValues } from '../../src/domain/start-fields.ts'
import type { Channel } from '../../src/domain/words.ts'
import type { Host, HookEvent } from '../../src/hosts/port.ts'
import type { FilesUnderTest } from './attachments.ts'
import { capabilities } from './capabilities.ts'
import { deeds } from './deeds.ts'
import { failing } from './failing.ts'
import { listening } from './live.ts'
import { offers } from './offers.ts'
import { probing } from './probing.ts'
import { messageKinds, type Shown } from './message-kinds.ts'
import type { Oracle, Store } from './oracle.ts'
import { readingConversations } from './reading-conversations.ts'
import { readingPeople } from './reading-people.ts'
import { sending } from './sending.ts'
import { startFields } from './start-fields.ts'
import { describeWhen } from './when.ts'

export const CAPABILITIES = ['search', 'create', 'operators', 'records', 'routing', 'close', 'hooks'] as const
/** What no host has to have; see `offers.ts`. */
export const MORE_CAPABILITIES = ['reach', 'templates', 'cannedReplies', 'tags', 'handOver'] as const
/** What few hosts have; see `start-fields.ts` and the hosts' own tests. */
const RARE_CAPABILITIES = [
  'startFields',
  'defaultTemplate',
  'identity',
  'atAddress',
  'live',
  'notes',
  'reopen',
] as const
const ALL = [...CAPABILITIES, ...MORE_CAPABILITIES, ...RARE_CAPABILITIES] as const
type Capability = (typeof ALL)[number]

/** One host, started for a run of the suite. The sandbox's demo seed is in it. */
export interface Running {
  readonly host: Host
  /** The same host asked with a token that it does not know. */
  readonly stranger: Host
  /** The same host with other settings, and asked through another `fetch`. */
  other(patch: object, over?: (inner: typeof fetch) => typeof fetch): Host
  /** The same host, whose settings name a line that it does not have. */
  withStrangeLine(): Host
  readonly oracle: Oracle
  stop(): Promise<void>
}

export interface HostUnderTest {
  start(): Promise<Running>
  /** What this host can do beyond what all can: blocks run for these, and the host must declare exactly these. */
  readonly capabilities: readonly Capability[]
  /** Settings with which the host's own pages are known; default: they are known anyway. */
  readonly withPages?: object
  /** Which requests of the probe need a right that may be missing, and how the host refuses them then. */
  withoutRight(request: Request): boolean
  noRight(): Response
  /** How exact the host's times are; default: to the millisecond. */
  readonly timesToMs?: number
  /** What the host tells of no session at all. */
  readonly untold?: readonly 'closedAt'[]
  /** What its search finds people by; default: by names and parts of addresses as well. */
  readonly findsBy?: 'whole-phones'
  /** Which events the host pushes; default: all. */
  readonly pushes?: readonly HookEvent['kind'][]
  /** Brings the demo seed to where free text to Pavel is taken, where the host has a window (R-WIN-1). */
  prepare?(oracle: Oracle): Promise<void>
  /** Does the host let anybody close a session? Default: only its own operator. */
  readonly anybodyCloses?: boolean
  /** On which of the suite's channels a new contact can be made; default: on all. */
  readonly creates?: readonly Channel[]
  /** May a contact have more than one address on a channel there? Default: no. */
  readonly severalAddresses?: boolean
  /** The kinds of records that the host has; default: contacts, deals and orders. */
  readonly recordTypes?: readonly ('contact' | 'deal' | 'order')[]
  /** On which channels files go with a message; none without it. */
  readonly files?: FilesUnderTest
  /** What the host keeps of its own fields with the session of this message, under the ids that it describes them by. */
  fieldsOnHost?(store: Store, message: Store['messages'][number]): FieldValues
  /** What its messages are besides words and files, in the demo; see `message-kinds.ts`. Absent: not looked at. */
  readonly shows?: readonly Shown[]
  /** The notes of a session as they stand at the host, and by which mishaps leaving one can be hit; for a host that has notes. */
  readonly notes?: {
    onHost(store: Store, sessionId: string): readonly string[]
    readonly fault: 'send-message' | 'route'
  }
  /** What was said with the hand-overs of a session, as it stands at the host; `author`: as whom, where the host keeps that. */
  handOverComments?(store: Store, sessionId: string): readonly SaidWithHandOver[]
  /** How the host tells an event to us, rightly. `eventId`: under what id it arrives, where the host has no id of its own. */
  /** `rawBody`: instead of the usual one, where the headers depend on it. */
  hook?(
    event: HookEvent,
    rawBody?: string,
  ): { headers: Record<string, string>; rawBody: string; eventId?: string }
}

export interface SaidWithHandOver {
  readonly text: string
  readonly author: string | null
}

/** What the parts of the suite are given; `running` is there inside tests. */
export interface Suite extends HostUnderTest {
  /** Is it not the first profile of this host? What no profile can change has been shown by then. */
  readonly further: boolean
  running(): Running
}

/**
 * What every host must do, checked at the sandbox's store and never through the adapter alone.
 * @param profiles how the emulator behaves where the vendor leaves things open, by name; one is set before each test. The suite runs
 *   once for each.
 */
export function describeHost(
  name: string,
  under: HostUnderTest,
  profiles: Readonly<Record<string, object>>,
): void {
  for (const [n, [called, profile]] of Object.entries(profiles).entries())
    describeProfile(`${name}, ${called}`, under, profile, n > 0)
}

function describeProfile(name: string, under: HostUnderTest, profile: object, further: boolean): void {
  // oxlint-disable-next-line vitest/valid-title -- the host's name is the title
  describe(name, () => {
    let running: Running
    beforeAll(async () => {
      running = await under.start()
    })
    afterAll(async () => running.stop())
    beforeEach(async () => {
      await running.oracle.reset('demo')
      await running.oracle.profile(profile)
      await under.prepare?.(running.oracle)
    })

    test('declares what it can do, no more and no less', () => {
      expect(declared(running.host)).toEqual(under.capabilities.toSorted())
    })

    const suite: Suite = { ...under, further, running: () => running }
    readingPeople(suite)
    readingConversations(suite)
    messageKinds(suite)
    sending(suite)
    failing(suite)
    capabilities(suite)
    probing(suite)
    offers(suite)
    deeds(suite)
    if (under.capabilities.includes('live')) listening(suite)
    describeWhen(under.capabilities.includes('startFields'))('the host’s own fields', () => {
      startFields(suite)
    })
  })
}

function declared(host: Host): string[] {
  const has: Record<Capability, unknown> = {
    search: host.contacts.search,
    create: host.contacts.create,
    atAddress: host.contacts.atAddress,
    operators: host.operators,
    records: host.records,
    routing: host.routing,
    close: host.routing?.close,
    hooks: host.hooks,
    reach: host.reach,
    templates: host.templates,
    cannedReplies: host.cannedReplies,
    tags: host.tags,
    handOver: host.routing?.handOver,
    startFields: host.startFields,
    defaultTemplate: host.defaultTemplate,
    live: host.live,
    notes: host.notes,
    reopen: host.routing?.reopen,
    identity: host.identity,
  }
  return ALL.filter((capability) => has[capability] !== undefined).toSorted()
}
