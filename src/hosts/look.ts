/**
 * One look at a host: whatever is read twice in it is asked once. It lasts as long as one question of somebody (a card that opens, a
 * poll), so no answer is older than that question, and a session that appeared since is seen by the next one (R-OPEN-4).
 */
export interface Look {
  /** The answer to what was read already in this look, or being read; else it is read now. What failed is read anew. */
  read(question: string, ask: () => Promise<string>): Promise<string>
  /** Forgets everything: after a deed nothing is as it was. */
  forget(): void
}

/** A look that begins now. */
export function newLook(): Look {
  const answers = new Map<string, Promise<string>>()
  return {
    read: (question, ask) => {
      const known = answers.get(question)
      if (known) return known
      const answer = ask()
      answers.set(question, answer)
      answer.catch(() => {
        if (answers.get(question) === answer) answers.delete(question)
      })
      return answer
    },
    forget: () => answers.clear(),
  }
}
