/** The step that adds many events at once. */
export const EVENTS_TOGETHER = `
  -- told: [{ contact, operator, body }], in their order. One turn at the head of the stream for all of them; called last in a
  -- transaction, so that others wait for the commit alone.
  create function append_events(ws text, told jsonb) returns void
  language plpgsql as $$
  declare
    total bigint := jsonb_array_length(told);
    newest bigint;
  begin
    if total = 0 then
      return;
    end if;
    insert into event_heads as head (workspace, last_id) values (ws, total)
      on conflict (workspace) do update set last_id = head.last_id + total returning last_id into newest;
    insert into events (workspace, id, contact_id, operator_id, body)
      select ws, newest - total + n, one->>'contact', one->>'operator', one->'body'
      from jsonb_array_elements(told) with ordinality as given(one, n);
    perform pg_notify('firstline_events', json_build_object('workspace', ws, 'contactId', contact)::text)
      from (select distinct one->>'contact' as contact from jsonb_array_elements(told) as given(one)) as whose;
  end $$;
  `
