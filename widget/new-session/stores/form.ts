import { computed, shallowRef } from '@vue/runtime-core'
import { defineStore } from 'pinia'
import type { GatewayProblem } from '../../../src/gateway/client/index.ts'
import type { WireDraft } from '../../../src/wire/draft.ts'
import type { WireStartSession } from '../../../src/wire/requests.ts'
import type { WireWay } from '../../../src/wire/schemas.ts'
import type { FormStart } from '../../conversation/form-contract.ts'
import { useCard } from '../../conversation/stores/card.ts'
import { useSessions } from '../../conversation/stores/sessions.ts'
import { problemOf, useGateway } from '../../shared/gateway.ts'
import { obviousWay, wayKey, waysToShow, type WayKey } from './ways.ts'

/** Whom to write to. */
export interface Person {
  readonly id: string
  readonly name: string
}

/** The fields of the form and what may be chosen in them. */
export const useForm = defineStore('new-session', () => {
  const gateway = useGateway()
  const card = useCard()
  const sessions = useSessions()

  const operationId = shallowRef('')
  const contact = shallowRef<Person | null>(null)
  const ways = shallowRef<readonly WireWay[]>([])
  const waysLoading = shallowRef(false)
  const waysProblem = shallowRef<GatewayProblem | null>(null)
  const lineId = shallowRef('')
  const chosenKey = shallowRef<string | null>(null)
  const subject = shallowRef('')
  const text = shallowRef('')

  const shown = computed(() => waysToShow(ways.value, lineId.value))
  const chosen = computed(() => shown.value.find((way) => wayKey(way) === chosenKey.value) ?? null)

  /** Opens the form: a draft first, then what the card knew when the button was pressed. */
  async function begin(start: FormStart, draft: WireDraft | null): Promise<void> {
    operationId.value = draft?.operationId ?? crypto.randomUUID()
    const wanted = keyOf(start) ?? (draft && keyOf(draft))
    lineId.value = ''
    chosenKey.value = wanted && wayKey(wanted)
    subject.value = draft?.subject ?? ''
    text.value = start.text ?? draft?.text ?? ''
    contact.value = null
    ways.value = []
    const own = card.card?.contact ?? null
    const other =
      draft?.contactId && draft.contactId !== own?.id && start.text === null ? draft.contactId : null
    if (other !== null) return loadWays(other)
    if (!own) return
    contact.value = own
    offer(card.card?.ways ?? [])
    // The card may have been open for an hour: what it knows is shown at once and asked again (R-OPEN-4).
    await loadWays(own.id)
  }

  async function pick(person: Person): Promise<void> {
    contact.value = person
    ways.value = []
    chosenKey.value = null
    await loadWays(person.id)
  }

  /** A contact that was just created comes with its ways. */
  function take(answer: { contact: Person; ways: WireWay[] }): void {
    contact.value = answer.contact
    chosenKey.value = null
    offer(answer.ways)
  }

  let asked = 0
  async function loadWays(contactId: string): Promise<void> {
    asked += 1
    const mine = asked
    waysLoading.value = true
    waysProblem.value = null
    try {
      const answer = await gateway.ways(contactId)
      // An answer for somebody who is no longer the one to write to.
      if (mine !== asked) return
      contact.value = answer.contact
      offer(answer.ways)
    } catch (error) {
      if (mine === asked) waysProblem.value = problemOf(error)
    } finally {
      if (mine === asked) waysLoading.value = false
    }
  }

  const refreshWays = async (): Promise<void> => {
    if (contact.value) await loadWays(contact.value.id)
  }

  function offer(list: readonly WireWay[]): void {
    ways.value = list
    if (!chosen.value) chooseObvious()
  }

  function chooseObvious(): void {
    const way = obviousWay(shown.value, sessions.list)
    chosenKey.value = way && wayKey(way)
  }

  function chooseLine(id: string): void {
    lineId.value = id
    if (!chosen.value) chooseObvious()
  }

  function choose(way: WayKey): void {
    chosenKey.value = wayKey(way)
  }

  /** A settled operation is never used again: the next try is another intention. */
  function renewOperation(): void {
    operationId.value = crypto.randomUUID()
  }

  function clear(): void {
    renewOperation()
    subject.value = ''
    text.value = ''
  }

  const draft = computed((): WireDraft => ({
    version: 0,
    template: null,
    typed: null,
    attachments: [],
    blindCopy: '',
    tags: [],
    fields: {},
    after: null,
    operationId: operationId.value,
    lineId: chosen.value?.lineId ?? null,
    channel: chosen.value?.channel ?? null,
    address: chosen.value?.address ?? null,
    contactId: contact.value?.id ?? null,
    subject: subject.value.slice(0, 1000),
    text: text.value,
  }))

  /** What to send; `null` while something is missing. */
  function request(): WireStartSession | null {
    const way = chosen.value
    if (!way || !contact.value) return null
    const { lineId: line, channel, address } = way
    const topic = way.subject === 'none' || subject.value.trim() === '' ? null : subject.value.trim()
    const message = { subject: topic, text: text.value.trim() }
    return {
      operationId: operationId.value,
      contactId: contact.value.id,
      lineId: line,
      channel,
      address,
      ...message,
    }
  }

  const fields = { operationId, contact, ways, waysLoading, waysProblem, lineId, chosenKey, subject, text }
  const moves = { begin, pick, take, refreshWays, chooseLine, choose, renewOperation, clear, request }
  return { ...fields, shown, chosen, draft, ...moves }
})

function keyOf(part: Pick<FormStart, 'lineId' | 'channel' | 'address'>): WayKey | null {
  const { lineId, channel, address } = part
  return lineId === null || channel === null || address === null ? null : { lineId, channel, address }
}
