import { ONE_WAY } from './schema-steps.ts'

/** In which space of advisory locks batches are held while rows of them begin. */
export const BATCH_LOCK = 1178

/**
 * The step that lets a message of a batch begin in one commit, as it is given to the host, and only while its batch runs: what was to be
 * sent stood in the batch's row already.
 */
export const BEGUN = `
  -- Those of these batches that run. They go on doing so until the transaction ends: whoever pauses or cancels one waits for that.
  create function running_batches(ws text, ids text[]) returns text[]
  language plpgsql as $$
  begin
    perform pg_advisory_xact_lock_shared(${BATCH_LOCK}, hashtext(ws || ' ' || id))
      from (select distinct unnest(ids) as id order by 1) as asked;
    -- A statement of its own, so that it sees what was committed while the locks were waited for.
    return array(select id from batches where workspace = ws and id = any(ids) and state = 'running');
  end $$;

  -- Changes the answer of plan_operations(ws, asked): asked has more by now, and its rows may begin further on.
  drop function plan_operations;
  -- asked: [{ id, intent, fingerprint, contact_id, owner, until, at, repeats, row_of, state, account, request, attempts, sent_at, sent_by,
  -- changed, steps }]. planned: those that there were not yet. standing: batches that do not run, of whose rows (row_of) none was planned.
  create function plan_operations(ws text, asked jsonb) returns table (planned text[], standing text[])
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
        -- One space of ids: an initiative that has this one has it for the same body.
        and not exists (select 1 from initiatives known
          where known.workspace = ws and known.id = one.id and known.fingerprint <> one.fingerprint offset 0)
      -- So that two who plan the same never wait for each other in a circle.
      order by one.id
      on conflict do nothing returning operations.id)
    select coalesce(array_agg(new.id), '{}') into planned from new;
    standing := array(select unnest(lists) except select unnest(running));
    return next;
  end $$;
  `
