/** The step that finds at once which people of a batch were not reached after all. */
export const LATE_OF_BATCHES = `
  -- By the ids of a batch's operations, which begin alike, and by when the host says that the message was written.
  drop index told_failed;
  create index told_failed on told (workspace, operation_id text_pattern_ops) where status = 'failed';
  drop index seen_messages_failed;
  create index seen_messages_failed on seen_messages (workspace, at) where status = 'failed';
  -- Messages of batches that were sent again.
  create index operations_repeated on operations (workspace, (intent->>'batchId')) where repeats is not null;
  `
