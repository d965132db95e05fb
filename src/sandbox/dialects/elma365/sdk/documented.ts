// What the language itself asks of any object when it is awaited, written as JSON or printed.
const LANGUAGE = new Set<string | symbol>(['then', 'toJSON', 'constructor'])

/**
 * The object with its documented members; asking it for anything else throws, so that a script that relies on more than the
 * vendor promises fails here and not at a customer. A documented member without a value has to stand there as `undefined`.
 */
export function documented<T extends object>(name: string, members: T): T {
  return new Proxy(members, {
    get(target, member, receiver) {
      if (Reflect.has(target, member) || typeof member === 'symbol' || LANGUAGE.has(member))
        return Reflect.get(target, member, receiver)
      throw new Error(`${name}.${member} is not documented.`)
    },
    set(_target, member) {
      throw new Error(`${name}.${String(member)} is read-only.`)
    },
  })
}
