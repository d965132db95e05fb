/** The step that adds the budget of requests at hosts (design, section 6). */
export const HOST_BUDGETS = `
  -- One row per tenant: when the next request may go (generic cell rate algorithm), and a rest after a host's punishment.
  create table host_budgets (
    workspace     text primary key,
    next_at       timestamptz not null default '-infinity',
    machines_at   timestamptz not null default '-infinity',
    blocked_until timestamptz not null default '-infinity'
  );

  -- 0 with leave taken, else how many milliseconds to wait. machines_ms is null for people.
  create function take_leave(
    ws text, every_ms double precision, burst integer,
    machines_ms double precision, machines_burst integer, at timestamptz
  ) returns double precision
  language plpgsql as $$
  declare
    budget host_budgets;
    right_now timestamptz;
    free_at timestamptz;
    ms constant interval := interval '1 millisecond';
  begin
    insert into host_budgets (workspace) values (ws) on conflict do nothing;
    select * into budget from host_budgets where workspace = ws for update;
    -- Looked at after the lock was waited for.
    right_now := coalesce(at, clock_timestamp());
    free_at := greatest(budget.blocked_until, budget.next_at - (burst - 1) * every_ms * ms);
    if machines_ms is not null then
      free_at := greatest(free_at, budget.machines_at - (machines_burst - 1) * machines_ms * ms);
    end if;
    if free_at > right_now then
      return extract(epoch from free_at - right_now) * 1000;
    end if;
    update host_budgets set
      next_at = greatest(next_at, right_now) + every_ms * ms,
      machines_at = case when machines_ms is null then machines_at
                         else greatest(machines_at, right_now) + machines_ms * ms end
    where workspace = ws;
    return 0;
  end $$;
  `
