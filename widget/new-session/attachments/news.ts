import { computed, type ComputedRef } from '@vue/runtime-core'
import { useFormSpeech } from '../words/index.ts'
import { plainName } from './file-name.ts'
import { useAttachments } from './store.ts'
import { useAttachmentWords } from './words/index.ts'

/** The last thing that happened to a file, for those who hear the form. */
export function useFileNews(): ComputedRef<string> {
  const words = useAttachmentWords()
  const speech = useFormSpeech()
  const attachments = useAttachments()
  return computed(() => {
    const { news } = attachments
    const { heard, wayFirst } = words.value
    if (!news) return ''
    if (news.kind === 'no-way') return wayFirst
    if (news.kind !== 'chosen') return heard[news.kind](plainName(news.name))
    const refused = news.refused.map((reason) => speech.value.reason(reason))
    return [...(news.admitted > 0 ? [heard.uploading(news.admitted)] : []), ...refused].join(' ')
  })
}
