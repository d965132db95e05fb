/** The step that lets batches take turns, whosever they are and whenever they began. */
export const BATCH_TURNS = `
  -- Where its first stretch stands among those of all batches.
  alter table batches add column turn integer not null default 0;
  create index batches_running on batches (seq) where state = 'running';
  `
