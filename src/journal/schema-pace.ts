/** The step that has batches beside others go as fast as these leave them room, and leaves these what they ask for at once, not all they ask for. */
export const HOST_PACE = `
  -- As before: 0 with leave taken, else how many milliseconds to wait. Whatever the host's clock says, no window of its own sees more
  -- than most_requests. lane: people, machines or batches.
  create or replace function take_leave(ws text, slice_ms double precision, most_requests integer, lane text, at timestamptz)
  returns double precision
  language plpgsql as $$
  declare
    budget host_budgets;
    right_now timestamptz;
    now_ms double precision;
    slice bigint;
    passed integer;
    total integer;
    others integer;
    room integer;
    reserve integer := least(4, most_requests / 5);
    -- What batches asked for in four slices, a second of a minute, and in sixty, and may ask for in each.
    lately integer;
    paced integer;
    long integer;
    paced_long integer;
    leaving integer := 0;
  begin
    insert into host_budgets (workspace) values (ws) on conflict do nothing;
    select * into budget from host_budgets where workspace = ws for update;
    -- Looked at after the lock was waited for.
    right_now := coalesce(at, clock_timestamp());
    if budget.blocked_until > right_now then
      return extract(epoch from budget.blocked_until - right_now) * 1000;
    end if;
    now_ms := extract(epoch from right_now) * 1000;
    -- A clock that was set back changes nothing until it has caught up.
    slice := greatest(floor(now_ms / slice_ms)::bigint, budget.newest);
    passed := least(slice - budget.newest, 241);
    budget.counts := budget.counts[passed + 1:241] || array_fill(0, array[passed]);
    budget.batches := budget.batches[passed + 1:241] || array_fill(0, array[passed]);
    select sum(n) into total from unnest(budget.counts) as n;
    others := total - (select sum(n) from unnest(budget.batches) as n);
    -- How many more may be asked on this lane.
    if lane = 'people' then
      room := most_requests - total;
    elsif lane = 'machines' then
      room := least(most_requests - least(2, most_requests / 10) - total, greatest(1, floor(most_requests * 0.8)::integer) - others);
    else
      -- As many as others asked for within five seconds of a minute, at the most, are left free beside what they use: so they find room at
      -- once when they come again. More than that would only lie idle, since what leaves the window is theirs before it is a batch's.
      if others > 0 then
        select greatest(reserve, least(max(at_once), floor(most_requests * 0.4)::integer)) into reserve from (
          select sum(asked - listed) over (order by n rows 19 preceding) as at_once
          from unnest(budget.counts, budget.batches) with ordinality as each(asked, listed, n)) as lengths;
      end if;
      -- And no faster than the window allows: one that is full before its end has everybody wait for longer than anybody is ready to, and the
      -- batch rests. A batch that had spent a good part of the window at once would have dozens of messages under way that all wait for the
      -- next place, and whoever waits long asks the host beside it, which costs places too.
      paced := greatest(0, most_requests - reserve - others) / 60 + 1;
      paced_long := greatest(0, most_requests - reserve - others) / 4 + 1;
      select sum(n) into lately from unnest(budget.batches[238:241]) as n;
      select sum(n) into long from unnest(budget.batches[182:241]) as n;
      room := least(most_requests - total - reserve, paced - lately, paced_long - long);
    end if;
    if room > 0 then
      budget.counts[241] := budget.counts[241] + 1;
      if lane = 'batches' then budget.batches[241] := budget.batches[241] + 1; end if;
      update host_budgets set newest = slice, counts = budget.counts, batches = budget.batches where workspace = ws;
      return 0;
    end if;
    -- As soon as enough of the oldest slices have left the window; of a batch that only goes too fast, enough of its own last ones.
    if lane <> 'batches' then
      loop
        leaving := leaving + 1;
        room := room + budget.counts[leaving];
        exit when room > 0 or leaving = 241;
      end loop;
    else
      room := most_requests - total - reserve;
      loop
        leaving := leaving + 1;
        room := room + budget.counts[leaving];
        if leaving <= 4 then lately := lately - budget.batches[237 + leaving]; end if;
        if leaving <= 60 then long := long - budget.batches[181 + leaving]; end if;
        exit when (room > 0 and lately < paced and long < paced_long) or leaving = 241;
      end loop;
    end if;
    return greatest(1, (slice + leaving) * slice_ms - now_ms);
  end $$;
  `
