import { SETS } from './schema-patch.ts'

const begun = (name: string, at: string): string =>
  `jsonb_build_array(jsonb_build_object('name', ${name}, 'beganAt', ${at}))`

// The steps of an operation after those that run were ended, and the next one was begun. The same made once more changes nothing.
const after = (steps: string, at: string, ended: string, begins: string): string => `
  case when ${ended} is null then ${steps} else (
    select coalesce(jsonb_agg(case
      when step ? 'endedAt' or (step->>'beganAt' = ${at} and step->>'name' is not distinct from ${begins}) then step
      else step || jsonb_build_object('endedAt', ${at}, 'outcome', ${ended}) end), '[]')
    -- Their order is the array's.
    from jsonb_array_elements(${steps}) as step) end
  || case when ${begins} is null or ${steps} @> ${begun(begins, at)} then '[]' else ${begun(begins, at)} end`

// What the planner believes of a workspace is wrong until it has counted it, and plans are kept. It has one way only to a row: "offset 0"
// has it look each one up by its key, and a place in the table is read without looking for it.
export const ONE_WAY = 'set enable_seqscan = off set enable_hashjoin = off set enable_mergejoin = off'

/**
 * The step that keeps an operation's steps with it, since each changes together with it: one row is written instead of four. Many are
 * planned or changed in one statement, which tells no more than which they were.
 */
export const STEPS = `
  -- [{ name, beganAt, endedAt, outcome, by }], in their order.
  alter table operations add column steps jsonb not null default '[]';
  update operations o set steps = (
    select coalesce(jsonb_agg(jsonb_strip_nulls(jsonb_build_object('name', name,
      'beganAt', to_char(began_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
      'endedAt', to_char(ended_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
      'outcome', outcome, 'by', by_whom)) order by n), '[]')
    from operation_steps step where step.workspace = o.workspace and step.operation_id = o.id);
  drop table operation_steps;

  create function steps_after(steps jsonb, at text, ended text, begins text) returns jsonb
  language sql immutable as $$ select ${after('$1', '$2', '$3', '$4')} $$;

  -- asked: [{ id, intent, fingerprint, contact_id, owner, until, at, repeats }]. Those that there were not yet.
  create function plan_operations(ws text, asked jsonb) returns table (planned_id text, planned_by text)
  language plpgsql ${ONE_WAY} as $$
  begin
    return query
      insert into operations
        (workspace, id, intent, fingerprint, state, contact_id, created_at, changed_at, owner, due_at, repeats, steps)
      select ws, one.id, one.intent, one.fingerprint, 'planned', one.contact_id, one.at::timestamptz, one.at::timestamptz, one.owner,
        one.until, one.repeats, ${begun(`'check'`, 'one.at')}
      from jsonb_to_recordset(asked) as one(id text, intent jsonb, fingerprint text, contact_id text, owner text,
        until timestamptz, at text, repeats text)
      -- One space of ids: an initiative that has this one has it for the same body.
      where not exists (select 1 from initiatives known
        where known.workspace = ws and known.id = one.id and known.fingerprint <> one.fingerprint offset 0)
      -- So that two who plan the same never wait for each other in a circle.
      order by one.id
      on conflict do nothing returning operations.id, operations.owner;
  end $$;

  drop function change_operations;
  -- asked: [{ id, owner, at, states, patch, outcome, begins, announce }]; in the order of ids, so that two never wait for each other in
  -- a circle. Those that were changed. Events come last, so that others wait for the commit alone.
  create function change_operations(ws text, asked jsonb) returns text[]
  language plpgsql ${ONE_WAY} as $$
  declare
    ids text[] := '{}';
    told jsonb := '[]';
    missed bigint;
  begin
    loop
      with found as materialized (
        select one.*, known.place from jsonb_to_recordset(asked) as one(id text, owner text, at text, states text[], patch jsonb,
          outcome text, begins text, announce boolean)
        cross join lateral (
          select ctid as place, owner, state from operations where workspace = ws and id = one.id offset 0) known
        where known.owner = one.owner and known.state = any(one.states) and one.id <> all(ids) order by one.id),
      changed as (
        update operations o set changed_at = one.at::timestamptz, ${SETS.join(', ')},
          steps = ${after('o.steps', 'one.at', 'one.outcome', 'one.begins')}
        from found one where o.ctid = one.place and o.owner = one.owner and o.state = any(one.states)
        returning o.id, one.announce, jsonb_build_object('contact', o.contact_id, 'operator', o.intent->>'operatorId',
          'body', jsonb_build_object('kind', 'operation', 'operationId', o.id)) as event)
      select ids || coalesce(array_agg(id), '{}'), told || coalesce(jsonb_agg(event) filter (where announce), '[]'),
        (select count(*) from found) - count(*) into ids, told, missed from changed;
      -- Somebody else was at a row, a beat of its lease for one: it is looked at as it is by now.
      exit when missed = 0;
    end loop;
    perform append_events(ws, told);
    return ids;
  end $$;
  `
