import { ONE_WAY } from './schema-steps.ts'

/** The step that keeps a call which was begun as one that waits from beginning a second time, as a message of its own. */
export const BEGUN_ONCE = `
  -- As before, but where an initiative has the id, only its own message may have it too: one that was called off while it waited has no
  -- message, and gets none by the same call under other settings.
  create or replace function plan_operations(ws text, asked jsonb) returns table (planned text[], standing text[])
  language plpgsql ${ONE_WAY} as $$
  declare
    lists text[] := array(select distinct one.row_of from jsonb_to_recordset(asked) as one(row_of text) where one.row_of is not null);
    running text[] := '{}';
  begin
    if lists <> '{}' then
      running := running_batches(ws, lists);
    end if;
    with new as (
      insert into operations (workspace, id, intent, fingerprint, state, contact_id, account, request, attempts, created_at, sent_at,
        changed_at, owner, sent_by, due_at, repeats, steps)
      select ws, one.id, one.intent, one.fingerprint, one.state, one.contact_id, one.account, one.request, one.attempts, one.at, one.sent_at,
        one.changed, one.owner, one.sent_by, one.until, one.repeats, one.steps
      from jsonb_to_recordset(asked) as one(id text, intent jsonb, fingerprint text, state text, contact_id text, account text,
        request jsonb, attempts integer, at timestamptz, sent_at timestamptz, changed timestamptz, owner text, sent_by text,
        until timestamptz, repeats text, row_of text, steps jsonb)
      where (one.row_of is null or one.row_of = any(running))
        and not exists (select 1 from initiatives known where known.workspace = ws and known.id = one.id
          and (known.fingerprint <> one.fingerprint or one.intent->>'initiative' is distinct from known.id) offset 0)
      -- So that two who plan the same never wait for each other in a circle.
      order by one.id
      on conflict do nothing returning operations.id)
    select coalesce(array_agg(new.id), '{}') into planned from new;
    standing := array(select unnest(lists) except select unnest(running));
    return next;
  end $$;
  `
