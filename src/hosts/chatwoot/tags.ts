import { path } from '../http-body.ts'
import type { Chatwoot } from './api.ts'
import { LabelsAnswer, TagsAnswer } from './wire.ts'

/** The account's labels; the host asks for none on an outgoing conversation (facts, 11). */
export function tagsOf({ account }: Chatwoot) {
  return {
    required: false,
    list: async (): Promise<readonly string[]> => {
      const { payload } = await account.read({ method: 'GET', path: 'labels', answer: LabelsAnswer })
      return payload.map(({ title }) => title)
    },
  }
}

/** The host replaces the whole set, so what is there already is read and sent along. */
export async function addTags(
  { account }: Chatwoot,
  conversation: number,
  tags: readonly string[],
): Promise<void> {
  const labels = path('conversations', String(conversation), 'labels')
  const { payload } = await account.read({ method: 'GET', path: labels, answer: TagsAnswer })
  await account.deed({
    method: 'POST',
    path: labels,
    json: { labels: [...new Set([...payload, ...tags])] },
    answer: TagsAnswer,
  })
}
