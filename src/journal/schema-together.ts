import { EVENTS_TOGETHER } from './schema-events.ts'
import { SETS } from './schema-patch.ts'

/** The step that lets many operations be changed, and many events be added, in one statement. */
export const TOGETHER = `
  -- asked: [{ id, owner, at, states, patch, outcome, begins }]. Each one is found by its key, whatever the planner believes of a
  -- workspace that it has not counted yet; in the order of ids, so that two never wait for each other in a circle.
  create function change_operations(ws text, asked jsonb) returns setof operations
  language plpgsql as $$
  declare
    one record;
    changed operations;
  begin
    for one in
      select * from jsonb_to_recordset(asked) as given(id text, owner text, at timestamptz, states text[], patch jsonb,
        outcome text, begins text) order by id
    loop
      update operations o set changed_at = one.at, ${SETS.join(', ')}
        where o.workspace = ws and o.id = one.id and o.owner = one.owner and o.state = any(one.states)
        returning o.* into changed;
      continue when not found;
      if one.outcome is not null then
        update operation_steps step set ended_at = one.at, outcome = one.outcome
          where step.workspace = ws and step.operation_id = one.id and step.ended_at is null
            and not (step.began_at = one.at and step.name is not distinct from one.begins);
      end if;
      if one.begins is not null then
        insert into operation_steps (workspace, operation_id, name, began_at) values (ws, one.id, one.begins, one.at)
          on conflict do nothing;
      end if;
      return next changed;
    end loop;
  end $$;
  ${EVENTS_TOGETHER}
  `
