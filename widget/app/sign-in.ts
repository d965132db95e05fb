import { computed, onScopeDispose, shallowRef } from '@vue/runtime-core'
import { GatewayProblem } from '../../src/gateway/client/index.ts'
import type { WireChallenge } from '../../src/wire/app.ts'
import type { AppGateway } from './gateway.ts'
import { keptChallenge } from './kept-challenge.ts'

export interface SignInOptions {
  readonly gateway: AppGateway
  readonly workspace: string
  /** In which session the note is looked for. */
  session(): string | null
  proved(): void
}

/**
 * Signing in by a note. The words live as long as the tab, so that who goes to the host's notes and comes back, which may load
 * this page anew, finds them again.
 */
export function useSignIn({ gateway, workspace, session, proved }: SignInOptions) {
  const kept = keptChallenge(workspace)
  const challenge = shallowRef<WireChallenge | null>(kept.read())
  const busy = shallowRef(false)
  /** Somebody looked and there was no note. */
  const missing = shallowRef(false)
  const problem = shallowRef<GatewayProblem | null>(null)
  const left = { now: false }
  onScopeDispose(() => (left.now = true))

  async function attempt(deed: () => Promise<void>): Promise<void> {
    if (busy.value) return
    busy.value = true
    problem.value = null
    missing.value = false
    try {
      await deed()
    } catch (error) {
      if (!(error instanceof GatewayProblem)) throw error
      if (error.code === 'sign-in-over') forget()
      problem.value = error
    } finally {
      busy.value = false
    }
  }

  function forget(): void {
    challenge.value = null
    kept.keep(null)
  }

  return {
    words: computed(() => challenge.value?.words ?? null),
    until: computed(() => challenge.value?.expiresAt ?? null),
    busy,
    missing,
    problem,
    /** Asks for new words. */
    begin: () =>
      attempt(async () => {
        challenge.value = await gateway.beginSignIn()
        kept.keep(challenge.value)
      }),
    /** The person says that the note is written. */
    look: () =>
      attempt(async () => {
        const asked = session()
        if (challenge.value === null || asked === null) return
        const written = await gateway.prove(challenge.value.challenge, asked)
        if (left.now) return
        missing.value = !written
        if (!written) return
        forget()
        proved()
      }),
  }
}
