import { computed, shallowRef } from '@vue/runtime-core'
import { defineStore } from 'pinia'
import { historyClient } from '../../../src/gateway/client/history.ts'
import type { GatewayProblem } from '../../../src/gateway/client/index.ts'
import type { WireMessage } from '../../../src/wire/schemas.ts'
import { useGateway } from '../../shared/gateway.ts'
import { untilCursor, useHistory } from './history.ts'
import { timeOf } from './merge-message.ts'
import { useMessages } from './messages.ts'
import { land, type Landing } from './reading.ts'
import { useSessions } from './sessions.ts'

/** One answer looks through some of the host's pages; so many are asked for one place, then it counts as out of reach. */
const MOST_ANSWERS = 50
/** Answers that may be empty before the first message of a merged history comes. */
const MOST_EMPTY = 5
/** So many times the way from a day before the beginning to now is halved: then the beginning is at most a few days off. */
const MOST_HALVED = 12

/** What is to be brought into view once it is drawn. */
export interface Wanted {
  readonly view: string
  readonly messageId: string
  /** The focus goes there too. */
  readonly focus: boolean
}

export interface Target {
  readonly sessionId: string
  readonly messageId: string
  /** When it was said, where that is known. */
  readonly at?: string | null
  readonly focus?: boolean
}

/** Goes to a message, a day or the present of what is shown, loading what stands there. */
export const usePlaces = defineStore('places', () => {
  const client = historyClient(useGateway().http)
  const history = useHistory()
  const messages = useMessages()
  const sessions = useSessions()

  const wanted = shallowRef<Wanted | null>(null)
  const going = shallowRef(false)
  /** Why one did not get there: what the gateway said, or `missing`: it is not there, or too far away. */
  const trouble = shallowRef<GatewayProblem | 'missing' | null>(null)
  /** The session or the merged history that is shown. */
  const view = computed(() => history.key ?? sessions.chosenId)
  let turn = 0

  /** `false`: one did not get there, or has gone elsewhere meanwhile. */
  async function goTo({ sessionId, messageId, at = null, focus = true }: Target): Promise<boolean> {
    if (history.key === null && sessions.chosenId !== sessionId) sessions.choose(sessionId)
    return go(async (name, isMine) => {
      const thread = messages.of(name)
      const known = () => thread.byId.get(messageId) ?? null
      if (known()) return known()
      if (history.key === null) await around(name, { message: messageId }, isMine)
      else await until(name, at ?? (await whenSaid(sessionId, messageId, isMine)), isMine)
      return known()
    }, focus)
  }

  /** Loads what stands about a message of what is shown. `false`: it is not there, or one has gone elsewhere meanwhile. */
  function reach({ id, at }: WireMessage): Promise<boolean> {
    return go(async (name, isMine) => {
      if (history.key === null) await around(name, { message: id }, isMine)
      else await until(name, at, isMine)
      return messages.of(name).byId.get(id) ?? null
    }, null)
  }

  /** To what was said first on that day of the reader's zone, or after it. @param day as `2026-11-18`. */
  async function goToDay(day: string): Promise<boolean> {
    const start = new Date(`${day}T00:00:00`)
    if (Number.isNaN(start.getTime())) return false
    return go(async (name, isMine) => {
      const at = start.toISOString()
      if (history.key === null) await around(name, { at }, isMine)
      else await until(name, at, isMine)
      const { items } = messages.of(name)
      return items.find((message) => timeOf(message) >= start.getTime()) ?? items.at(-1) ?? null
    }, false)
  }

  /** Back to what was said last. */
  async function toPresent(): Promise<void> {
    const name = view.value
    turn++
    messages.found = null
    wanted.value = null
    if (name === null || messages.of(name).gone.length === 0) return
    const newest = async (): Promise<Landing> => ({
      ...(await messages.pages(name)(null)),
      cursor: null,
      newer: [],
    })
    await land(messages.of(name), newest)
  }

  function stop(): void {
    turn++
    going.value = false
    trouble.value = null
  }

  async function go(
    find: (name: string, isMine: () => boolean) => Promise<WireMessage | null>,
    /** `null`: nothing is brought into view. */
    focus: boolean | null,
  ): Promise<boolean> {
    const mine = ++turn
    const name = view.value
    if (name === null) return false
    const isMine = (): boolean => mine === turn && view.value === name
    trouble.value = null
    going.value = true
    const message = await find(name, isMine)
    if (mine === turn) going.value = false
    if (!isMine()) return false
    if (!message) {
      trouble.value = messages.of(name).problem ?? 'missing'
      return false
    }
    if (focus === null) return true
    messages.found = message.id
    wanted.value = { view: name, messageId: message.id, focus }
    return true
  }

  async function around(sessionId: string, about: About, isMine: () => boolean): Promise<void> {
    await land(messages.of(sessionId), () => look(sessionId, about, isMine))
  }

  /** Looks further and further back. */
  async function look(sessionId: string, about: About, isMine: () => boolean): Promise<Landing | null> {
    const newer: (string | null)[] = []
    let cursor: string | null = null
    for (let answers = 0; answers < MOST_ANSWERS && isMine(); answers++) {
      const answer = await client.around(sessionId, about, cursor)
      newer.push(...answer.newer)
      if (answer.found) return { ...answer, newer }
      cursor = answer.next
      if (cursor === null) return null
    }
    return null
  }

  /** A merged history has a way to a time, not to a message. */
  async function whenSaid(
    sessionId: string,
    messageId: string,
    isMine: () => boolean,
  ): Promise<string | null> {
    const found = await look(sessionId, { message: messageId }, isMine).catch(() => null)
    return found?.items.find(({ id }) => id === messageId)?.at ?? null
  }

  /** Puts the merged history where that was said, with what was said next. */
  async function until(name: string, at: string | null, isMine: () => boolean): Promise<void> {
    if (at === null) return
    const thread = messages.of(name)
    await landUntil(name, at)
    if (thread.items.length === 0 && thread.next === null) await beginning(name, at, isMine)
    await messages.newer(name)
  }

  async function landUntil(name: string, at: string): Promise<void> {
    const cursor = untilCursor(at)
    const thread = messages.of(name)
    const read = messages.pages(name)
    await land(thread, async () => ({ ...(await read(cursor)), cursor, newer: [null] }))
    for (let n = 0; n < MOST_EMPTY && thread.items.length === 0 && thread.next !== null; n++)
      await messages.older(name)
  }

  /** A history has no way to its beginning either: between then, when nothing had been said yet, and now it is looked for by halves. */
  async function beginning(name: string, then: string, isMine: () => boolean): Promise<void> {
    const thread = messages.of(name)
    let [before, after] = [Date.parse(then), Date.now()]
    const isFound = (): boolean => thread.items.length > 0 && thread.next === null
    for (let n = 0; n < MOST_HALVED && !isFound() && !thread.problem && isMine(); n++) {
      const middle = (before + after) / 2
      await landUntil(name, new Date(middle).toISOString())
      if (thread.items.length > 0) after = middle
      else before = middle
    }
    if (thread.items.length === 0 && !thread.problem && isMine())
      await landUntil(name, new Date(after).toISOString())
  }

  return { wanted, going, trouble, view, goTo, reach, goToDay, toPresent, stop }
})

type About = { readonly message: string } | { readonly at: string }
