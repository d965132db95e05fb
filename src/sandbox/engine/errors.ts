/** The engine refuses what it was asked: the id is not known, a rule of the host forbids it, or the words make no sense. */
export class EngineError extends Error {
  override readonly name = 'EngineError'
  readonly code: 'unknown-id' | 'refused' | 'bad-request'

  constructor(code: EngineError['code'], message: string) {
    super(message)
    this.code = code
  }
}
