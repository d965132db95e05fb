import * as z from 'zod'

/** What the host sends. Unknown fields are ignored; a missing one is told by its path. */

const At = z.iso.datetime({ offset: true })
const Word = z.string().min(1)
const Id = z.string().min(1)

/** The module's answers (`module/server.ts`). */
export const LinesAnswer = z.object({ lines: z.array(z.object({ id: Id, name: z.string() })) })

export const WireSession = z.object({
  id: Id,
  name: z.string().nullish(),
  line: Id.nullable(),
  channel: Id.nullable(),
  channelType: z.string().nullable(),
  state: Word,
  operator: Id.nullable(),
  chatId: z.string().nullable(),
  chatName: z.string().nullable(),
  createdAt: At,
  closedAt: At.nullable(),
  lastActivityAt: At,
  apps: z.array(z.object({ namespace: z.string(), code: z.string(), id: Id })),
})
export type WireSession = z.infer<typeof WireSession>
export const SessionsAnswer = z.object({ sessions: z.array(WireSession) })
export const SessionAnswer = z.object({ session: WireSession })

export const WireMessage = z.object({
  id: Id,
  body: z.string(),
  fromClient: z.boolean(),
  operator: Id.nullable(),
  isRead: z.boolean(),
  // Absent from an older script of the module.
  files: z.array(z.object({ name: z.string().nullable(), url: z.string().nullable() })).default([]),
  deletedAt: At.nullable().default(null),
  createdAt: At,
})
export type WireMessage = z.infer<typeof WireMessage>
export const MessagesAnswer = z.object({ messages: z.array(WireMessage) })
export const NothingAnswer = z.object({})

/** The Web API says in every answer whether it did what was asked (A1). */
const Envelope = z.object({ success: z.literal(true), error: z.string().nullish() })

export const DoneAnswer = Envelope

/** An item of an app: its own fields stand beside these, by their codes. */
export const WireItem = z.looseObject({ __id: Id })
export type WireItem = z.infer<typeof WireItem>
export const ItemAnswer = Envelope.extend({ item: WireItem })
export const ListAnswer = Envelope.extend({
  result: z.object({ result: z.array(WireItem), total: z.int().min(0) }),
})

/** A list of users; the vendor shows no example, so the envelopes seen in public code are all read. */
const Users = z.array(z.looseObject({ __id: Id.optional(), id: Id.optional() }))
export const UsersAnswer = Envelope.extend({
  result: z.union([Users, z.looseObject({ result: Users })]).optional(),
  users: Users.optional(),
  data: Users.optional(),
}).transform((answer, context) => {
  const nested = Array.isArray(answer.result) ? answer.result : answer.result?.result
  const users = nested ?? answer.users ?? answer.data
  if (users) return users
  context.addIssue({ code: 'custom', path: ['result'], message: 'a list of users is missing' })
  return z.NEVER
})

/** A list of groups of users, in the envelope of all lists or without the inner one. */
const Groups = z.array(
  z.object({ __id: Id.optional(), id: Id.optional(), __name: Word.optional(), name: Word.optional() }),
)
export const GroupsAnswer = Envelope.extend({
  result: z.union([Groups, z.object({ result: Groups })]),
}).transform(({ result }) => (Array.isArray(result) ? result : result.result))

/** A process instance; documented under `context`, read under `data` and `result` in public code. */
export const WireInstance = z.looseObject({ __id: Id })
export type WireInstance = z.infer<typeof WireInstance>
export const InstanceAnswer = Envelope.extend({
  context: WireInstance.optional(),
  data: WireInstance.optional(),
  result: WireInstance.optional(),
}).transform((answer, context) => {
  const instance = answer.context ?? answer.data ?? answer.result
  if (instance) return instance
  context.addIssue({ code: 'custom', path: ['context'], message: 'the process instance is missing' })
  return z.NEVER
})
export const InstancesAnswer = Envelope.extend({
  result: z.object({ result: z.array(WireInstance), total: z.int().min(0) }),
})

/** What the host's process posts to us. */
export const HookBody = z.object({
  eventId: Id.max(200),
  event: z.enum(['message', 'session-opened', 'session-closed']),
  session: Id.max(200),
})
