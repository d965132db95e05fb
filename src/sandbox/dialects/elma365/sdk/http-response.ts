/** What a module's API method answers with (facts, 6.3). */
export class HttpResponse {
  #status = 200
  #body = ''
  #type = 'text/plain; charset=utf-8'

  status(code: number): this {
    this.#status = code
    return this
  }

  content(text: string): this {
    this.#body = text
    return this
  }

  json(value: unknown): this {
    this.#body = JSON.stringify(value)
    this.#type = 'application/json'
    return this
  }

  /** What the host makes of it. Not a member a script may use. */
  static sent(answer: HttpResponse): Response {
    return new Response(answer.#body, { status: answer.#status, headers: { 'content-type': answer.#type } })
  }
}
