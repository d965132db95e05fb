import { readFile, rm } from 'node:fs/promises'
import { recorded, run } from './run.ts'

/** `npm test`: builds what the browser tests open, runs everything, and closes with the counts of the runner's own report. */
const REPORT = '.vitest-report.json'
const BUILDS = [
  'vite.config.ts',
  'src/sandbox/vite.config.ts',
  'widget/stories/vite.config.ts',
  'widget/single.vite.config.ts',
]

await rm(REPORT, { force: true })
const built = await Promise.all(
  BUILDS.map((config) => recorded('vite', ['build', '--config', config, '--logLevel', 'warn'])),
)
process.stdout.write(built.map(({ said }) => said).join(''))
const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${REPORT}`]
const exit =
  built.find((one) => one.exit !== 0)?.exit ??
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
