/** The step that adds answers to be posted to process engines. */
export const CALLBACKS = `
  -- waiting: the exit is not known yet; pending: to be posted at due_at. One wake-up of the engine stands for each version.
  create table callbacks (
    workspace    text not null,
    operation_id text not null,
    url          text not null,
    state        text not null check (state in ('waiting', 'pending', 'delivered', 'given-up')),
    looks        integer not null default 0,
    tries        integer not null default 0,
    last_status  integer,
    last_error   text,
    last_try_at  timestamptz,
    due_at       timestamptz,
    pending_at   timestamptz,
    created_at   timestamptz not null,
    changed_at   timestamptz not null,
    version      integer not null default 1,
    primary key (workspace, operation_id)
  );
  create index callbacks_due on callbacks (due_at) where due_at is not null;
  create index callbacks_state on callbacks (workspace, state, created_at desc, operation_id);
  `
