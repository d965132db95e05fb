import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Client } from 'pg'
import { afterEach, expect, test } from 'vitest'
import { silentLog } from '../../src/hosts/log.ts'
import { dataFolder } from '../../src/journal/embedded-folders.ts'
import { serverUser } from '../../src/journal/embedded-user.ts'
import { startEmbedded } from '../../src/journal/embedded.ts'

const folders: string[] = []
async function folder(mode: number): Promise<string> {
  const path = await mkdtemp(join(tmpdir(), 'firstline-embedded-'))
  await chmod(path, mode)
  folders.push(path)
  return path
}
afterEach(async () => {
  await Promise.all(
    folders
      .splice(0)
      .map((path) => rm(path, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 })),
  )
})

async function ask(url: string, sql: string): Promise<unknown[]> {
  const client = new Client({ connectionString: url })
  await client.connect()
  try {
    return (await client.query(sql)).rows
  } finally {
    await client.end()
  }
}

test('what was written is there after a stop and a start', async () => {
  const dataDir = join(await folder(0o755), 'postgres')
  const first = await startEmbedded({ dataDir })
  await ask(first.url, 'create table kept as select 42 as answer')
  await first.stop()
  const second = await startEmbedded({ dataDir })
  expect(await ask(second.url, 'select answer from kept')).toEqual([{ answer: 42 }])
  await second.stop()
})

test('a cluster left running by a killed gateway is found again and not started twice', async () => {
  const dataDir = join(await folder(0o755), 'postgres')
  const left = await startEmbedded({ dataDir, durable: false })
  const found = await startEmbedded({ dataDir, durable: false })
  expect(found.url).toBe(left.url)
  await found.stop()
  await expect(ask(left.url, 'select 1')).rejects.toThrow('ECONNREFUSED')
})

test('a server that is killed, or stopped by another gateway on the same cluster, is started again with what it held', async () => {
  const dataDir = join(await folder(0o755), 'postgres')
  const [first, second] = [await startEmbedded({ dataDir }), await startEmbedded({ dataDir })]
  const answers = () => ask(second.url, 'select answer from kept').catch(() => null)
  await ask(first.url, 'create table kept as select 42 as answer')
  second.keepAlive(silentLog)
  const data = await dataFolder(dataDir, await serverUser())
  const [pid] = (await readFile(join(data, 'cluster', 'postmaster.pid'), 'utf8')).split('\n')
  process.kill(Number(pid), 'SIGKILL')
  await expect.poll(answers, { timeout: 20_000 }).toEqual([{ answer: 42 }])
  await first.stop()
  await expect.poll(answers, { timeout: 20_000 }).toEqual([{ answer: 42 }])
  await second.stop()
  await expect(ask(second.url, 'select 1')).rejects.toThrow('ECONNREFUSED')
})

test('data asked for in a folder that the database user cannot reach is kept all the same', async () => {
  const dataDir = join(await folder(0o700), 'postgres')
  const first = await startEmbedded({ dataDir, durable: false })
  await ask(first.url, 'create table kept as select 7 as answer')
  await first.stop()
  const second = await startEmbedded({ dataDir, durable: false })
  expect(await ask(second.url, 'select answer from kept')).toEqual([{ answer: 7 }])
  await second.stop()
  const elsewhere = /data is in (\S+)/.exec(await readFile(join(dataDir, 'WHERE.txt'), 'utf8'))?.[1]
  if (elsewhere) folders.push(elsewhere)
})
