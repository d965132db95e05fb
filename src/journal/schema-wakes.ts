/** The step that wakes those who listen once for all that was committed together, since none of them asks about whom it was. */
export const WAKES = `
  create or replace function append_events(ws text, told jsonb) returns void
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
    perform pg_notify('firstline_events', json_build_object('workspace', ws)::text);
  end $$;
  create or replace function append_event(ws text, contact text, operator text, body jsonb) returns bigint
  language plpgsql as $$
  declare next_id bigint;
  begin
    insert into event_heads as head (workspace, last_id) values (ws, 1)
      on conflict (workspace) do update set last_id = head.last_id + 1 returning last_id into next_id;
    insert into events (workspace, id, contact_id, operator_id, body) values (ws, next_id, contact, operator, body);
    perform pg_notify('firstline_events', json_build_object('workspace', ws)::text);
    return next_id;
  end $$;
  `
