import { HOST_BUDGETS } from './schema-budget.ts'
import { CONSENTS } from './schema-consents.ts'
import { TOLD } from './schema-told.ts'
import { VERDICTS } from './schema-verdicts.ts'
import { BATCHES } from './schema-batches.ts'
import { BEGUN } from './schema-begun.ts'
import { BEGUN_ONCE } from './schema-begun-once.ts'
import { CALLBACKS } from './schema-callbacks.ts'
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

/**
 * The tables, as ordered steps: a step that was released is never changed, a new one is added. Everything stands in the schema
 * `firstline`, so that it can live in a tenant's own database beside other things.
 */
export const MIGRATIONS: readonly string[] = [
  `
  create table operations (
    workspace   text not null,
    id          text not null,
    intent      jsonb not null,
    fingerprint text not null,
    state       text not null check (state in ('planned','sending','sent','refused','skipped','failed','unknown')),
    contact_id  text,
    account     text,
    request     jsonb,
    receipt     jsonb,
    session_id  text,
    message_id  text,
    reasons     jsonb not null default '[]',
    failure     jsonb,
    routing     text not null default 'none' check (routing in ('none','pending','done','failed')),
    attempts    integer not null default 0,
    looks       integer not null default 0,
    created_at  timestamptz not null,
    sent_at     timestamptz,
    changed_at  timestamptz not null,
    owner       text not null,
    due_at      timestamptz,
    primary key (workspace, id)
  );
  create index operations_due on operations (workspace, due_at) where due_at is not null;
  create index operations_contact on operations (workspace, contact_id, created_at desc);
  create index operations_under_way on operations (workspace, account) where state in ('sending', 'unknown');
  create index operations_message on operations (workspace, message_id) where message_id is not null;

  create table operation_steps (
    workspace    text not null,
    operation_id text not null,
    name         text not null,
    began_at     timestamptz not null,
    ended_at     timestamptz,
    outcome      text,
    n            bigint generated always as identity,
    primary key (workspace, operation_id, n),
    unique (workspace, operation_id, name, began_at),
    foreign key (workspace, operation_id) references operations on delete cascade
  );

  -- One row per workspace. Its row lock puts events into commit order, so that a cursor never skips one.
  create table event_heads (
    workspace text primary key,
    last_id   bigint not null,
    pruned_to bigint not null default 0
  );
  create table events (
    workspace   text not null,
    id          bigint not null,
    contact_id  text,
    operator_id text,
    body        jsonb not null,
    at          timestamptz not null default now(),
    primary key (workspace, id)
  );
  create index events_contact on events (workspace, contact_id, id);
  create index events_operator on events (workspace, operator_id, id) where operator_id is not null;
  create index events_at on events (at);

  create function append_event(ws text, contact text, operator text, body jsonb) returns bigint
  language plpgsql as $$
  declare next_id bigint;
  begin
    insert into event_heads as head (workspace, last_id) values (ws, 1)
      on conflict (workspace) do update set last_id = head.last_id + 1 returning last_id into next_id;
    insert into events (workspace, id, contact_id, operator_id, body) values (ws, next_id, contact, operator, body);
    perform pg_notify('firstline_events', json_build_object('workspace', ws, 'contactId', contact)::text);
    return next_id;
  end $$;

  create table seen_sessions (
    workspace  text not null,
    id         text not null,
    contact_id text,
    body       jsonb not null,
    primary key (workspace, id)
  );
  create index seen_sessions_contact on seen_sessions (workspace, contact_id);
  create table seen_messages (
    workspace  text not null,
    id         text not null,
    session_id text not null,
    at         timestamptz not null,
    status     text,
    failure    jsonb,
    print      text not null,
    preview    text not null,
    primary key (workspace, session_id, id)
  );
  create index seen_messages_newest on seen_messages (workspace, session_id, at desc);

  create table drafts (
    workspace    text not null,
    operator_id  text not null,
    record_type  text not null,
    record_id    text not null,
    operation_id text not null,
    body         jsonb not null,
    changed_at   timestamptz not null,
    primary key (workspace, operator_id, record_type, record_id)
  );
  create index drafts_operation on drafts (workspace, operation_id);

  create table hooks_seen (
    workspace text not null,
    event_id  text not null,
    at        timestamptz not null,
    primary key (workspace, event_id)
  );
  create index hooks_seen_at on hooks_seen (at);
  `,
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
]
