import type { OperatorStatus } from '../../domain/words.ts'
import { accountsAt, createContact, updateContact, type Address, type NewContact } from './contacts.ts'
import { send, sendInto, type Outbound, type Sent } from './conversation.ts'
import { act, type CustomerDeed } from './customer.ts'
import {
  assign,
  assignToGroup,
  close,
  markAsSpam,
  setOperatorStatus,
  startByHand,
  type HostForm,
} from './desk.ts'
import { byId } from './errors.ts'
import type { EngineEvent, EngineListener } from './events.ts'
import { takeFault, waitingFaults } from './faults.ts'
import { loadStore, persistTo } from './persistence.ts'
import { seedStore } from './seed/index.ts'
import type {
  Account,
  Contact,
  Deal,
  Fault,
  FaultTarget,
  HostRequest,
  Message,
  Order,
  Run,
  SeedName,
  Session,
  Store,
  StoreView,
} from './types.ts'
import { messagesOf, newId, openSession, type World } from './world.ts'

export type * from './types.ts'
export type { EngineEvent, EngineListener } from './events.ts'
export type { HostForm } from './desk.ts'
export type { Outbound, Sent } from './conversation.ts'
export type { Address, NewContact } from './contacts.ts'
export { CUSTOMER_ACTIONS, type CustomerAction, type CustomerDeed } from './customer.ts'
export { EngineError } from './errors.ts'

export interface EngineOptions {
  /** What the store holds at first, and after `reset` without a name. */
  readonly seed: SeedName
  /** The folder where the store outlives the run; `null` keeps it in memory. A store found there wins over the seed. */
  readonly dataDir: string | null
  /** The machine's clock; the engine adds its own offset. Default: the real one. */
  readonly now?: () => Date
}

const REQUESTS_KEPT = 20_000

/**
 * The lines of a helpdesk with its customers: contacts and their accounts, lines, sessions, messages, and the networks that
 * deliver or refuse. It knows no host's protocol; a dialect translates. Everything is synchronous: after a call the store shows
 * the outcome, and listeners have been told.
 *
 * Read with `engine.store` (plain arrays, see `schema.ts`) and `engine.on`; change with the methods only. What is impossible throws
 * `EngineError` with a sentence; what a network refuses is no error but a message with status `failed`.
 */
export async function createEngine(options: EngineOptions): Promise<Engine> {
  const kept = options.dataDir === null ? null : await loadStore(options.dataDir)
  return new Engine(options, kept)
}

export class Engine {
  readonly #listeners = new Set<EngineListener>()
  readonly #persistence
  readonly #now: () => Date
  readonly #world: World
  readonly #seed: SeedName

  /** Use `createEngine`, which loads an earlier run's store. */
  constructor(options: EngineOptions, kept: World['store'] | null) {
    this.#now = options.now ?? (() => new Date())
    this.#seed = options.seed
    this.#persistence = options.dataDir === null ? null : persistTo(options.dataDir)
    this.#world = {
      store: kept ?? seedStore(options.seed, this.#now()),
      now: () => this.now().toISOString(),
      emit: (event) => this.#emit(event),
      changed: () => this.#persistence?.soon(this.#world.store),
    }
    this.#world.changed()
  }

  /** Everything the engine knows, as it stands now; look again after a change instead of keeping it. */
  get store(): StoreView {
    return this.#world.store
  }

