import { HOST_BUDGETS } from './schema-budget.ts'
import { CONSENTS } from './schema-consents.ts'
import { TOLD } from './schema-told.ts'
import { VERDICTS } from './schema-verdicts.ts'
import { BATCHES } from './schema-batches.ts'
import { BEGUN } from './schema-begun.ts'
import { BEGUN_ONCE } from './schema-begun-once.ts'
import { CALLBACKS } from './schema-callbacks.ts'
import { FIRST } from './schema-first.ts'
import { FOUND_MESSAGES } from './schema-found-messages.ts'
import { TOGETHER } from './schema-together.ts'
import { INITIATIVES } from './schema-initiatives.ts'
import { KEYS } from './schema-keys.ts'
import { LATE_OF_BATCHES } from './schema-late.ts'
import { HOST_LANES } from './schema-lanes.ts'
import { HOST_PACE } from './schema-pace.ts'
import { PUT_AWAY } from './schema-put-away.ts'
import { HOST_SLICES } from './schema-slices.ts'
import { SETTLE } from './schema-settle.ts'
import { SETTLE_AT_ONCE } from './schema-settle-at-once.ts'
import { STATUS_TIMES } from './schema-status-times.ts'
import { STEPS } from './schema-steps.ts'
import { BATCH_TURNS } from './schema-turns.ts'
import { UNDELIVERED_VIEW } from './schema-undelivered.ts'
import { UNSENT_INDEXES } from './schema-unsent.ts'
import { TROUBLES } from './schema-troubles.ts'
import { WAKES } from './schema-wakes.ts'

/**
 * The tables, as ordered steps: a step that was released is never changed, a new one is added. Everything stands in the schema
 * `firstline`, so that it can live in a tenant's own database beside other things.
 */
export const MIGRATIONS: readonly string[] = [
  FIRST,
  `
  -- Contacts at whose conversation somebody has looked, even if there was none.
  create table looked_at (
    workspace  text not null,
    contact_id text not null,
    primary key (workspace, contact_id)
  );
  insert into looked_at select distinct workspace, contact_id from seen_sessions where contact_id is not null;
  `,
  `
  -- Which templates an operator sent last.
  create index operations_templates on operations (workspace, (intent->>'operatorId'), (intent->>'lineId'), created_at desc)
    where state = 'sent' and intent->'template' is not null;
  `,
  `
  -- Files of messages, in pieces, so that neither writing nor reading one needs all of it in memory. size: null while it comes.
  create table attachments (
    workspace  text not null,
    id         text not null,
    owner_id   text not null,
    name       text not null,
    type       text not null,
    size       bigint,
    kept_until timestamptz not null,
    primary key (workspace, id)
  );
  create index attachments_kept_until on attachments (kept_until);
  create table attachment_pieces (
    workspace     text not null,
    attachment_id text not null,
    n             integer not null,
    bytes         bytea not null,
    primary key (workspace, attachment_id, n),
    foreign key (workspace, attachment_id) references attachments on delete cascade
  );
  -- Pictures and archives do not shrink: no time is lost on trying.
  alter table attachment_pieces alter column bytes set storage external;
  `,
  HOST_BUDGETS,
  VERDICTS,
  CALLBACKS,
  CONSENTS,
  TOLD,
  BATCHES,
  INITIATIVES,
  TROUBLES,
  HOST_LANES,
  TOGETHER,
  KEYS,
  SETTLE,
  UNSENT_INDEXES,
  `-- Notes among the staff and what happened to a session are no words of the talk: previews leave them out.
  alter table seen_messages add column said boolean not null default true;`,
  STEPS,
  HOST_SLICES,
  BATCH_TURNS,
  BEGUN,
  SETTLE_AT_ONCE,
  STATUS_TIMES,
  HOST_PACE,
  BEGUN_ONCE,
  FOUND_MESSAGES,
  UNDELIVERED_VIEW,
  PUT_AWAY,
  LATE_OF_BATCHES,
  WAKES,
]
