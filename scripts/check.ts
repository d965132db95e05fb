import { run } from './run.ts'

/** Everything that can be said of the sources without running them, cheapest first. Each one runs, so that one call shows all. */
const CHECKS: readonly (readonly [name: string, program: string, ...args: string[]])[] = [
  ['format', 'oxfmt', '--check'],
  ['lint', 'oxlint', '--deny-warnings'],
  ['types', 'vue-tsc', '--noEmit', '-p', '.'],
  ['types of the host module', 'tsc', '-p', 'src/hosts/elma365/module'],
  ['types of the process activity', 'tsc', '-p', 'src/hosts/elma365/activity'],
  [
    'boundaries',
    'depcruise',
    '--config',
    '.dependency-cruiser.mjs',
    'src',
    'widget',
    'process-actions',
    'test',
    'scripts',
  ],
  ['dead code', 'knip'],
  ['build', 'vite', 'build', '--logLevel', 'warn'],
  ['size', 'size-limit'],
]

const failed: string[] = []
for (const [name, program, ...args] of CHECKS) {
  console.log(`\n— ${name}`)
  if ((await run(program, args)) !== 0) failed.push(name)
}
console.log(failed.length === 0 ? '\nAll checks passed.' : `\nFailed: ${failed.join(', ')}`)
process.exitCode = failed.length === 0 ? 0 : 1
