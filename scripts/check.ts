import { recorded } from './run.ts'

type Command = readonly [program: string, ...args: string[]]

/**
 * Everything that can be said of the sources without running them. Each one runs, so that one call shows all; those that take longest
 * begin first. Commands of one check run one after the other.
 */
const CHECKS: readonly (readonly [name: string, ...commands: Command[]])[] = [
  ['types', ['vue-tsc', '--noEmit', '-p', '.']],
  ['build and size', ['vite', 'build', '--logLevel', 'warn'], ['size-limit']],
  [
    'boundaries',
    [
      'depcruise',
      '--config',
      '.dependency-cruiser.mjs',
      'src',
      'widget',
      'process-actions',
      'test',
      'scripts',
    ],
  ],
  ['dead code', ['knip']],
  ['types of the host module', ['tsc', '-p', 'src/hosts/elma365/module']],
  ['types of the process activity', ['tsc', '-p', 'src/hosts/elma365/activity']],
  ['lint', ['oxlint', '--deny-warnings']],
  ['format', ['oxfmt', '--check']],
]
/** The slowest one keeps one core to itself, all others take as long as it does on the second. */
const AT_ONCE = 2

const failed: string[] = []
const waiting = [...CHECKS]
async function work(): Promise<void> {
  for (let check = waiting.shift(); check; check = waiting.shift()) {
    const [name, ...commands] = check
    let said = `\n— ${name}\n`
    let exit = 0
    for (const [program, ...args] of commands) {
      if (exit !== 0) break
      const ended = await recorded(program, args)
      said += ended.said
      exit = ended.exit
    }
    // In one piece, so that two that run beside each other are not mixed.
    console.log(said.trimEnd())
    if (exit !== 0) failed.push(name)
  }
}
await Promise.all(Array.from({ length: AT_ONCE }, work))
console.log(failed.length === 0 ? '\nAll checks passed.' : `\nFailed: ${failed.join(', ')}`)
process.exitCode = failed.length === 0 ? 0 : 1
