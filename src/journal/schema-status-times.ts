/** The step that adds since when messages have their statuses. What was seen before it keeps its status without a time. */
export const STATUS_TIMES = `
  -- { status: when we first saw it }
  alter table seen_messages add column status_at jsonb not null default '{}';
  -- { status: { at, exact } }; exact: the host said so.
  alter table told add column status_at jsonb not null default '{}';
  `
