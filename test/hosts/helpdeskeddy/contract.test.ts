import * as z from 'zod'
import { nodeFetch } from '../../../src/hosts/fetch-node.ts'
import { createHelpdeskeddy, HelpdeskeddySettingsSchema } from '../../../src/hosts/helpdeskeddy/index.ts'
import { silentLog } from '../../../src/hosts/log.ts'
import { operatorId } from '../../../src/sandbox/dialects/helpdeskeddy/values.ts'
import { startSandbox } from '../../../src/sandbox/server.ts'
import { describeHost, type HostUnderTest } from '../../contract/host-contract.ts'
import { contractFiles } from '../../contract/files.ts'
import { fieldsOfTicket } from './fields-of-ticket.ts'
import { oracleOf, type Store } from '../../contract/oracle.ts'

/** What the vendor leaves open: each way it may turn out, together with what else may differ. The window has tests of its own. */
const PROFILES = {
  'as documented': { whatsapp: 'unofficial' },
  'ban as 429 without headers, 201, departments as object, posts into closed tickets': {
    whatsapp: 'unofficial',
    banAs: 429,
    limitHeaders: false,
    created: 201,
    departments: 'object',
    closedTickets: 'accepted',
  },
  'names with gaps, tlgrm, another code for a wrong key': {
    whatsapp: 'unofficial',
    names: 'some-missing',
    telegramSource: 'tlgrm',
    wrongKeyCode: 'e-403',
  },
}

const Comment = z.object({ text: z.string(), userId: z.number() })
const Kept = z.object({ comments: z.array(Comment).default([]) })

function notesOf({ storage }: Store, sessionId: string): { text: string; author: string }[] {
  const { comments } = Kept.parse(storage[`helpdeskeddy/tickets/${sessionId}`] ?? {})
  return comments.map(({ text, userId }) => ({
    text: text.replace(/<[^>]+>/g, ''),
    author: operatorId(userId),
  }))
}

const helpdeskeddy: HostUnderTest = {
  capabilities: [
    'search',
    'create',
    'operators',
    'routing',
    'close',
    'handOver',
    'hooks',
    'reach',
    'cannedReplies',
    'tags',
    'startFields',
    'defaultTemplate',
    'identity',
    'notes',
    'reopen',
  ],
  timesToMs: 1000,
  untold: ['closedAt'],
  creates: ['email'],
  files: { whatsapp: 3, email: 3, blindCopy: true },
  shows: ['notes', 'edited', 'letters', 'templates'],
  notes: {
    onHost: (store, sessionId) => notesOf(store, sessionId).map(({ text }) => text),
    fault: 'route',
  },
  handOverComments: notesOf,
  withPages: { ticketFilterId: 1 },
  withoutRight: ({ url }) => new URL(url).pathname.includes('/tickets/'),
  noRight: () =>
    Response.json({ errors: [{ code: 'e-403', title: 'Forbidden', details: 'No rights' }] }, { status: 403 }),
  async start() {
    const options = { port: 0, dialect: 'helpdeskeddy', seed: 'demo', dataDir: null, gateway: null } as const
    const sandbox = await startSandbox(options)
    const { fetch, close } = nodeFetch()
    const open = (patch: object, over = (inner: typeof fetch) => inner) => {
      const limits = { readMs: 1000, deedMs: 1000, linesFreshForMs: 0 }
      const settings = HelpdeskeddySettingsSchema.parse({ ...sandbox.workspaceHost, ...limits, ...patch })
      return createHelpdeskeddy(settings, {
        fetch: over(fetch),
        now: () => new Date(),
        log: silentLog,
        files: contractFiles,
      })
    }
    return {
      host: open({}),
      stranger: open({ apiKey: 'not-the-token' }),
      other: open,
      withStrangeLine: () =>
        open({
          lines: [
            { id: 'line-1', departmentId: 999999, channels: [{ channel: 'email', sources: ['email'] }] },
          ],
        }),
      oracle: oracleOf(sandbox),
      stop: async () => {
        await close()
        await sandbox.stop()
      },
    }
  },
  fieldsOnHost: fieldsOfTicket,
  hook: ({ kind, sessionId }) => ({
    headers: { 'x-firstline-hook': 'sandbox-hook' },
    rawBody: JSON.stringify({
      event: kind,
      ticketId: sessionId.slice(2),
      postId: '9021',
      updatedAt: '2026-11-18 10:05:40',
    }),
    eventId: kind === 'message' ? 'message.1.9021' : `${kind}.1.20261118100540`,
  }),
}

describeHost('helpdeskeddy', helpdeskeddy, PROFILES)
