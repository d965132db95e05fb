import type { Readers } from '../domain/readers.ts'
import type { Line } from '../domain/words.ts'
import { HostError } from '../hosts/errors.ts'
import type { Host } from '../hosts/port.ts'
import { right, wrong, type Outcome, type ProbeFinding } from '../hosts/probing.ts'

/** So many people are asked for at most: each may cost a request. */
const MOST_PEOPLE = 50
const ABOUT = { en: 'Who may only read', ru: 'Кому можно только читать' } as const

/**
 * Whether the host knows everybody and everything that the rules of R-READ-1 name: a rule with a mistyped id keeps nobody from writing,
 * and nobody would see it. Nothing where the host does not answer, which its own findings say.
 */
export async function readerFindings(host: Host, readers: Readers | undefined): Promise<ProbeFinding[]> {
  if (!readers) return []
  try {
    const [lines, strangers] = await Promise.all([host.lines.list(), unknownPeople(host, readers)])
    const outcomes = [...missing(lines, strangers, readers), ...untold(lines, readers)]
    const known = right('All names in “readers” are known.', 'Все имена в «readers» известны.')
    return (outcomes.length > 0 ? outcomes : [known]).map((one) => ({ ...one, about: ABOUT, detail: null }))
  } catch (error) {
    if (error instanceof HostError) return []
    throw error
  }
}

async function unknownPeople(host: Host, { rules }: Readers): Promise<readonly string[]> {
  const { operators } = host
  if (!operators) return []
  const ids = [...new Set(rules.flatMap((rule) => rule.operators ?? []))].slice(0, MOST_PEOPLE)
  const found = await Promise.all(ids.map((id) => operators.get(id)))
  return ids.filter((_id, index) => found[index] === null)
}

function missing(lines: readonly Line[], strangers: readonly string[], { rules }: Readers): Outcome[] {
  const ids = new Set(lines.map(({ id }) => id))
  const unknown = [...new Set(rules.flatMap((rule) => rule.lines ?? []))].filter((id) => !ids.has(id))
  const names = [...strangers, ...unknown].join(', ')
  if (names === '') return []
  return [
    wrong(
      `The host does not know these ids of “readers”: ${names}. Such a rule keeps nobody from writing.`,
      `Система не знает этих идентификаторов из «readers»: ${names}. Такое правило никому не мешает писать.`,
    ),
  ]
}

/** A role is what the host says of a line; where it says nothing, no rule by that role fits. */
function untold(lines: readonly Line[], { rules }: Readers): Outcome[] {
  const about = rules
    .filter(({ role }) => role === 'supervisor')
    .flatMap((rule) => linesOf(lines, rule.lines))
  const silent = [...new Set(about.filter(({ supervisors }) => supervisors === null).map(({ name }) => name))]
  if (silent.length === 0) return []
  const names = silent.join(', ')
  return [
    wrong(
      `The host does not say who supervises ${names}: a rule of “readers” by that role does nothing there.`,
      `Система не сообщает, кто супервизор в линиях: ${names}. Правило «readers» по этой роли там не действует.`,
    ),
  ]
}

const linesOf = (lines: readonly Line[], ids: readonly string[] | undefined): readonly Line[] =>
  lines.filter(({ id }) => ids?.includes(id) ?? true)
