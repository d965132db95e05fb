import { HostError } from '../errors.ts'
import type { ProbeFinding } from '../port.ts'
import { path } from '../http-body.ts'
import type { Elma365 } from './api.ts'
import { instancesOf } from './instances.ts'
import { membersOf, namesOfLines } from './lines.ts'
import { ListAnswer } from './wire.ts'

/** Asks for everything the adapter relies on, by reads alone. One finding per thing that can be right or wrong. */
export async function probe(elma: Elma365): Promise<readonly ProbeFinding[]> {
  const { contacts } = elma.settings
  const web = await tried('Web API', 'The contacts can be read.', async () => {
    await elma.web.read({
      method: 'POST',
      path: path('app', contacts.namespace, contacts.code, 'list'),
      json: { active: true, from: 0, size: 1 },
      answer: ListAnswer,
    })
  })
  const names: { known: Map<string, string> | null } = { known: null }
  const module = await tried('Module', 'The module answers.', async () => {
    names.known = await namesOfLines(elma)
  })
  const lines = names.known ? elma.settings.lines.map(({ id }) => lineFinding(id, names.known?.get(id))) : []
  const rest = web.ok ? await Promise.all([...processes(elma), ...groups(elma)]) : []
  return [web, module, ...lines, ...rest]
}

function lineFinding(id: string, name: string | undefined): ProbeFinding {
  const about = `Line ${id}`
  return name === undefined
    ? { ok: false, about, text: 'The host has no line with this id. Correct the settings.' }
    : { ok: true, about, text: `The host calls it "${name}".` }
}

function processes(elma: Elma365): Promise<ProbeFinding>[] {
  return elma.settings.lines.flatMap((line) =>
    line.channels.map(({ channel, process }) =>
      tried(
        `Process ${process.namespace}/${process.code}`,
        `It can be read; line ${line.id} sends ${channel} with it.`,
        async () => {
          await instancesOf(elma, process, 0, 1)
        },
      ),
    ),
  )
}

function groups(elma: Elma365): Promise<ProbeFinding>[] {
  const ids = new Set(
    elma.settings.lines.flatMap((line) => [...line.operatorGroups, ...line.supervisorGroups]),
  )
  return [...ids].map((id) =>
    tried(`Group ${id}`, 'Its users can be read.', async () => {
      await membersOf(elma, id)
    }),
  )
}

const ADVICE: Partial<Record<HostError['code'], string>> = {
  'wrong-credentials': 'Check the token in the settings.',
  'not-allowed': 'Check the rights of the token’s user.',
  'unknown-id': 'Check the address, the codes and that it is published.',
  'bad-request': 'Check the codes in the settings.',
  'host-unreachable': 'Check the address of the host and the network between.',
}

async function tried(about: string, fine: string, ask: () => Promise<void>): Promise<ProbeFinding> {
  try {
    await ask()
    return { ok: true, about, text: fine }
  } catch (error) {
    if (!(error instanceof HostError)) throw error
    const advice = ADVICE[error.code]
    return { ok: false, about, text: [error.message, advice].filter(Boolean).join(' ') }
  }
}
