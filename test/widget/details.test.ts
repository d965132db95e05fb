import { expect, it } from 'vitest'
import type { WireAudit } from '../../src/wire/history.ts'
import { english as words } from '../../widget/conversation/history/details-words/en.ts'
import { detailsOf } from '../../widget/conversation/history/details.ts'
import { english as cardWords } from '../../widget/shared/words/en.ts'
import { minutesAgo, to } from '../../widget/stories/people.ts'

const AUDIT: WireAudit = {
  from: 'note',
  operator: { id: 'op-1', name: 'Olga' },
  operationId: 'o-1',
  initiativeId: null,
  batchId: null,
  line: 'Support',
  channel: 'whatsapp',
  address: '+79120000001',
  template: null,
  rules: null,
  plannedAt: minutesAgo(5),
  sentAt: minutesAgo(5),
  status: 'accepted',
  statuses: [{ status: 'accepted', at: minutesAgo(5), exact: true }],
  messageId: 'm-1',
  failure: null,
  answeredAt: null,
  steps: [],
}

it.each([
  ['note', ['Given to the host'], ['Sent', 'Status']],
  ['text', ['Sent', 'Status'], ['Given to the host']],
] as const)('R-AUDIT-1: of a %s it is said whether it ever leaves', (kind, said, unsaid) => {
  const item = {
    kind: 'message',
    key: 'm-1',
    message: to(5, 'Hm', { id: 'm-1', kind }),
    follows: false,
  } as const
  const about = { audit: AUDIT, session: null, contactName: null }
  const { lines } = detailsOf(item, about, { words, cardWords, locale: 'en' })
  const names = lines.map(({ name }) => name)
  expect(names).toEqual(expect.arrayContaining([...said]))
  for (const name of unsaid) expect(names).not.toContain(name)
})
