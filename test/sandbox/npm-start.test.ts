import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { ROOT } from '../../src/sandbox/start/options.ts'
import { freePair } from '../setup/ports.ts'

const answers = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => {
      socket.destroy()
      resolve(true)
    })
    socket.once('error', () => resolve(false))
  })

// Only npm itself gets the signal here, as from a program that started it; a terminal would tell everybody.
test.each(['SIGTERM', 'SIGINT', 'SIGKILL'] as const)(
  'npm start that gets %s stops all it started',
  async (signal) => {
    const folder = await mkdtemp(join(tmpdir(), 'firstline-npm-'))
    await chmod(folder, 0o755)
    onTestFinished(() => rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 }))
    const port = await freePair()
    const npm = spawn(
      'npm',
      ['start', '--silent', '--', '--json', '--port', String(port), '--data', folder],
      {
        cwd: ROOT,
        stdio: ['ignore', 'pipe', 'pipe'],
      },
    )
    let [out, err] = ['', '']
    npm.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()))
    npm.stderr.on('data', (chunk: Buffer) => (err += chunk.toString()))
    await Promise.race([once(npm.stdout, 'data'), once(npm, 'exit')])
    expect(`${err}${out}`).toContain('"ready":true')
    npm.kill(signal)
    await expect
      .poll(async () => (await answers(port)) || (await answers(port + 1)), { timeout: 5000 })
      .toBe(false)
  },
)
