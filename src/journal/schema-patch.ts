// What a change names is set, to null too; what it does not name stays as it is.
const set = (column: string, type = 'text'): string => {
  const value =
    type === 'jsonb' ? `nullif(one.patch->'${column}', 'null'::jsonb)` : `(one.patch->>'${column}')::${type}`
  return `${column} = case when one.patch ? '${column}' then ${value} else o.${column} end`
}
/** How a row `o` becomes what the patch of the row `one` makes of it: the assignments of an update. */
export const SETS = [
  set('state'),
  set('contact_id'),
  set('account'),
  set('request', 'jsonb'),
  set('receipt', 'jsonb'),
  set('session_id'),
  set('message_id'),
  set('reasons', 'jsonb'),
  set('failure', 'jsonb'),
  set('routing'),
  set('attempts', 'integer'),
  set('looks', 'integer'),
  set('sent_at', 'timestamptz'),
  set('judged', 'jsonb'),
  set('due_at', 'timestamptz'),
  set('sent_by'),
]