  /** The engine's clock. */
  now(): Date {
    return new Date(this.#now().getTime() + this.#world.store.clockOffsetMs)
  }

  /** Moves the clock, forwards only. */
  advanceClock(advanceMs: number): void {
    this.#world.store.clockOffsetMs += advanceMs
    this.#emit({ kind: 'clock' })
  }

  /** Tells the listener everything from now on. Returns how to stop. */
  on(listener: EngineListener): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  /** Back to a seed: everything else is forgotten, the clock's offset and the faults too. */
  reset(seed: SeedName = this.#seed): void {
    this.#world.store = seedStore(seed, this.#now())
    this.#emit({ kind: 'reset' })
  }

  createContact(contact: NewContact): Contact {
    return createContact(this.#world, contact)
  }

  updateContact(id: string, fields: Partial<NewContact>): Contact {
    return updateContact(this.#world, id, fields)
  }

  /** All accounts at an address, whoever's record they stand in. */
  accountsAt(address: Address): readonly Account[] {
    return accountsAt(this.#world, address)
  }

  /** A message by the company through a line: into the open session of that account there, or into a new one. */
  send(outbound: Outbound): Sent {
    return send(this.#world, outbound)
  }

  /** A message by an operator (or the system, `null`) in an open session. */
  sendInto(sessionId: string, operatorId: string | null, text: string): Sent {
    return sendInto(this.#world, sessionId, operatorId, text)
  }

  /** An operator fills in the host's own form. */
  startByHand(form: HostForm): Sent {
    return startByHand(this.#world, form)
  }

  /** What a customer does on their phone. */
  customer(deed: CustomerDeed): Sent | null {
    return act(this.#world, deed)
  }

  assign(sessionId: string, operatorId: string): Session {
    return assign(this.#world, sessionId, operatorId)
  }

  assignToGroup(sessionId: string, groupId: string): Session {
    return assignToGroup(this.#world, sessionId, groupId)
  }

  /** Ends a session; `by: null` is an administrator, an operator may end only their own. */
  close(sessionId: string, by: string | null): Session {
    return close(this.#world, sessionId, by)
  }

  markAsSpam(sessionId: string): Session {
    return markAsSpam(this.#world, sessionId)
  }

  setOperatorStatus(operatorId: string, status: OperatorStatus): void {
    setOperatorStatus(this.#world, operatorId, status)
  }

  /** The session's messages, oldest first. */
  messagesOf(sessionId: string): readonly Message[] {
    return messagesOf(this.#world.store, sessionId)
  }

  /** The account's open session on a line, or on any line. */
  openSession(accountId: string, lineId?: string): Session | null {
    return openSession(this.#world.store, accountId, lineId)
  }

  /** A process has been started; `finishRun` ends it. */
  startRun(run: Pick<Run, 'namespace' | 'code' | 'context'>): Run {
    const started: Run = {
      ...run,
      id: newId('run'),
      state: 'running',
      error: null,
      startedAt: this.#world.now(),
      finishedAt: null,
    }
    this.#world.store.runs.push(started)
    this.#world.changed()
    return started
  }

  /** A running process has come further: its context becomes this one. */
  noteRun(id: string, context: Run['context']): void {
    byId(this.#world.store.runs, id, 'run').context = context
    this.#world.changed()
  }

  finishRun(id: string, error: string | null): void {
    const run = byId(this.#world.store.runs, id, 'run')
    run.state = error === null ? 'done' : 'failed'
    run.error = error
    run.finishedAt = this.#world.now()
    this.#world.changed()
  }

  /** A deal or an order moves on; the caller has checked the word. */
  setDealStage(id: string, stage: Deal['stage']): void {
    byId(this.#world.store.deals, id, 'deal').stage = stage
    this.#world.changed()
  }

  setOrderState(id: string, state: Order['state']): void {
    byId(this.#world.store.orders, id, 'order').state = state
    this.#world.changed()
  }

  /** Writes into the host's key-value store; `undefined` deletes. */
  putStorage(key: string, value: Store['storage'][string] | undefined): void {
    if (value === undefined) delete this.#world.store.storage[key]
    else this.#world.store.storage[key] = value
    this.#world.changed()
  }

  /** Notes what the host was asked. The entry's `status` may be filled in later. */
  noteRequest(method: string, path: string): HostRequest {
    const { requests } = this.#world.store
    const request: HostRequest = { method, path, at: this.#world.now(), status: 0 }
    requests.push(request)
    if (requests.length > REQUESTS_KEPT) requests.splice(0, requests.length - REQUESTS_KEPT)
    this.#world.changed()
    return request
  }

  addFault(fault: Fault): void {
    this.#world.store.faults.push({ ...fault })
    this.#world.changed()
  }

  clearFaults(): void {
    this.#world.store.faults = []
    this.#world.changed()
  }

  takeFault(targets: readonly FaultTarget[]): Fault | null {
    return takeFault(this.#world, targets)
  }

  waitingFaults(): readonly Fault[] {
    return waitingFaults(this.#world)
  }

  /** Resolves when everything is on the disk. */
  async flush(): Promise<void> {
    await this.#persistence?.flush()
  }

  #emit(event: EngineEvent): void {
    this.#world.changed()
    for (const listener of this.#listeners) listener(event)
  }
}
