import { onScopeDispose, shallowRef } from '@vue/runtime-core'
import { defineStore } from 'pinia'
import type { ConnectionState } from '../../../src/gateway/client/index.ts'
import type { WireCard, WireOperation } from '../../../src/wire/schemas.ts'
import type { WireStreamEvent } from '../../../src/wire/stream.ts'
import { useGateway } from '../../shared/gateway.ts'
import { useCard } from './card.ts'
import { useMessages } from './messages.ts'
import { useOperations } from './operations.ts'
import { useSessions } from './sessions.ts'

/** The live events of the card and the state of the connection they come by. */
export const useLive = defineStore('live', () => {
  const gateway = useGateway()
  const card = useCard()
  const sessions = useSessions()
  const messages = useMessages()
  const operations = useOperations()

  const state = shallowRef<ConnectionState>('connecting')
  let stop: (() => void) | null = null
  onScopeDispose(leave)

  /** Loads the card and follows what happens from there. Without a contact nothing can happen. */
  async function begin(): Promise<WireCard | null> {
    leave()
    const answer = await card.load()
    if (answer?.contact) follow(answer.cursor)
    return answer
  }

  /** News were lost: begins anew, and asks for what the card does not tell. */
  async function reload(): Promise<void> {
    const stores = { gateway, card, state, begin, sessions, messages, operations, takeOperation }
    await import('./catching-up.ts').then(({ catchUp }) => catchUp(stores), begin)
  }

  function follow(cursor: string): void {
    leave()
    stop = gateway.follow({ cursor, onEvent: take, onState: (now) => (state.value = now) })
  }

  function leave(): void {
    stop?.()
    stop = null
  }

  function take(event: WireStreamEvent): void {
    if (event.kind === 'session') sessions.put(event.session)
    if (event.kind === 'message') {
      const isNew = messages.put(event.message)
      if (isNew && event.message.direction === 'inbound' && !event.message.deletedAt)
        sessions.notice(event.message)
    }
    if (event.kind === 'operation') takeOperation(event.operation)
    if (event.kind === 'reload') void reload()
  }

  function takeOperation(operation: WireOperation): void {
    operations.put(operation)
    // The form may have been closed while it was sending: what was sent is no draft any more.
    if (operation.state === 'sent' && card.draft?.operationId === operation.operationId) void card.dropDraft()
  }

  return { state, begin, reload, leave }
})
