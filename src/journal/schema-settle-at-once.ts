import { ONE_WAY } from './schema-steps.ts'

/** The step that settles all rows of a batch that came to rest together as one set. */
export const SETTLE_AT_ONCE = `
  -- outcomes: [{ n, attempt, state, reason }], a row that stands there twice is changed once. As before: rows, counts, rate and the end of the batch change together, under
  -- the batch's lock, which nobody changes a row without. A row changes only while it is open, and only under the attempt that was carried
  -- out. The state of the batch after that; null: there is no such batch.
  create or replace function settle_rows(ws text, batch_id text, outcomes jsonb, at timestamptz) returns text
  language plpgsql ${ONE_WAY} as $$
  declare
    b batches;
    rested bigint;
  begin
    select * into b from batches where workspace = ws and id = batch_id for update;
    if not found then
      return null;
    end if;
    with found as materialized (
      select given.state, given.reason, coalesce(given.reason->>'code', '') as code, known.*
      from jsonb_to_recordset(outcomes) as given(n integer, attempt integer, state text, reason jsonb)
      cross join lateral (
        select ctid as place, r.state as was_state, r.code as was_code from batch_rows r
        where r.batch = b.seq and r.n = given.n and r.attempt = given.attempt and r.state in ('waiting', 'watching') offset 0) known
      where not (was_state = 'watching' and given.state = 'waiting')),
    changed as (
      update batch_rows r set state = one.state, code = one.code, reason = one.reason, changed_at = at,
        attempt = r.attempt + (one.state = 'waiting')::integer
      from found one where r.ctid = one.place returning one.was_state, one.was_code, one.state, one.code),
    counted as (
      insert into batch_counts as known (batch, state, code, count)
      select b.seq, state, code, sum(delta) from (
        select was_state, was_code, -1 from changed union all select state, code, 1 from changed
      ) as moved(state, code, delta) group by state, code having sum(delta) <> 0
      on conflict (batch, state, code) do update set count = known.count + excluded.count)
    select count(*) into rested from changed where state <> 'waiting';
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
