import { computed } from '@vue/runtime-core'
import { channelName } from '../../../src/words/channels.ts'
import { setApart } from '../../../src/words/set-apart.ts'
import { useLocale, useWords } from '../../shared/words/language.ts'
import { problemSentence } from '../../shared/words/problem.ts'
import { LEAST_LETTERS, useHistorySearch } from '../stores/history-search.ts'
import { usePlaces } from '../stores/places.ts'
import { useSessions } from '../stores/sessions.ts'
import { dayOf } from './days.ts'
import { useHistoryWords } from './words/index.ts'

/** How a search stands, in words. */
export function useSearchTold() {
  const locale = useLocale()
  const words = useHistoryWords()
  const cardWords = useWords()
  const search = useHistorySearch()
  const places = usePlaces()
  const sessions = useSessions()

  /** Which hit of how many. */
  const count = computed(() => {
    if (search.hits.length === 0) return ''
    return words.value.hitOf(search.at + 1, search.hits.length, search.left !== null)
  })
  /** In which session the hit stands, and when it was said. */
  const where = computed(() => {
    const message = search.hit?.message
    const session = message && sessions.find(message.sessionId)
    if (!message || !session) return ''
    const channel = channelName(session.channel, locale.value)
    return [setApart(session.lineName), channel, dayOf(message.at, locale.value)].join(' · ')
  })
  const told = computed(() => {
    if (places.trouble === 'missing') return words.value.missing
    const problem = places.trouble ?? search.problem
    if (problem) return problemSentence(problem, cardWords.value)
    if (places.going) return words.value.going
    if (search.loading) return words.value.searching
    if (search.asked === '') return words.value.howToSearch
    if ([...search.asked].length < LEAST_LETTERS) return words.value.tooShort
    if (search.hits.length > 0) return where.value
    const until = search.left?.until
    return until ? words.value.nothingUntil(dayOf(until, locale.value)) : words.value.nothingFound
  })
  /** There is more to look through, and one has come to its edge. */
  const mayGoOn = computed(
    () =>
      search.left !== null &&
      !search.loading &&
      (search.hits.length === 0 || search.at === search.hits.length - 1),
  )
  return { count, told, mayGoOn }
}
