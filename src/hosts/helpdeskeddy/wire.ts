import * as z from 'zod'
import { POST_TIME, TICKET_TIME } from './times.ts'

/** What the host sends. Unknown fields are ignored (a user's `api_key` among them); a missing one is told by its path. */

const Id = z.coerce.number().int().min(0)
/** `0`, `""` and `null` all mean nobody. */
const Nobody = z.union([z.literal('').transform(() => 0), z.null().transform(() => 0), Id])
const Words = z
  .string()
  .nullish()
  .transform((text) => text ?? '')
const TicketAt = z.string().regex(TICKET_TIME)
const PostAt = z.string().regex(POST_TIME)

/** An array, or an object keyed by id whose order is lost in JavaScript: it has to be sorted again (facts, 2.1). */
function list<T extends z.ZodType>(item: T) {
  return z.union([z.array(item), z.record(z.string(), item).transform((keyed) => Object.values(keyed))])
}

const Pagination = z
  .object({ current_page: z.coerce.number(), total_pages: z.coerce.number() })
  .optional()
  .transform((page) => ({ more: page !== undefined && page.current_page < page.total_pages }))

function listAnswer<T extends z.ZodType>(item: T) {
  return z.object({ data: list(item), pagination: Pagination })
}

/** Names are keyed by language, with gaps, or plain text. */
const Names = z.union([z.string(), z.record(z.string(), z.string().nullable()), z.array(z.never())])
export type Names = z.infer<typeof Names>

const Field = z.object({ id: Id, field_value: z.unknown() })
const Fields = list(Field)
  .nullish()
  .transform((fields) => fields ?? [])

export const WireTicket = z.object({
  id: Id,
  date_created: TicketAt,
  date_updated: TicketAt,
  title: Words,
  source: Words,
  status_id: z.coerce.string().min(1),
  department_id: Nobody,
  owner_id: Nobody,
  user_id: Nobody,
  user_email: Words,
  cc: z
    .array(z.string())
    .nullish()
    .transform((copies) => copies ?? []),
  deleted: z.coerce.number().default(0),
  tags: z
    .array(z.coerce.string())
    .nullish()
    .transform((tags) => tags ?? []),
  custom_fields: Fields,
})
export type WireTicket = z.infer<typeof WireTicket>
export const TicketAnswer = z.object({ data: WireTicket })
export const TicketsAnswer = listAnswer(WireTicket)

export const WirePost = z.object({
  id: Id,
  user_id: Nobody,
  text: Words,
  date_created: PostAt,
  date_updated: Words,
  files: list(z.object({ name: Words, url: Words, data_type: Words }))
    .nullish()
    .transform((files) => files ?? []),
})
export type WirePost = z.infer<typeof WirePost>
export const PostsAnswer = listAnswer(WirePost)
/** Internal notes: fields as posts (facts, 3.4). */
export const CommentsAnswer = listAnswer(WirePost)

export const WireUser = z.object({
  id: Id,
  name: Words,
  lastname: Words,
  email: Words,
  phone: Words,
  group: z.object({ type: Words }).nullish(),
  /** Mail notices, 0 or 1. */
  notifications: z.coerce.number().nullish().catch(null),
  department: list(Id)
    .nullish()
    .transform((numbers) => numbers ?? []),
  custom_fields: Fields,
})
export type WireUser = z.infer<typeof WireUser>
export const UserAnswer = z.object({ data: WireUser })
export const UsersAnswer = listAnswer(WireUser)

export const DepartmentsAnswer = listAnswer(z.object({ id: Id, name: Names }))
export const StatusesAnswer = listAnswer(z.object({ id: z.coerce.string() }))
export const PrioritiesAnswer = listAnswer(z.object({ id: Id, name: Names }))

/** 0 and 1, or true and false (facts, 2.3). */
const Flag = z.union([z.boolean(), z.coerce.number().transform((flag) => flag === 1)])
/** Levels of a hierarchy have a name each, under "1", "2" and so on (facts, 4.6). */
const Levels = z.record(z.string().regex(/^\d+$/), Names)
export const WireCustomField = z.object({
  id: Id,
  name: z.union([Levels, Names]),
  field_type: Words,
  permissions: z
    .object({ staff: z.object({ edit: Flag.default(true), required_to_create_ticket: Flag.default(false) }) })
    .nullish()
    .transform((permissions) => permissions?.staff ?? { edit: true, required_to_create_ticket: false }),
})
export type WireCustomField = z.infer<typeof WireCustomField>
export const CustomFieldsAnswer = listAnswer(WireCustomField)
/** `pid`: the option of the level above; 0 at the root. */
export const WireOption = z.object({ id: Id, name: Names, pid: Nobody.default(0) })
export type WireOption = z.infer<typeof WireOption>
export const OptionsAnswer = listAnswer(WireOption)

/** What a create answers: at least its number. */
export const CreatedAnswer = z.object({ data: z.object({ id: Id }) })
export const NothingAnswer = z.object({})

/** What the dispatcher's rules post to us: the bodies of our README, all values strings (R7). */
const Tag = z.union([z.string(), z.number().transform(String)]).default('')
export const HookBody = z.object({
  event: z.enum(['message', 'session-opened', 'session-closed']),
  ticketId: z.union([z.string().regex(/^\d{1,16}$/), z.int().min(0)]).transform(Number),
  postId: Tag,
  updatedAt: Tag,
})
