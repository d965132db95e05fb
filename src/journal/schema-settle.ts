/** The step that settles rows of a batch in one statement. */
export const SETTLE = `
  -- outcomes: [{ n, attempt, state, reason }]. Rows, counts, rate and the end of the batch change together, under the batch's lock. A row
  -- changes only while it is open, and only under the attempt that was carried out. Each is found by its key, whatever the planner
  -- believes of a list that it has not counted yet. The state of the batch after that; null: there is no such batch.
  create function settle_rows(ws text, batch_id text, outcomes jsonb, at timestamptz) returns text
  language plpgsql as $$
  declare
    b batches;
    one record;
    was record;
    was_states text[] := '{}';
    was_codes text[] := '{}';
    states text[] := '{}';
    codes text[] := '{}';
    rested integer := 0;
  begin
    select * into b from batches where workspace = ws and id = batch_id for update;
    if not found then
      return null;
    end if;
    for one in
      select n, attempt, state, nullif(reason, 'null'::jsonb) as reason, coalesce(reason->>'code', '') as code
      from jsonb_to_recordset(outcomes) as given(n integer, attempt integer, state text, reason jsonb) order by n
    loop
      select r.state, r.code into was from batch_rows r where r.batch = b.seq and r.n = one.n and r.attempt = one.attempt
        and r.state in ('waiting', 'watching') and not (r.state = 'watching' and one.state = 'waiting');
      continue when not found;
      update batch_rows r set state = one.state, code = one.code, reason = one.reason, changed_at = at,
          attempt = r.attempt + (one.state = 'waiting')::integer
        where r.batch = b.seq and r.n = one.n;
      was_states := array_append(was_states, was.state);
      was_codes := array_append(was_codes, was.code);
      states := array_append(states, one.state);
      codes := array_append(codes, one.code);
      rested := rested + (one.state <> 'waiting')::integer;
    end loop;
    insert into batch_counts as known (batch, state, code, count)
      select b.seq, state, code, sum(delta) from (
        select unnest(was_states), unnest(was_codes), -1 union all select unnest(states), unnest(codes), 1
      ) as moved(state, code, delta) group by state, code having sum(delta) <> 0
      on conflict (batch, state, code) do update set count = known.count + excluded.count;
    if rested > 0 then
      insert into batch_ticks as known (batch, tick, done) values (b.seq, floor(extract(epoch from at) / 10)::bigint, rested)
        on conflict (batch, tick) do update set done = known.done + excluded.done;
      -- Somebody was reached by the host: its trouble is over.
      if b.rest_until is not null then
        update batches set rest_until = null, rest_code = null, troubles = 0 where seq = b.seq;
      end if;
    end if;
    if b.state = 'running' and not exists (
      select 1 from batch_counts where batch = b.seq and state in ('waiting', 'watching') and count > 0
    ) then
      update batches set state = 'done', finished_at = at where seq = b.seq;
      return 'done';
    end if;
    return b.state;
  end $$;
  `
