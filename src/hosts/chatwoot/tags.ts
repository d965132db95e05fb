import { path } from '../http-body.ts'
import type { Tags } from '../port.ts'
import { orNull, type Chatwoot } from './api.ts'
import type { ChatwootSettings } from './settings.ts'
import { LabelsAnswer, TagsAnswer } from './wire.ts'

/** The account's labels. The host asks for none on an outgoing conversation (facts, 11), an administrator may, inbox by inbox. */
export function tagsOf(chatwoot: Chatwoot, { tagsRequiredIn }: ChatwootSettings): Tags {
  const { account, ids } = chatwoot
  const requiring = new Set<number | null>(tagsRequiredIn)
  return {
    requires: ({ id }) => requiring.has(ids.theirs('inbox', id)),
    list: async () => {
      const { payload } = await account.read({ method: 'GET', path: 'labels', answer: LabelsAnswer })
      return payload.map(({ title }) => title)
    },
    of: async (sessionId) => {
      const conversation = ids.theirs('conversation', sessionId)
      return conversation === null ? [] : ((await orNull(() => labelsOf(chatwoot, conversation))) ?? [])
    },
    add: (sessionId, tags) => addTags(chatwoot, ids.known('conversation', sessionId), tags),
  }
}

/** The host replaces the whole set, so what is there already is read and sent along. */
export async function addTags(
  chatwoot: Chatwoot,
  conversation: number,
  tags: readonly string[],
): Promise<void> {
  const known = await labelsOf(chatwoot, conversation)
  await chatwoot.account.deed({
    method: 'POST',
    path: labelsPath(conversation),
    json: { labels: [...new Set([...known, ...tags])] },
    answer: TagsAnswer,
  })
}

async function labelsOf({ account }: Chatwoot, conversation: number): Promise<readonly string[]> {
  const { payload } = await account.read({
    method: 'GET',
    path: labelsPath(conversation),
    answer: TagsAnswer,
  })
  return payload
}

const labelsPath = (conversation: number): string => path('conversations', String(conversation), 'labels')
