import { WebApiError } from './envelope.ts'
import type { Item } from './lists.ts'

type Condition = (item: Item) => boolean

const TOKEN = /\s*(\[[^\]]*\]|'(?:[^']|'')*'|\d+(?:\.\d+)?|[A-Za-z]+|!=|<>|[=(),])/y
const QUOTES = /^'|'$/g

/**
 * The host's query language as far as public code shows it (facts, 4.4): fields in brackets, `=`, `!=`, `LIKE` (contains), `LIKEF`
 * (with `%` and `_`), `IN`, `NOT` before a condition, `AND`, `OR`, brackets. Anything else is refused.
 */
export function eql(query: string): Condition {
  const tokens = tokenized(query)
  let at = 0
  const peek = (): string => (tokens[at] ?? '').toUpperCase()
  const take = (): string => {
    const token = tokens[at]
    if (token === undefined) throw new WebApiError(400, 'The query ends too early.')
    at += 1
    return token
  }
  const expect = (wanted: string): void => {
    if (take() !== wanted) throw new WebApiError(400, `The query lacks "${wanted}".`)
  }

  const either = (): Condition => {
    let left = both()
    while (peek() === 'OR') {
      take()
      const [first, second] = [left, both()]
      left = (item) => first(item) || second(item)
    }
    return left
  }
  const both = (): Condition => {
    let left = single()
    while (peek() === 'AND') {
      take()
      const [first, second] = [left, single()]
      left = (item) => first(item) && second(item)
    }
    return left
  }
  const single = (): Condition => {
    if (peek() === 'NOT') {
      take()
      const inner = single()
      return (item) => !inner(item)
    }
    if (peek() === '(') {
      take()
      const inner = either()
      expect(')')
      return inner
    }
    return comparison(take(), take().toUpperCase())
  }
  const comparison = (field: string, operator: string): Condition => {
    if (!field.startsWith('[')) throw new WebApiError(400, `"${field}" is not a field in brackets.`)
    const code = field.slice(1, -1)
    const values = operator === 'IN' ? list() : [literal(take())]
    const test = TESTS[operator]
    if (!test) throw new WebApiError(400, `The query's "${operator}" is not known.`)
    return (item) => test(JSON.stringify(item[code] ?? ''), String(item[code] ?? ''), values)
  }
  const list = (): string[] => {
    expect('(')
    const values = [literal(take())]
    while (peek() === ',') {
      take()
      values.push(literal(take()))
    }
    expect(')')
    return values
  }

  const condition = either()
  if (at < tokens.length) throw new WebApiError(400, `The query goes on after its end: "${tokens[at]}".`)
  return condition
}

type Test = (json: string, text: string, values: readonly string[]) => boolean
const contains: Test = (json, _text, [part = '']) => json.toLowerCase().includes(part.toLowerCase())

const TESTS: Readonly<Record<string, Test>> = {
  '=': (_json, text, [value]) => text === value,
  '!=': (_json, text, [value]) => text !== value,
  '<>': (_json, text, [value]) => text !== value,
  LIKE: contains,
  LIKEF: (_json, text, [pattern = '']) => likePattern(pattern).test(text),
  IN: (json, text, values) => values.some((value) => text === value || json.includes(JSON.stringify(value))),
}

function likePattern(pattern: string): RegExp {
  return new RegExp(
    `^${pattern
      .replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`)
      .replaceAll('%', '.*')
      .replaceAll('_', '.')}$`,
    'iu',
  )
}

function tokenized(query: string): string[] {
  const tokens: string[] = []
  const text = query.trimEnd()
  TOKEN.lastIndex = 0
  while (TOKEN.lastIndex < text.length) {
    const at = TOKEN.lastIndex
    const token = TOKEN.exec(text)?.[1]
    if (token === undefined) throw new WebApiError(400, `The query cannot be read from "${text.slice(at)}".`)
    tokens.push(token)
  }
  return tokens
}

function literal(token: string): string {
  return token.replaceAll(QUOTES, '').replaceAll("''", "'")
}
