/** What stands in a body beside its list, and the list as texts of its members. */
export class JsonListFault extends Error {
  override readonly name = 'JsonListFault'
  readonly kind: 'malformed' | 'member-too-long' | 'head-too-long' | 'list-twice'
  constructor(kind: JsonListFault['kind']) {
    super(`The body cannot be read: ${kind}.`)
    this.kind = kind
  }
}

// In characters: one member of the list, and everything that is not the list.
const LONGEST_MEMBER = 256 * 1024
const LONGEST_HEAD = 256 * 1024

/**
 * Cuts the list `name` of a JSON object into its members while the text comes, so that a list of any length needs the memory of one
 * member. It only counts brackets and quotes; what the pieces say is for JSON.parse.
 */
export class JsonListCutter {
  readonly #name: string
  /** Everything but the list's members. */
  head = ''
  place: 'before' | 'inside' | 'after' = 'before'
  #depth = 0
  #quoted = false
  #escaped = false
  /** What earlier pieces had of the member that is just read. */
  #begun = ''
  #any = false
  /** The key of the object that is just read, with its quotes. */
  #key: string | null = null
  #expectsKey = false
  #expectsValue = false

  constructor(name: string) {
    this.#name = name
  }

  /** The members that end in this piece of the text. @throws JsonListFault. */
  push(text: string): string[] {
    const members: string[] = []
    let from = 0
    for (let at = 0; at < text.length; at++) {
      const sign = text.charCodeAt(at)
      if (this.place === 'inside') {
        if (!this.#ends(sign)) continue
        members.push(...this.#member(text.slice(from, at), sign === CLOSE))
        from = at + 1
        if (sign !== CLOSE) continue
        this.place = 'after'
        from = at
      } else if (this.#opensList(sign, text, at)) {
        this.#keep(text.slice(from, at + 1))
        this.place = 'inside'
        this.#begun = ''
        from = at + 1
      }
    }
    const rest = text.slice(from)
    if (this.place === 'inside') this.#begin(rest)
    else this.#keep(rest)
    return members
  }

  /** Does a member end before this sign? */
  #ends(sign: number): boolean {
    if (this.#inString(sign)) return false
    if (sign === OPEN || sign === OPEN_OBJECT) this.#depth += 1
    else if (sign === CLOSE_OBJECT) this.#depth -= 1
    else if (sign === CLOSE) {
      if (this.#depth === 1) return true
      this.#depth -= 1
    } else return sign === COMMA && this.#depth === 1
    return false
  }

  #member(text: string, last: boolean): string[] {
    this.#begin(text)
    const member = this.#begun
    this.#begun = ''
    if (member.trim() !== '') {
      this.#any = true
      return [member]
    }
    // Only an empty list has nothing before its end.
    if (!last || this.#any) throw new JsonListFault('malformed')
    return []
  }
  #begin(text: string): void {
    this.#begun += text
    if (this.#begun.length > LONGEST_MEMBER) throw new JsonListFault('member-too-long')
  }

  #keep(text: string): void {
    this.head += text
    if (this.head.length > LONGEST_HEAD) throw new JsonListFault('head-too-long')
  }

  /** Follows the text outside the list; true where the list begins. Inside the list depth 1 is the list itself. */
  #opensList(sign: number, text: string, at: number): boolean {
    const wasQuoted = this.#quoted
    if (this.#inString(sign)) {
      if (this.#key !== null) this.#key += text[at]
      return false
    }
    if (wasQuoted) {
      // The closing quote of a string.
      if (this.#key !== null) this.#key += '"'
      return false
    }
    if (BLANKS.has(sign)) return false
    if (sign === COLON && this.#depth === 1) {
      this.#expectsValue = this.#named()
      this.#key = null
      return false
    }
    const begins = this.#expectsValue && sign === OPEN
    if (begins && this.place === 'after') throw new JsonListFault('list-twice')
    this.#expectsValue = false
    if (begins) {
      this.#depth = 1
      return true
    }
    if (sign === OPEN || sign === OPEN_OBJECT) this.#depth += 1
    else if (sign === CLOSE || sign === CLOSE_OBJECT) this.#depth -= 1
    this.#expectsKey = this.#depth === 1 && (sign === OPEN_OBJECT || sign === COMMA)
    return false
  }

  #named(): boolean {
    if (this.#key === null) return false
    try {
      return JSON.parse(this.#key) === this.#name
    } catch {
      throw new JsonListFault('malformed')
    }
  }

  /** Is the sign inside a string? The quotes themselves: the opening one is, the closing one is not. */
  #inString(sign: number): boolean {
    if (!this.#quoted) {
      if (sign !== QUOTE) return false
      this.#quoted = true
      if (this.place !== 'inside' && this.#expectsKey) this.#key = ''
      this.#expectsKey = false
      return true
    }
    if (this.#escaped) this.#escaped = false
    else if (sign === BACKSLASH) this.#escaped = true
    else if (sign === QUOTE) {
      this.#quoted = false
      return false
    }
    return true
  }
}

const QUOTE = 0x22
const BACKSLASH = 0x5c
const COMMA = 0x2c
const COLON = 0x3a
const OPEN = 0x5b
const CLOSE = 0x5d
const OPEN_OBJECT = 0x7b
const CLOSE_OBJECT = 0x7d
const BLANKS: ReadonlySet<number> = new Set([0x20, 0x09, 0x0a, 0x0d])
