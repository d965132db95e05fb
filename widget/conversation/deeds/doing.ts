import { shallowRef } from '@vue/runtime-core'
import { deedsClient } from '../../../src/gateway/client/deeds.ts'
import { GatewayProblem } from '../../../src/gateway/client/index.ts'
import type { Target } from '../../../src/domain/after.ts'
import type { WireOperation, WireSession } from '../../../src/wire/schemas.ts'
import { problemOf, useGateway } from '../../shared/gateway.ts'
import { useWords } from '../../shared/words/language.ts'
import { problemSentence } from '../../shared/words/problem.ts'
import { useDeedWords } from './words/index.ts'

/** What changes a session; notes are the composer's affair. */
export const MOVES = ['take', 'hand-over', 'close', 'reopen'] as const
export type Move = (typeof MOVES)[number]

export interface Said {
  readonly tone: 'bad' | 'warn' | 'calm'
  readonly text: string
}

/** Does what one asks for in a session, and says what came of it. */
export function useDoing(session: () => WireSession) {
  const client = deedsClient(useGateway().http)
  const words = useDeedWords()
  const cardWords = useWords()
  const doing = shallowRef<Move | null>(null)
  const said = shallowRef<Said | null>(null)
  /** Nobody answered: asked again for the same, it is the same intention. */
  let unanswered: { readonly what: string; readonly id: string } | null = null

  /** `true`: it is so now. */
  async function run(
    move: Move,
    what: string,
    ask: (id: string) => Promise<WireOperation>,
  ): Promise<boolean> {
    if (doing.value) return false
    doing.value = move
    said.value = null
    const id = unanswered?.what === what ? unanswered.id : crypto.randomUUID()
    const answer = await ask(id).catch(problemOf)
    unanswered = answer instanceof GatewayProblem && answer.status === null ? { what, id } : null
    said.value = sentence(move, answer)
    doing.value = null
    return said.value.tone === 'calm'
  }

  function sentence(move: Move, answer: WireOperation | GatewayProblem): Said {
    const { done, failed, unknown, doing: under } = words.value
    // No answer is no word on whether it was done.
    if (answer instanceof GatewayProblem && answer.status === null) return { tone: 'warn', text: unknown }
    if (answer instanceof GatewayProblem)
      return { tone: 'bad', text: `${failed[move]} ${problemSentence(answer, cardWords.value)}` }
    if (answer.state === 'sent' || answer.state === 'skipped') return { tone: 'calm', text: done[move] }
    if (answer.state === 'unknown') return { tone: 'warn', text: unknown }
    if (answer.state === 'planned' || answer.state === 'sending') return { tone: 'warn', text: under[move] }
    return { tone: 'bad', text: `${failed[move]} ${answer.failure?.text ?? ''}`.trim() }
  }

  return {
    doing,
    said,
    choices: () => client.choices(session().id),
    take: () => run('take', 'take', (id) => client.take(session(), id)),
    reopen: () => run('reopen', 'reopen', (id) => client.reopen(session(), id)),
    close: (tags: readonly string[]) =>
      run('close', `close ${tags.join('\n')}`, (id) => client.close(session(), id, tags)),
    handOver: (target: Target, comment: string | null) =>
      run('hand-over', `hand-over ${target.kind} ${target.id} ${comment ?? ''}`, (id) =>
        client.handOver(session(), id, target, comment),
      ),
  }
}
export type Doing = ReturnType<typeof useDoing>
