import { documented } from './documented.ts'

/** The values of an item by field; worked out when asked for, because a search looks at few of them. */
type Values = (field: string) => unknown
type Condition = (values: Values) => boolean

/** What a search looks through; the item itself is made when it is given out. */
export interface Entry<Item> {
  readonly values: Values
  item(): Item
}

export interface Search<Item> {
  where(build: (fields: object, groups: object) => Condition): Search<Item>
  from(offset: number): Search<Item>
  size(count: number): Search<Item>
  sort(field: string, ascending?: boolean): Search<Item>
  all(): Promise<Item[]>
  first(): Promise<Item | undefined>
  count(): Promise<number>
}

const DEFAULT_SIZE = 10
const MOST = 10_000

interface Plan {
  readonly condition: Condition
  readonly from: number
  readonly size: number
  readonly order: ((a: Values, b: Values) => number) | null
}

/** `.search().where(…).from(…).size(…).sort(…).all()` of the SDK's collections, over a list that is read anew each time. */
export function search<Item>(
  name: string,
  fields: readonly string[],
  entries: () => Entry<Item>[],
): Search<Item> {
  const chain = (plan: Plan): Search<Item> => {
    const found = (): Entry<Item>[] => {
      const matching = entries().filter(({ values }) => plan.condition(values))
      const { order } = plan
      return order ? matching.toSorted((a, b) => order(a.values, b.values)) : matching
    }
    return documented(`${name}.search()`, {
      where: (build) => chain({ ...plan, condition: build(fieldsOf(name, fields), GROUPS) }),
      from: (from) => chain({ ...plan, from }),
      size: (size) => chain({ ...plan, size: Math.min(size, MOST) }),
      sort: (field, ascending = true) => {
        if (!fields.includes(field)) throw new Error(`${name}: the field ${field} is not documented.`)
        return chain({ ...plan, order: (a, b) => (ascending ? 1 : -1) * compare(a(field), b(field)) })
      },
      all: async () =>
        found()
          .slice(plan.from, plan.from + plan.size)
          .map((entry) => entry.item()),
      first: async () => found()[0]?.item(),
      count: async () => found().length,
    })
  }
  return chain({ condition: () => true, from: 0, size: DEFAULT_SIZE, order: null })
}

const GROUPS = documented('g', {
  and:
    (...all: Condition[]): Condition =>
    (values) =>
      all.every((condition) => condition(values)),
  or:
    (...all: Condition[]): Condition =>
    (values) =>
      all.some((condition) => condition(values)),
  not:
    (inner: Condition): Condition =>
    (values) =>
      !inner(values),
})

function fieldsOf(name: string, fields: readonly string[]): object {
  const field = (code: string): object =>
    documented(`${name} field ${code}`, {
      eq:
        (wanted: unknown): Condition =>
        (values) =>
          same(values(code), wanted),
      has:
        (wanted: unknown): Condition =>
        (values) =>
          [values(code) ?? []].flat().some((own) => same(own, wanted)),
      in:
        (wanted: readonly unknown[]): Condition =>
        (values) =>
          wanted.some((one) => same(values(code), one)),
      lt:
        (limit: { readonly at: number }): Condition =>
        (values) => {
          const own = values(code)
          return own instanceof Date && own.getTime() < limit.at
        },
      like:
        (part: string): Condition =>
        (values) =>
          String(values(code) ?? '')
            .toLowerCase()
            .includes(part.toLowerCase()),
    })
  return documented(`${name} fields`, Object.fromEntries(fields.map((code) => [code, field(code)])))
}

/** Absent is `null`; references are the same when they lead to the same item. */
function same(own: unknown, wanted: unknown): boolean {
  if (own === undefined || own === null) return wanted === undefined || wanted === null
  const [a, b] = [reference(own), reference(wanted)]
  if (a === null || b === null) return own === wanted
  return (
    a.id === b.id &&
    (a.code ?? b.code) === (b.code ?? a.code) &&
    (a.namespace ?? b.namespace) === (b.namespace ?? a.namespace)
  )
}

interface Reference {
  readonly id: unknown
  readonly code: unknown
  readonly namespace: unknown
}

/** A reference of one kind has an id alone. */
function reference(value: unknown): Reference | null {
  if (typeof value !== 'object' || value === null || !('id' in value)) return null
  return {
    id: value.id,
    code: 'code' in value ? value.code : undefined,
    namespace: 'namespace' in value ? value.namespace : undefined,
  }
}

function compare(a: unknown, b: unknown): number {
  return sortable(a).localeCompare(sortable(b))
}

/** ISO times sort as they read. */
function sortable(value: unknown): string {
  return value instanceof Date ? value.toISOString() : String(value ?? '')
}
