/** The step that counts a host's window twice as finely, and lets batches go evenly within a second instead of a tenth of the window. */
export const HOST_SLICES = `
  drop function take_leave;
  -- What was counted is of one minute: whoever asks first after this waits for none of it, and the host is spared by the rest.
  delete from host_budgets where blocked_until = '-infinity';
  -- 241 slices, one more than the window: a request is counted for a quarter of a second too long in a window of a minute.
  alter table host_budgets alter column counts set default array_fill(0, array[241]),
    alter column batches set default array_fill(0, array[241]);
  update host_budgets set newest = 0, counts = default, batches = default;

  -- As before: 0 with leave taken, else how many milliseconds to wait. Whatever the host's clock says, no window of its own sees more
  -- than most_requests. lane: people, machines or batches.
  create function take_leave(ws text, slice_ms double precision, most_requests integer, lane text, at timestamptz)
  returns double precision
  language plpgsql as $$
  declare
    budget host_budgets;
    right_now timestamptz;
    now_ms double precision;
    slice bigint;
    passed integer;
    total integer;
    listed integer;
    lately integer;
    room integer;
    -- In four slices, a second of a minute, and no faster than the window allows: a window that is full before its end has everybody wait for
    -- longer than anybody is ready to, and the batch rests. A batch that had spent a good part of the window at once would have dozens of messages
    -- under way that all wait for the next place, and whoever waits long asks the host beside it, which costs places too.
    paced integer := most_requests / 60 + 1;
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
    select sum(n) into listed from unnest(budget.batches) as n;
    select sum(n) into lately from unnest(budget.batches[238:241]) as n;
    -- How many more may be asked on this lane.
    room := case lane
      when 'people' then most_requests - total
      when 'machines' then least(most_requests - least(2, most_requests / 10) - total,
        greatest(1, floor(most_requests * 0.8)::integer) - (total - listed))
      -- As much as others use is left to them once more, so that they find room when they come to need it.
      else least(most_requests - total - greatest(least(4, most_requests / 5), least(total - listed, floor(most_requests * 0.4)::integer)),
        paced - lately)
    end;
    if room > 0 then
      budget.counts[241] := budget.counts[241] + 1;
      if lane = 'batches' then budget.batches[241] := budget.batches[241] + 1; end if;
      update host_budgets set newest = slice, counts = budget.counts, batches = budget.batches where workspace = ws;
      return 0;
    end if;
    -- As soon as enough of the oldest slices have left the window; a batch that only goes too fast waits for its own last ones.
    if lane = 'batches' and lately >= paced and most_requests - total > least(4, most_requests / 5) then
      loop
        leaving := leaving + 1;
        lately := lately - budget.batches[237 + leaving];
        exit when lately < paced or leaving = 4;
      end loop;
    else
      loop
        leaving := leaving + 1;
        room := room + budget.counts[leaving];
        exit when room > 0 or leaving = 241;
      end loop;
    end if;
    return greatest(1, (slice + leaving) * slice_ms - now_ms);
  end $$;
  `
