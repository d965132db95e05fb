/** The id of the operation of a row; `row`: its alias, `batchId`: the parameter with the batch's id. @see operationIdOf */
export function operationOfRow(row: string, batchId: string): string {
  return `${batchId} || ':' || ${row}.n || case when ${row}.attempt > 1 then '.' || ${row}.attempt else '' end`
}

/** The id of the newest operation that repeats this one, or of itself; `workspace`: the parameter with its name. */
export function newestTry(workspace: string, operationId: string): string {
  return `(with recursive tries as (
    select o.id, o.judged->>'next' as next, 1 as n from operations o where o.workspace = ${workspace} and o.id = ${operationId}
    union all
    select o.id, o.judged->>'next', tries.n + 1 from tries
      join operations o on o.workspace = ${workspace} and o.id = tries.next)
    select id from tries order by n desc limit 1)`
}
