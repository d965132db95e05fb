import { path } from '../http-body.ts'
import type { Host } from '../port.ts'
import type { Chatwoot } from './api.ts'
import type { ChatwootSettings } from './settings.ts'
import { LabelsAnswer, TagsAnswer } from './wire.ts'

/** The account's labels. The host asks for none on an outgoing conversation (facts, 11), an administrator may, inbox by inbox. */
export function tagsOf(
  { account, ids }: Chatwoot,
  { tagsRequiredIn }: ChatwootSettings,
): NonNullable<Host['tags']> {
  const requiring = new Set<number | null>(tagsRequiredIn)
  return {
    requires: ({ id }) => requiring.has(ids.theirs('inbox', id)),
    list: async () => {
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
