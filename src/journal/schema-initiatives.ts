/** The step that adds calls of the process step that wait: before they leave, or for what comes of them. */
export const INITIATIVES = `
  create table initiatives (
    workspace     text not null,
    id            text not null,
    fingerprint   text not null,
    body          jsonb not null,
    state         text not null check (state in ('waiting', 'sending', 'watching', 'ended')),
    waits_for     text,
    operation_ids text[] not null default '{}',
    hops          text[] not null default '{}',
    contact_id    text,
    record_type   text,
    record_id     text,
    cancelled     jsonb,
    exit          text,
    answer        jsonb,
    looks         integer not null default 0,
    look_at       timestamptz,
    due_at        timestamptz,
    deadline_at   timestamptz not null,
    created_at    timestamptz not null,
    changed_at    timestamptz not null,
    version       integer not null default 1,
    primary key (workspace, id)
  );
  create index initiatives_due on initiatives (due_at) where due_at is not null;
  create index initiatives_contact on initiatives (workspace, contact_id) where state <> 'ended';
  create index initiatives_record on initiatives (workspace, record_type, record_id) where state <> 'ended' and record_id is not null;
  `
