import { computed, shallowRef, watch } from '@vue/runtime-core'
import { renderTemplate, templateText } from '../../../src/domain/template.ts'
import type { WireReply } from '../../../src/wire/requests.ts'
import type { WireSession, WireWay } from '../../../src/wire/schemas.ts'
import { useExtras } from '../../new-session/stores/extras.ts'
import { useFaults } from '../../new-session/stores/faults.ts'
import { useForm } from '../../new-session/stores/form.ts'
import { useOffers } from '../../new-session/stores/offers.ts'
import { wayKey } from '../../new-session/stores/ways.ts'
import { useTemplates } from '../../new-session/templates/choice.ts'
import { useGateway } from '../../shared/gateway.ts'
import { useSpeech } from '../../shared/words/spoken.ts'
import { useAnswering as useLeaving } from '../stores/answering.ts'
import { useMessages } from '../stores/messages.ts'
import type { KeptBegun } from './kept-begun.ts'
import { planned } from './planned.ts'
import { useComposerWords } from './words/index.ts'

/** Answers in a session: what is written with all that goes with it, sent once and shown at once. */
export function useAnswering(session: () => WireSession, kept: KeptBegun) {
  const gateway = useGateway()
  const words = useComposerWords()
  const speech = useSpeech()
  const form = useForm()
  const extras = useExtras()
  const offers = useOffers()
  const faults = useFaults()
  const templates = useTemplates()
  const leaving = useLeaving()
  const messages = useMessages()
  /** Why what was to be sent was not, for whoever just tried. */
  const said = shallowRef<string | null>(null)

  /** Asks what an answer may be made of; from then on it is asked again whenever the window of the session changes. */
  function engage(): void {
    if (form.contact) return
    const way = wayIn(session())
    form.contact = { id: session().contactId ?? '', name: '' }
    form.ways = [way]
    form.chosenKey = wayKey(way)
  }
  watch(
    () =>
      [
        session().untilAt,
        session()
          .replyReasons.map(({ code }) => code)
          .join(' '),
      ].join(' '),
    () => form.contact && void offers.again(),
  )
  // What is written anew is no more what could not be sent.
  watch(
    () => form.text,
    () => (said.value = null),
  )

  /** One that came back counts before the catalogue is there. */
  const byTemplate = computed(() => !templates.typing && extras.template !== null)

  /** Is there anything wrong with it, as far as is known? Says so. */
  function isWrong(): boolean {
    faults.asked = true
    if (kept.isBlank()) said.value = words.value.empty
    else {
      const found = faults.of('text')
      said.value = found.length > 0 ? found.map((one) => speech.value.reason(one)).join(' ') : null
    }
    return said.value !== null || (offers.offers !== null && faults.reasons.length > 0)
  }

  async function send(): Promise<void> {
    const { id } = session()
    const before = { ...form.draft, version: 0 }
    const body: WireReply = {
      operationId: form.operationId,
      text: byTemplate.value ? '' : form.text.trim(),
      template: byTemplate.value ? extras.template : null,
      typed: templates.typedByHand ? extras.typed : null,
      attachments: byTemplate.value ? [] : extras.attachments.map(({ id: file }) => file),
    }
    const { chosen } = templates
    const filled = chosen ? templateText(renderTemplate(chosen, extras.template?.variables ?? {})) : ''
    const text = byTemplate.value ? filled : form.text.trim()
    const names = byTemplate.value ? [] : extras.attachments.map(({ name }) => name)
    // What one had begun to say in one's own words is not said by a template, and stays.
    const rest = byTemplate.value ? form.text : ''
    kept.leaving()
    form.clear()
    form.text = rest
    faults.asked = false
    const shown = {
      ...planned(body.operationId, id, text, messages.of(id).items.at(-1)?.at),
      attachments: names,
    }
    const answer = await leaving.run(shown, () => gateway.reply(id, body))
    if (answer?.state === 'refused' && (kept.isBlank() || form.text === rest)) {
      // Nothing left, and what was written is not lost (R-ERR-1).
      void leaving.putAway(answer.operationId)
      kept.putBack(before)
      said.value = [words.value.refusedBack, answer.failure?.text ?? ''].join(' ').trim()
    }
    // A gateway that does not answer has not said that it has it.
    if (answer) kept.settled()
  }

  return { said, engage, isWrong, send, byTemplate }
}

/** The session as a way to write, until the gateway has said more. */
function wayIn({ lineId, channel, address, untilAt, replyReasons }: WireSession): WireWay {
  const [why] = replyReasons
  const verdict: WireWay['verdict'] = why
    ? { kind: 'template-only', why, warnings: [] }
    : { kind: 'free-form', untilAt, warnings: [] }
  return { lineId, channel, address, subject: 'none', textLimit: null, age: 'only', mailbox: null, verdict }
}
