import * as z from 'zod/mini'
import { MESSAGE_STATUSES } from '../domain/words.ts'
import { MessageSchema } from './message.ts'
import { known, knownOnes } from './known.ts'
import { At } from './rules.ts'
import { SessionSchema } from './session.ts'

/** What is asked of a history beyond reading it; loaded when it is. */

/** `GET /v1/sessions/{id}/around`: the messages about one message, or about a time. */
export const AroundSchema = z.object({
  /** Was it found? A time before the beginning is answered with the beginning. */
  found: z.boolean(),
  /** Oldest first; empty where it was not found. */
  items: z.array(MessageSchema),
  /** Leads to older ones. Where nothing was found yet, asking with it as `cursor` looks further; `null`: there is no more. */
  next: z.nullable(z.string()),
  /** By which cursor the newest of the items are read; `null`: they are the newest of the session. */
  cursor: z.nullable(z.string()),
  /** By which cursors the pages are read that are newer than the items, the newest first; of this answer alone. */
  newer: z.array(z.nullable(z.string())),
})

export type WireAround = z.infer<typeof AroundSchema>

/** `GET /v1/contacts/{id}/search`: where something was said, newest first. */
export const HistorySearchSchema = z.object({
  hits: z.array(
    z.object({
      message: MessageSchema,
      /** Where the words stand in its text: pairs of from and behind, in code units. Empty: in a subject, a file’s name, a contact card. */
      ranges: z.array(z.array(z.number())),
    }),
  ),
  /** The sessions of the hits. */
  sessions: z.array(SessionSchema),
  /** Was everything looked through? If not, `until` says back to when, and `next` looks further. */
  complete: z.boolean(),
  until: z.nullable(At),
  next: z.nullable(z.string()),
})

export type WireHistorySearch = z.infer<typeof HistorySearchSchema>

/** A part of a rule set by its print. `holds`: it is the same today; equal prints stand for equal rules. */
const RulePartSchema = z.object({ print: z.string(), holds: z.boolean() })

/** The rules by which a message was allowed: those of a release of Firstline, a host's table, what the workspace demands beyond it. */
const RuleSetSchema = z.object({
  /** `null`: it was not named. */
  release: z.nullable(z.string()),
  host: RulePartSchema,
  workspace: RulePartSchema,
})

export type WireRuleSet = z.infer<typeof RuleSetSchema>

/**
 * `GET /v1/sessions/{id}/messages/{messageId}/audit` (R-AUDIT-1). `from: 'host'`: it was not sent through us, and no more is known of it
 * than the conversation shows.
 */
export const AuditSchema = z.object({
  /** `null`: from somewhere that this page does not know. */
  from: known(['form', 'reply', 'note', 'process', 'batch', 'host'], null),
  /** Who wrote it; `null`: a process, or nobody knows. */
  operator: z.nullable(z.object({ id: z.string(), name: z.nullable(z.string()) })),
  operationId: z.nullable(z.string()),
  /** The step or the batch that gave it out. */
  initiativeId: z.nullable(z.string()),
  batchId: z.nullable(z.string()),
  line: z.nullable(z.string()),
  channel: z.nullable(z.string()),
  address: z.nullable(z.string()),
  /** The template's id at the host. */
  template: z.nullable(z.string()),
  /** By which rules it was allowed; `null`: nobody noted them. */
  rules: z._default(z.nullable(RuleSetSchema), null),
  plannedAt: z.nullable(At),
  sentAt: z.nullable(At),
  /** What is truly known of its way. */
  status: z.nullable(known(MESSAGE_STATUSES, null)),
  /** Since when it has each status, weakest first; without those whose time nobody knows. Not `exact`: at the latest since then. */
  statuses: z._default(
    knownOnes(z.object({ status: z.enum(MESSAGE_STATUSES), at: At, exact: z.boolean() })),
    [],
  ),
  /** What the host calls it; `null`: the host has not said that it has it. */
  messageId: z._default(z.nullable(z.string()), null),
  /** Why it did not leave, or why nobody knows; `hostText`: in the host's own words. */
  failure: z._default(z.nullable(z.object({ text: z.string(), hostText: z.nullable(z.string()) })), null),
  answeredAt: z.nullable(At),
  /** What was done for it, in order, each with how it ended. */
  steps: z.array(
    z.object({
      name: z.string(),
      beganAt: At,
      endedAt: z.nullable(At),
      outcome: z.nullable(z.string()),
      by: z.nullable(z.string()),
    }),
  ),
})

export type WireAudit = z.infer<typeof AuditSchema>
