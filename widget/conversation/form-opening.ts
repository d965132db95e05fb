import { shallowRef } from '@vue/runtime-core'
import { useWords } from '../shared/words/language.ts'
import type { FormStart } from './form-contract.ts'

/** Opens the form, which is loaded when it is first wanted. `said`: a sentence for the person, such as why it does not open. */
export function useFormOpening() {
  const words = useWords()
  const NewSession = shallowRef<typeof import('../new-session/NewSession.vue').default | null>(null)
  const form = shallowRef<FormStart | null>(null)
  const said = shallowRef<string | null>(null)

  const loaded = async () => (NewSession.value ??= (await import('../new-session/NewSession.vue')).default)

  /** Whoever comes near to where the form is opened will want it. Should it not come, `start` says so. */
  function prepare(): void {
    loaded().catch(() => undefined)
  }

  async function start(known: Partial<FormStart> = {}): Promise<void> {
    said.value = null
    try {
      await loaded()
    } catch {
      // The network is gone, or a newer widget has taken this one's place on the server.
      said.value = words.value.problems['gateway-unreachable']
      return
    }
    form.value = { lineId: null, channel: null, address: null, text: null, ...known }
  }

  return { NewSession, form, said, prepare, start }
}
