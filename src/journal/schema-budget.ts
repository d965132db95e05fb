/** The step that adds the budget of requests at hosts (design, section 6). */
export const HOST_BUDGETS = `
  -- One row per tenant: how many requests went in each slice of the host's window, the newest slice last, and a rest after a
  -- host's punishment.
  create table host_budgets (
    workspace     text primary key,
    newest        bigint not null default 0,
    counts        integer[] not null default array_fill(0, array[61]),
    blocked_until timestamptz not null default '-infinity'
  );

  -- 0 with leave taken, else how many milliseconds to wait. The 61 slices are one more than the window, so that whatever the
  -- host's clock says, no window of its own sees more than most_requests.
  create function take_leave(ws text, slice_ms double precision, most_requests integer, at timestamptz)
  returns double precision
  language plpgsql as $$
  declare
    budget host_budgets;
    right_now timestamptz;
    now_ms double precision;
    slice bigint;
    passed bigint;
    total integer;
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
    passed := least(slice - budget.newest, 61);
    budget.counts := budget.counts[passed + 1:61] || array_fill(0, array[passed::integer]);
    select sum(n) into total from unnest(budget.counts) as n;
    if total < most_requests then
      budget.counts[61] := budget.counts[61] + 1;
      update host_budgets set newest = slice, counts = budget.counts where workspace = ws;
      return 0;
    end if;
    -- As soon as enough of the oldest slices have left the window.
    loop
      leaving := leaving + 1;
      total := total - budget.counts[leaving];
      exit when total < most_requests or leaving = 61;
    end loop;
    return greatest(1, (slice + leaving) * slice_ms - now_ms);
  end $$;
  `
