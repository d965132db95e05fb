import { watch } from '@vue/runtime-core'
import { useHistory } from '../stores/history.ts'
import { useHistorySearch } from '../stores/history-search.ts'
import { useMessages } from '../stores/messages.ts'
import { useSessions } from '../stores/sessions.ts'

/** Sessions that are told of beside the list may be so many before those that nothing shows any more are forgotten. */
const MOST = 100

/** Of a long history only a stretch is held; what it told of sessions that lie elsewhere goes, and is told again with their messages. */
export function useForgotten(): void {
  const history = useHistory()
  const messages = useMessages()
  const search = useHistorySearch()
  const sessions = useSessions()
  const thread = () => messages.of(history.key ?? '')

  watch([() => thread().items, () => thread().loading], () => {
    const views = [...messages.views.keys()].map(messages.of)
    // Of a page that is just coming the sessions are known before its messages are there.
    if (sessions.further.size <= MOST || views.some(({ loading }) => loading)) return
    const shown = [...views.flatMap(({ items }) => items), ...search.hits.map(({ message }) => message)]
    const held = new Set([sessions.chosenId, ...shown.map(({ sessionId }) => sessionId)])
    for (const id of sessions.further.keys()) if (!held.has(id)) sessions.further.delete(id)
  })
}
