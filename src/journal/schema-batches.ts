/** The step that adds lists of people who get the same step. */
export const BATCHES = `
  create table batches (
    seq          bigint generated always as identity primary key,
    workspace    text not null,
    id           text not null,
    plan         jsonb not null,
    state        text not null,
    fingerprint  text,
    source       jsonb,
    -- Who receives the list, and when something of it came last.
    receipt      text,
    heard_at     timestamptz,
    rest_until   timestamptz,
    rest_code    text,
    troubles     integer not null default 0,
    created_at   timestamptz not null,
    received_at  timestamptz,
    finished_at  timestamptz,
    unique (workspace, id)
  );
  create index batches_newest on batches (workspace, seq desc);

  -- The truth of a batch. Jobs of the engine only wake somebody up to look here.
  create table batch_rows (
    batch      bigint not null references batches on delete cascade,
    n          integer not null,
    line       integer,
    recipient  jsonb not null,
    state      text not null,
    attempt    integer not null default 1,
    code       text not null default '',
    reason     jsonb,
    changed_at timestamptz,
    primary key (batch, n)
  );
  create index batch_rows_class on batch_rows (batch, state, code, n)
    where state in ('watching', 'refused', 'failed', 'unknown', 'skipped', 'invalid', 'duplicate');

  -- Which row speaks for a person.
  create table batch_people (
    batch  bigint not null references batches on delete cascade,
    person text not null,
    n      integer not null,
    primary key (batch, person)
  );

  -- Rows by how they ended, kept with every change: a million rows are never counted.
  create table batch_counts (
    batch bigint not null references batches on delete cascade,
    state text not null,
    code  text not null,
    count bigint not null,
    primary key (batch, state, code)
  );

  -- How many rows came to rest in each ten seconds.
  create table batch_ticks (
    batch bigint not null references batches on delete cascade,
    tick  bigint not null,
    done  integer not null,
    primary key (batch, tick)
  );
  `
