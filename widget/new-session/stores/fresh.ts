import { computed, onBeforeUnmount, watch } from '@vue/runtime-core'
import { useSessions } from '../../conversation/stores/sessions.ts'
import { useNow } from '../../shared/now.ts'
import { useForm } from './form.ts'
import { useOffers } from './offers.ts'
import { useSending } from './sending.ts'
import { closesAt, isUsable } from './ways.ts'

/** What was told longer ago than this is asked again before somebody goes on with it. */
const STALE_MS = 60_000

/**
 * Keeps the verdicts those of now while the form is open (R-OPEN-4): when a session of this customer comes or goes, when the time for
 * free writing runs out, when the page is looked at again, and when somebody begins to write. Used once, by the form.
 */
export function useFreshVerdicts(): { readonly beforeWriting: () => void } {
  const form = useForm()
  const offers = useOffers()
  const sending = useSending()
  const sessions = useSessions()
  const now = useNow()

  /** The card hears only of its own customer's sessions. */
  const open = computed(() =>
    form.contact?.id === sessions.contactId
      ? sessions.list
          .filter(({ state }) => state !== 'closed')
          .map(({ id, operatorId }) => `${id} ${operatorId}`)
          .toSorted()
          .join()
      : null,
  )
  const runOut = computed(() =>
    form.shown
      .filter((way) => (closesAt(way) ?? Infinity) <= now.value.getTime())
      .map(({ lineId, address }) => lineId + address)
      .join(),
  )
  const isWriting = (): boolean => sending.phase !== 'sending' && sending.phase !== 'sent'
  watch([open, runOut], ([, over], [before, overBefore]) => {
    if (before === null && over === overBefore) return
    if (isWriting()) void form.refreshWays()
  })

  // The list knows less than the offers do: another verdict may mean another demand.
  watch(
    () => form.chosen?.verdict.kind,
    (kind) => {
      const known = offers.offers?.way.verdict.kind
      if (kind !== undefined && known !== undefined && kind !== known) void offers.again()
    },
  )

  const isStale = (): boolean => offers.ageMs() > STALE_MS && !offers.loading
  function beforeWriting(): void {
    if (form.chosen && isUsable(form.chosen) && isStale() && isWriting()) void offers.again()
  }
  function onReturn(): void {
    if (document.visibilityState === 'visible' && isStale() && isWriting()) void form.refreshWays()
  }
  document.addEventListener('visibilitychange', onReturn)
  onBeforeUnmount(() => document.removeEventListener('visibilitychange', onReturn))

  return { beforeWriting }
}
