const UNSENT = `state in ('failed', 'refused') and judged is null and due_at is null
  and (not intent ? 'batchId' or repeats is not null)`

/** The step that finds messages that did not leave among a great many, those of batches left out. */
export const UNSENT_INDEXES = `
  update operations o set intent = intent || jsonb_build_object('batchId', b.id) from batches b
    where b.workspace = o.workspace and o.state in ('failed', 'refused')
      and b.id = substring(coalesce(o.intent->>'initiative', o.id) from '^(.*):\\d{1,9}(?:\\.\\d+)?$');
  drop index operations_troubles;
  create index operations_unknown on operations (workspace, created_at desc, id desc) where state = 'unknown';
  create index operations_unsent on operations (workspace, created_at desc, id desc) where ${UNSENT};
  create index operations_unsent_class on operations (workspace, state,
    coalesce(case state when 'failed' then failure->>'code' else reasons->0->>'code' end, ''), created_at desc, id desc)
    where ${UNSENT};
  `
