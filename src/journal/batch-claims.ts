import { json, type Ask } from './database.ts'

/** A row of a batch that would speak for a person. */
export interface Claim {
  /** The batch. */
  readonly id: string
  readonly person: string
  /** The row, from 1. */
  readonly n: number
}

/** Which row speaks for the person of each claim: whoever claimed first. Every person stands once per batch in it. */
export async function claimMany(ask: Ask, workspace: string, claims: readonly Claim[]): Promise<number[]> {
  const given = json(claims)
  await ask(
    `insert into batch_people (batch, person, n)
     select b.seq, given.person, given.n from jsonb_to_recordset($2::jsonb) as given(id text, person text, n integer)
     join batches b on b.workspace = $1 and b.id = given.id order by 1, 2 on conflict do nothing`,
    [workspace, given],
  )
  const rows = await ask<{ id: string; person: string; n: number }>(
    `select given.id, given.person, p.n from jsonb_to_recordset($2::jsonb) as given(id text, person text)
     join batches b on b.workspace = $1 and b.id = given.id
     join batch_people p on p.batch = b.seq and p.person = given.person`,
    [workspace, given],
  )
  const first = new Map(rows.map(({ id, person, n }) => [`${id} ${person}`, n]))
  return claims.map(({ id, person, n }) => first.get(`${id} ${person}`) ?? n)
}
