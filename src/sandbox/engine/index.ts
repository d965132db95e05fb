import { accountsAt, createContact, updateContact, type Address } from './contacts.ts'
import { rewrite, send, sendInto } from './conversation.ts'
import { act } from './customer.ts'
import { retry } from './deliver.ts'
import * as desk from './desk.ts'
import type { EngineEvent, EngineListener } from './events.ts'
import { takeFault, waitingFaults } from './faults.ts'
import { keepBytes, keepFile, keptFile, readFileOf } from './files.ts'
import {
  accountsOf,
  accountsWith,
  find,
  messagesOf,
  messagesOfRun,
  openSession,
  sessionsOfContact,
} from './look-up.ts'
import { loadStore, persistTo } from './persistence.ts'
import * as records from './records.ts'
import { seedStore } from './seed/index.ts'
import type { Account, Contact, Message, Run, SeedName, Session, Store, StoreView } from './types.ts'
import type { World } from './world.ts'

export type * from './types.ts'
export type { EngineEvent, EngineListener } from './events.ts'
export type { Outbound } from './conversation.ts'
export type { Extras, TemplateParts } from './extras.ts'
export type { KeptFile, NewFile } from './files.ts'
export type { NewContact } from './contacts.ts'
export { CUSTOMER_ACTIONS } from './customer.ts'
export { EngineError } from './errors.ts'

export interface EngineOptions {
  /** What the store holds at first, and after `reset` without a name. */
  readonly seed: SeedName
  /** The folder where the store outlives the run; `null` keeps it in memory. A store found there wins over the seed. */
  readonly dataDir: string | null
  /** The machine's clock; the engine adds its own offset. Default: the real one. */
  readonly now?: () => Date
  /** Adds to a fresh seed what only this vendor's customers have: more lines and the like. */
  readonly furnish?: ((store: Store) => void) | undefined
}

export type Engine = Awaited<ReturnType<typeof createEngine>>

/**
 * The lines of a helpdesk with its customers: contacts and their accounts, lines, sessions, messages, and the networks that
 * deliver or refuse. It knows no host's protocol; a dialect translates. Everything is synchronous: after a call the store shows
 * the outcome, and listeners have been told.
 *
 * Read with `engine.store` (plain arrays, see `schema.ts`) and `engine.on`; change with the methods only, each described at the
 * function it comes from. What is impossible throws `EngineError` with a sentence; what a network refuses is no error but a message
 * with status `failed`. Throws when the store of an earlier run cannot be understood.
 */
export async function createEngine({
  seed: usualSeed,
  dataDir,
  now = () => new Date(),
  furnish,
}: EngineOptions) {
  const fresh = (seed: SeedName): Store => {
    const store = seedStore(seed, now())
    furnish?.(store)
    return store
  }
  const listeners = new Set<EngineListener>()
  const persistence = dataDir === null ? null : persistTo(dataDir)
  const clock = (): Date => new Date(now().getTime() + world.store.clockOffsetMs)
  const emit = (event: EngineEvent): void => {
    world.changed()
    for (const listener of listeners) listener(event)
  }
  const world: World = {
    bytes: keepBytes(dataDir),
    store: (dataDir === null ? null : await loadStore(dataDir)) ?? fresh(usualSeed),
    now: () => clock().toISOString(),
    emit,
    changed: () => persistence?.soon(world.store),
  }
  world.changed()
  /** The function over this engine's world. */
  const here =
    <Rest extends unknown[], Result>(does: (world: World, ...rest: Rest) => Result) =>
    (...rest: Rest): Result =>
      does(world, ...rest)

  return {
    /** Everything the engine knows, as it stands now; look again after a change instead of keeping it. */
    get store(): StoreView {
      return world.store
    },
    /** The engine's clock. */
    now: clock,
    /** Moves the clock, forwards only. */
    advanceClock(advanceMs: number): void {
      world.store.clockOffsetMs += advanceMs
      emit({ kind: 'clock' })
    },
    /** Tells the listener everything from now on. Returns how to stop. */
    on(listener: EngineListener): () => void {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    /** Back to a seed: everything else is forgotten, the clock's offset and the mishaps too. */
    reset(seed: SeedName = usualSeed): void {
      world.store = fresh(seed)
      world.bytes.clear()
      emit({ kind: 'reset' })
    },
    /** Resolves when everything is on the disk. */
    flush: async (): Promise<void> => {
      await Promise.all([persistence?.flush(), world.bytes.flush()])
    },

    keepFile: here(keepFile),
    keptFile: here(keptFile),
    readFile: here(readFileOf),

    createContact: here(createContact),
    updateContact: here(updateContact),
    accountsAt: here(accountsAt),

    send: here(send),
    sendInto: here(sendInto),
    rewrite: here(rewrite),
    retry: here(retry),
    startByHand: here(desk.startByHand),
    customer: here(act),
    assign: here(desk.assign),
    unassign: here(desk.unassign),
    assignToGroup: here(desk.assignToGroup),
    close: here(desk.close),
    reopen: here(desk.reopen),
    markAsSpam: here(desk.markAsSpam),
    setTags: here(desk.setTags),
    setFields: here(desk.setFields),
    setOperatorStatus: here(desk.setOperatorStatus),
    /** The session's messages, oldest first. */
    messagesOf: (sessionId: string): readonly Message[] => messagesOf(world.store, sessionId),
    /** The account's open session on a line, or on any line. */
    openSession: (accountId: string, lineId?: string): Session | null =>
      openSession(world.store, accountId, lineId),

    /** Accounts with this very address; unlike `accountsAt` it does not look into plain fields. */
    accountsWith: (address: Address): readonly Account[] => accountsWith(world.store, address),
    accountsOf: (contactId: string): readonly Account[] => accountsOf(world.store, contactId),
    sessionsOfContact: (contactId: string): readonly Session[] => sessionsOfContact(world.store, contactId),
    contact: (id: string): Contact | undefined => find(world.store.contacts, id),
    session: (id: string): Session | undefined => find(world.store.sessions, id),
    run: (id: string): Run | undefined => find(world.store.runs, id),
    messagesOfRun: (id: string): readonly Message[] => messagesOfRun(world.store, id),

    startRun: here(records.startRun),
    noteRun: here(records.noteRun),
    finishRun: here(records.finishRun),
    noteRequest: here(records.noteRequest),
    setDealStage: here(records.setDealStage),
    setOrderState: here(records.setOrderState),
    putStorage: here(records.putStorage),
    addFault: here(records.addFault),
    clearFaults: here(records.clearFaults),
    takeFault: here(takeFault),
    waitingFaults: here(waitingFaults),
  }
}
