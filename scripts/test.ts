import { readFile, rm } from 'node:fs/promises'
import { run } from './run.ts'

/** `npm test`: builds what the browser tests open, runs everything, and closes with the counts of the runner's own report. */
const REPORT = '.vitest-report.json'

await rm(REPORT, { force: true })
const built = await run('vite', ['build', '--logLevel', 'warn'])
const sandboxBuilt = await run('vite', [
  'build',
  '--config',
  'src/sandbox/vite.config.ts',
  '--logLevel',
  'warn',
])
const storiesBuilt = await run('vite', [
  'build',
  '--config',
  'widget/stories/vite.config.ts',
  '--logLevel',
  'warn',
])
const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${REPORT}`]
const exit =
  built ||
  sandboxBuilt ||
  storiesBuilt ||
  (await run('vitest', ['run', ...reporters, ...process.argv.slice(2)]))
const report: unknown = await readFile(REPORT, 'utf8').then(JSON.parse, () => null)
const count = (name: string): number => {
  const value: unknown = report && typeof report === 'object' ? Reflect.get(report, name) : undefined
  return typeof value === 'number' ? value : 0
}
// A file that does not load is a failure, though no test of it was counted.
const failed = count('numFailedTests') + (count('numFailedTests') === 0 && exit !== 0 ? 1 : 0)
const skipped = count('numPendingTests') + count('numTodoTests')
console.log(`${count('numPassedTests')} passed, ${failed} failed${skipped ? `, ${skipped} skipped` : ''}`)
process.exitCode = failed === 0 ? exit : 1
