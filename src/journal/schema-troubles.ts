/** The step that adds what administrators look for, and what they did. */
export const TROUBLES = `
  create index operations_troubles on operations (workspace, state, created_at desc, id desc)
    where state in ('unknown', 'failed', 'refused');
  create index initiatives_open on initiatives (workspace, created_at desc, id desc) where state <> 'ended';
  create table deeds (
    workspace   text not null,
    n           bigint generated always as identity,
    at          timestamptz not null,
    operator_id text,
    deed        text not null,
    subject     text not null,
    outcome     text,
    primary key (workspace, n)
  );
  `
