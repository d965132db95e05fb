import { spawn } from 'node:child_process'

/** Runs a program of this project's `node_modules/.bin` with its output shown; resolves to its exit code. */
export function run(program: string, args: readonly string[]): Promise<number> {
  const { promise, resolve, reject } = Promise.withResolvers<number>()
  const child = spawn(program, args, { stdio: 'inherit', shell: process.platform === 'win32' })
  child.once('error', reject)
  child.once('close', (code) => resolve(code ?? 1))
  return promise
}
