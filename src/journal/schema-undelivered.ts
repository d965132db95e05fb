/** The step that finds messages of which the host said later that they were not delivered. */
export const UNDELIVERED_VIEW = `
  create index told_failed on told (workspace) where status = 'failed';
  create index seen_messages_failed on seen_messages (workspace) where status = 'failed';
  -- By our mark, or in the conversation. What the customer has got by either way did not fail: see "laterStatus".
  create view undelivered as
    select failed.workspace, failed.id,
      coalesce(nullif(told.failure->>'code', 'unknown'), seen.failure->>'code', told.failure->>'code', 'unknown') as code
    from (
      select workspace, operation_id as id from told where status = 'failed'
      union
      select message.workspace, o.id from seen_messages message
        join operations o on o.workspace = message.workspace and o.message_id = message.id and o.session_id = message.session_id
        where message.status = 'failed') failed
    join operations o on o.workspace = failed.workspace and o.id = failed.id
    left join told on told.workspace = o.workspace and told.operation_id = o.id
    left join seen_messages seen on seen.workspace = o.workspace and seen.session_id = o.session_id and seen.id = o.message_id
    where o.state = 'sent' and coalesce(told.status, '') not in ('delivered', 'read')
      and coalesce(seen.status, '') not in ('delivered', 'read');
  `
