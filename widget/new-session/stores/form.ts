import { computed, shallowRef, watch } from '@vue/runtime-core'
import type { GatewayProblem } from '../../../src/gateway/client/index.ts'
import type { WireDraft } from '../../../src/wire/draft.ts'
import type { WireStartSession } from '../../../src/wire/requests.ts'
import type { WireLastWritten, WireWay } from '../../../src/wire/schemas.ts'
import type { FormStart } from '../../conversation/form-contract.ts'
import { useCard } from '../../conversation/stores/card.ts'
import { useSessions } from '../../conversation/stores/sessions.ts'
import { problemOf } from '../../shared/gateway.ts'
import { perComposition } from '../composition.ts'
import { useFormGateway } from '../gateway.ts'
import { useExtras } from './extras.ts'
import { useOffers } from './offers.ts'
import { requestFor } from './request.ts'
import { isCorrection, keyOf, obviousWay, wayKey, wayOf, waysToShow, type WayKey } from './ways.ts'

/** Whom to write to. */
export interface Person {
  readonly id: string
  readonly name: string
}

/** The fields of the form and what may be chosen in them. */
export const useForm = perComposition('new-session', () => {
  const gateway = useFormGateway()
  const card = useCard()
  const sessions = useSessions()
  const extras = useExtras()
  const offers = useOffers()

  const operationId = shallowRef('')
  const contact = shallowRef<Person | null>(null)
  const ways = shallowRef<readonly WireWay[]>([])
  const waysLoading = shallowRef(false)
  const waysProblem = shallowRef<GatewayProblem | null>(null)
  const lastWritten = shallowRef<WireLastWritten | null>(null)
  const lineId = shallowRef('')
  const chosenKey = shallowRef<string | null>(null)
  const subject = shallowRef('')
  const text = shallowRef('')

  const shown = computed(() => waysToShow(ways.value, lineId.value))
  const chosen = computed(() => shown.value.find((way) => wayKey(way) === chosenKey.value) ?? null)

  // Another way may take other things; what the gateway says of it is newer than what the list knew (R-OPEN-4).
  const target = computed(() => (chosen.value && contact.value ? wayOf(contact.value, chosen.value) : null))
  // A form that is opened again asks anew, though its way may be the same.
  const opened = shallowRef(0)
  // One string: a list of sources with a shallow ref in it would be told of every change that changes nothing.
  watch(
    () => `${opened.value} ${JSON.stringify(target.value)}`,
    () => void offers.ask(target.value),
  )
  watch(
    () => target.value && offers.wayOf(target.value),
    (news) => news && renewWay(news),
  )

  /** Opens the form: a draft first, then what the card knew when the button was pressed. */
  async function begin(start: FormStart, draft: WireDraft | null): Promise<void> {
    opened.value += 1
    operationId.value = draft?.operationId ?? crypto.randomUUID()
    const wanted = keyOf(start) ?? (draft && keyOf(draft))
    // A line chosen before the form was opened narrows where to write (R-START-2); a whole way does not.
    lineId.value = start.channel === null ? (start.lineId ?? '') : ''
    chosenKey.value = wanted && wayKey(wanted)
    subject.value = draft?.subject ?? ''
    text.value = start.text ?? draft?.text ?? ''
    extras.fill(start.text === null ? draft : null)
    contact.value = null
    ways.value = []
    lastWritten.value = null
    const own = card.card?.contact ?? null
    const other =
      draft?.contactId && draft.contactId !== own?.id && start.text === null ? draft.contactId : null
    if (other !== null) return loadWays(other)
    if (!own) return
    contact.value = own
    lastWritten.value = card.card?.lastWritten ?? null
    offer(card.card?.ways ?? [])
    // The card may have been open for an hour: what it knows is shown at once and asked again (R-OPEN-4).
    await loadWays(own.id)
  }

  async function pick(person: Person): Promise<void> {
    contact.value = person
    ways.value = []
    lastWritten.value = null
    chosenKey.value = null
    await loadWays(person.id)
  }

  /** A contact that was just created comes with its ways. */
  function take(answer: { contact: Person; ways: WireWay[] }): void {
    contact.value = answer.contact
    lastWritten.value = null
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
      lastWritten.value = answer.lastWritten
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
    const kept = chosen.value
    // A corrected address is no account yet: only the form knows of it.
    const corrected = kept && !list.some((way) => wayKey(way) === wayKey(kept)) && isCorrection(kept, list)
    ways.value = corrected ? [...list, kept] : list
    if (!chosen.value) chooseObvious()
  }

  function chooseObvious(): void {
    const way = obviousWay(shown.value, sessions.list)
    chosenKey.value = way && wayKey(way)
  }

  function renewWay(news: WireWay): void {
    const key = wayKey(news)
    ways.value = ways.value.map((way) => (wayKey(way) === key ? news : way))
  }

  /** The number as it was probably meant, in the place of the one that cannot be used (R-ADDR-2); the gateway judges it. */
  function correct(way: WireWay, address: string): void {
    const right: WireWay = { ...way, address, verdict: { kind: 'free-form', untilAt: null, warnings: [] } }
    ways.value = ways.value.map((one) => (wayKey(one) === wayKey(way) ? right : one))
    chosenKey.value = wayKey(right)
  }

  function chooseLine(id: string): void {
    lineId.value = id
    if (!chosen.value) chooseObvious()
  }

  function choose(way: WayKey | null): void {
    chosenKey.value = way && wayKey(way)
  }

  /** A settled operation is never used again: the next try is another intention. */
  function renewOperation(): void {
    operationId.value = crypto.randomUUID()
  }

  function clear(): void {
    renewOperation()
    subject.value = ''
    text.value = ''
    extras.fill(null)
  }

  /** Everything of the form; the version is the affair of whoever saves it. */
  const draft = computed((): Omit<WireDraft, 'version'> => ({
    operationId: operationId.value,
    lineId: chosen.value?.lineId ?? null,
    channel: chosen.value?.channel ?? null,
    address: chosen.value?.address ?? null,
    contactId: contact.value?.id ?? null,
    subject: subject.value.slice(0, 1000),
    text: text.value,
    ...extras.kept,
  }))

  /** What to send; `null` while something is missing. */
  function request(): WireStartSession | null {
    if (!chosen.value || !contact.value) return null
    const written = { operationId: operationId.value, contactId: contact.value.id, text: text.value }
    return requestFor(chosen.value, offers.offers, extras, { ...written, subject: subject.value })
  }

  const fields = { operationId, contact, ways, waysLoading, waysProblem, lastWritten, lineId, chosenKey }
  const moves = { begin, pick, take, refreshWays, correct, chooseLine, choose, renewOperation }
  return { ...fields, subject, text, shown, chosen, draft, ...moves, clear, request }
})
