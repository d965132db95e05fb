/** The step that adds what customers said about being written to first, and finds what processes wrote to an account. */
export const CONSENTS = `
  -- Only ever added to: the newest by "at" holds. The address is in its canonical form.
  create table consents (
    workspace    text not null,
    channel      text not null,
    address      text not null,
    n            bigint generated always as identity,
    state        text not null check (state in ('given', 'withdrawn')),
    at           timestamptz not null,
    source       text not null check (source in ('customer', 'workspace')),
    note         text,
    session_id   text,
    message_id   text,
    message_text text,
    noted_at     timestamptz not null,
    primary key (workspace, channel, address, n)
  );
  create index consents_newest on consents (workspace, channel, address, at desc);
  create unique index consents_message on consents (workspace, session_id, message_id) where message_id is not null;
  create unique index consents_told on consents (workspace, channel, address, state, at, source) where message_id is null;

  create index operations_automatic on operations
    (workspace, (request->>'channel'), lower(ltrim(btrim(request->>'address'), '@')), sent_at desc)
    where intent->>'kind' = 'step' and sent_at is not null;
`
