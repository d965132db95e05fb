import { spawn, type StdioOptions } from 'node:child_process'

/** Runs a program of this project's `node_modules/.bin` with its output shown; resolves to its exit code. */
export async function run(program: string, args: readonly string[]): Promise<number> {
  return (await runWith('inherit', program, args)).exit
}

/** Runs it with nothing shown; what it said on both its outputs is given back, with its exit code. */
export function recorded(program: string, args: readonly string[]): Promise<{ exit: number; said: string }> {
  return runWith(['inherit', 'pipe', 'pipe'], program, args)
}

function runWith(
  stdio: StdioOptions,
  program: string,
  args: readonly string[],
): Promise<{ exit: number; said: string }> {
  const { promise, resolve, reject } = Promise.withResolvers<{ exit: number; said: string }>()
  const child = spawn(program, args, { stdio, shell: process.platform === 'win32' })
  let said = ''
  for (const output of [child.stdout, child.stderr])
    output?.setEncoding('utf8').on('data', (text: string) => (said += text))
  child.once('error', reject)
  child.once('close', (code) => resolve({ exit: code ?? 1, said }))
  return promise
}
