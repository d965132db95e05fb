import { documented } from './documented.ts'

/** A reference to any item: `new RefItem(namespace, code, id)`. */
export class RefItem {
  readonly namespace: string
  readonly code: string
  readonly id: string

  constructor(namespace: string, code: string, id: string) {
    this.namespace = namespace
    this.code = code
    this.id = id
  }
}

/** A reference of one kind; at least its id is known. */
export function refTo(kind: string, id: string): { readonly id: string } {
  return documented(`${kind} reference`, { id })
}
