import { Client } from 'pg'
import { median, type Row } from '../row.ts'
import { programs, type Programs } from './programs.ts'

const FAILURES = 100_000
const RUNS = 5

/** What Operations asks, while a hundred thousand messages of processes, and as many of a batch, did not leave. */
export async function manyFailures(server: string): Promise<Row[]> {
  const on = await programs(server, 'failures')
  try {
    await fill(on.databaseUrl)
    const rows: Row[] = []
    const page = 'failures/messages?state=failed&code=message-refused'
    const cursor = encodeURIComponent(String((await on.ask(page))['next']))
    const questions = {
      'how much there is': 'troubles',
      'the classes': 'failures',
      'a page of one class': page,
      'the page after it': `${page}&cursor=${cursor}`,
      'unknown outcomes': 'unknowns',
      batches: 'batches',
    }
    for (const [name, path] of Object.entries(questions)) rows.push(await timed(on, name, path))
    return rows
  } finally {
    await on.stop()
  }
}

async function timed(on: Programs, name: string, path: string): Promise<Row> {
  const times: number[] = []
  for (let run = 0; run < RUNS; run++) {
    const startedAt = performance.now()
    await on.ask(path)
    times.push(performance.now() - startedAt)
  }
  return {
    name: `Operations among ${FAILURES.toLocaleString('en')} failures: ${name}`,
    value: median(times),
    unit: 'ms, median',
  }
}

async function fill(databaseUrl: string): Promise<void> {
  const client = new Client({ connectionString: databaseUrl })
  await client.connect()
  try {
    await client.query('set search_path to firstline')
    const intent = {
      kind: 'step',
      lineId: 'line-1',
      channel: 'email',
      text: 'Hello',
      subject: null,
      operatorId: null,
      onOpenSession: 'write',
    }
    for (const [id, more] of [
      [`'run-' || n`, {}],
      [`'list:' || n`, { batchId: 'list' }],
    ] as const)
      await client.query(
        `insert into operations (workspace, id, intent, fingerprint, state, contact_id, failure, created_at, changed_at, owner)
         select 'bench', ${id}, $1::jsonb || jsonb_build_object('aim', jsonb_build_object('by', 'contact', 'contactId', 'c-' || n)),
           'print', 'failed', 'c-' || n, jsonb_build_object('code', (array['message-refused', 'line-gone'])[1 + n % 2], 'hostText', 'No'),
           now() - n * interval '1 second', now(), 'bench'
         from generate_series(1, ${FAILURES}) as n`,
        [JSON.stringify({ ...intent, ...more })],
      )
    await client.query(
      `with list as (
         insert into batches (workspace, id, plan, state, created_at, received_at, finished_at)
         values ('bench', 'list', '{"step":{},"dryRun":false,"onDuplicate":"send","onInvalid":"skip","paused":false}', 'done', now(), now(), now())
         returning seq)
       insert into batch_counts (batch, state, code, count) select seq, 'failed', 'message-refused', ${FAILURES} from list`,
    )
  } finally {
    await client.end()
  }
}
