import type { Line, Operator } from '../domain/words.ts'
import type { Host } from '../hosts/port.ts'
import { UnknownOperator } from './errors.ts'
import type { Outbound } from './types.ts'

// Lines and names seldom change, and every card needs them: asked once in a while, not once per card.
const LINES_FOR_MS = 30_000
const OPERATOR_FOR_MS = 30_000
// A process is answered within three seconds, so a slow host is not waited for where its lines are known.
const LINES_WITHIN_MS = 1000

interface Kept<T> {
  readonly answer: Promise<T>
  readonly askedAtMs: number
}
interface AskedLines extends Kept<readonly Line[]> {
  /** Has the host told them? */
  here: boolean
}
interface Directory {
  lines: AskedLines | null
  /** As the host told them last. */
  known: readonly Line[] | null
  readonly operators: Map<string, Kept<Operator | null>>
}
const directories = new WeakMap<Host, Directory>()

/** All lines of the host, at most half a minute old; while the host does not answer, or not soon, as they were last known. */
export function linesOf(o: Outbound): Promise<readonly Line[]> {
  const directory = directoryOf(o)
  const { lines, known } = directory
  const asked = lines && fresh(o, lines, LINES_FOR_MS) ? lines.answer : askLines(o, directory)
  if (known === null || directory.lines?.here) return asked
  return Promise.race([asked, o.wait(LINES_WITHIN_MS).then(() => known)])
}

/** Asks the host. Whoever asks meanwhile waits for the same answer. */
function askLines(o: Outbound, directory: Directory): Promise<readonly Line[]> {
  const before = directory.lines
  const asked: AskedLines = { answer: list(), askedAtMs: o.now().getTime(), here: false }
  directory.lines = asked
  return asked.answer

  async function list(): Promise<readonly Line[]> {
    try {
      const lines = await o.host.lines.list()
      directory.known = lines
      asked.here = true
      return lines
    } catch (error) {
      // What was known stays known, but the next caller asks again.
      if (directory.lines === asked) directory.lines = before
      if (directory.known) return directory.known
      throw error
    }
  }
}

/** The line, or `null`. A line that we do not know yet is asked for at once, however long that takes. */
export async function lineOf(o: Outbound, id: string): Promise<Line | null> {
  const known = (await linesOf(o)).find((line) => line.id === id)
  if (known) return known
  const directory = directoryOf(o)
  const { lines } = directory
  if (lines?.here && o.now().getTime() - lines.askedAtMs < 2000) return null
  const asked = lines && !lines.here ? lines.answer : askLines(o, directory)
  return (await asked).find((line) => line.id === id) ?? null
}

/** The line, if the host has told it within the last half minute; nobody is asked. */
export function lineAtHand(o: Outbound, id: string): Line | null {
  const { lines, known } = directoryOf(o)
  if (!lines?.here || !fresh(o, lines, LINES_FOR_MS)) return null
  return known?.find((line) => line.id === id) ?? null
}

/**
 * The operator, or `null` when the host knows none of that id. A host that has no list of operators is believed whoever asks.
 * @param now true where the status decides, at the moment of sending.
 */
export function operatorOf(o: Outbound, id: string, now = false): Promise<Operator | null> {
  const { operators } = o.host
  if (!operators) return Promise.resolve({ id, name: id, status: null })
  const directory = directoryOf(o)
  const kept = directory.operators.get(id)
  const statusCounts = now && o.host.policy.operatorMayStart !== null
  if (kept && !statusCounts && fresh(o, kept, OPERATOR_FOR_MS)) return kept.answer
  const asked = { answer: operators.get(id), askedAtMs: o.now().getTime() }
  if (directory.operators.size > 5000) directory.operators.clear()
  directory.operators.set(id, asked)
  asked.answer.catch(() => {
    if (directory.operators.get(id) === asked) directory.operators.delete(id)
  })
  return asked.answer
}

/** @throws UnknownOperator. */
export async function knownOperator(o: Outbound, id: string): Promise<Operator> {
  const operator = await operatorOf(o, id)
  if (!operator) throw new UnknownOperator()
  return operator
}

/** The name for people; `null` when nobody has it or the host cannot tell. A name is never worth a failure. */
export async function operatorName(o: Outbound, id: string | null): Promise<string | null> {
  if (id === null) return null
  return operatorOf(o, id).then(
    (operator) => operator?.name ?? null,
    () => null,
  )
}

function directoryOf({ host }: Outbound): Directory {
  const known = directories.get(host)
  if (known) return known
  const made: Directory = { lines: null, known: null, operators: new Map() }
  directories.set(host, made)
  return made
}

function fresh(o: Outbound, { askedAtMs }: Kept<unknown>, forMs: number): boolean {
  const age = o.now().getTime() - askedAtMs
  return age >= 0 && age < forMs
}
