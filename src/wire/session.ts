import * as z from 'zod/mini'
import { SESSION_STATES } from '../domain/words.ts'
import { known } from './known.ts'
import { At, ReasonSchema, ShownChannelSchema } from './rules.ts'

export const SessionSchema = z.object({
  id: z.string(),
  contactId: z.nullable(z.string()),
  lineId: z.string(),
  channel: ShownChannelSchema,
  address: z.string(),
  /** Another state is not said to be the end of a session: whether one may answer stands in `replyReasons`. */
  state: known(SESSION_STATES, 'active'),
  operatorId: z.nullable(z.string()),
  subject: z.nullable(z.string()),
  openedAt: At,
  lastActivityAt: At,
  closedAt: z.nullable(At),
  /** Resolved for the surfaces. */
  lineName: z.string(),
  operatorName: z.nullable(z.string()),
  /** First words of the newest message, when known. */
  preview: z.nullable(z.string()),
  /** May the person who asks answer here? Empty when they may. */
  replyReasons: z.array(ReasonSchema),
  /** Until when free text is taken (R-WIN-1); `null`: always, or nobody knows. */
  untilAt: z._default(z.nullable(At), null),
  /** What may go with an answer beside its text (`AnswerPart`). A newer gateway may know more than this page does. */
  takes: z._default(z.array(z.string()), []),
  /** What the person who asks may do beside answering (`SessionDeedKind`). */
  deeds: z._default(z.array(z.string()), []),
  /** The host's own page of this session. */
  link: z.nullable(z.string()),
})

export type WireSession = z.infer<typeof SessionSchema>
