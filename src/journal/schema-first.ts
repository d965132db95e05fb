/** Operations with their steps, the events of the live stream, what was seen at hosts, drafts. */
export const FIRST = `
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
  `
