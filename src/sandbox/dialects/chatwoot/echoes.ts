/** What a sender calls his own message: it is said back, told once over the socket, and never stored (scenario 13). */
export function holdEchoes() {
  let current: string | null = null
  return {
    /** The echo of what is being stored at this moment. */
    get current(): string | null {
      return current
    },
    /** Stores something under an echo. */
    during<T>(echoId: string | null | undefined, store: () => T): T {
      current = echoId ?? null
      try {
        return store()
      } finally {
        current = null
      }
    },
  }
}
export type Echoes = ReturnType<typeof holdEchoes>

/** The field of an answer; a message without an echo has none. */
export function echoed(echoId: string | null | undefined): { echo_id?: string } {
  return echoId == null ? {} : { echo_id: echoId }
}
