/**
 * The members of the host's TypeScript SDK that `server.ts` relies on, and no others. Marks as in the fact sheet:
 * D documented by the vendor, C seen in public code, I inferred (check on a tenant).
 */

/** A filter condition; opaque to us. */
interface SearchCondition {
  readonly __condition?: never
}

/** A field inside `where`. D: `eq`, `has`, `in` stand in vendor examples. */
interface SearchField<T> {
  eq(value: T | null): SearchCondition
}
interface SearchListField<T> {
  has(value: T): SearchCondition
}
/** C: `lt` and its kin of fields that hold a time. */
interface SearchTimeField {
  lt(value: Datetime): SearchCondition
}
interface SearchGroups {
  and(...conditions: SearchCondition[]): SearchCondition
}

/** D: `.search().where(…).size(…).from(…).sort(…).all()` and `.first()` are common to all SDK collections. */
interface Search<Fields, Item> {
  where(build: (f: Fields, g: SearchGroups) => SearchCondition): Search<Fields, Item>
  /** Without it the host gives ten items. */
  size(count: number): Search<Fields, Item>
  from(offset: number): Search<Fields, Item>
  sort(field: string, ascending?: boolean): Search<Fields, Item>
  all(): Promise<Item[]>
  first(): Promise<Item | undefined>
}
interface Collection<Fields, Item> {
  search(): Search<Fields, Item>
}

/** A moment of the host's. C: made of a text and its format. */
declare class Datetime {
  constructor(text: string, format: string)
  readonly year: number
}

/** A reference to any item (D: `new RefItem(namespace, code, id)`). */
declare class RefItem {
  constructor(namespace: string, code: string, id: string)
  readonly namespace: string
  readonly code: string
  readonly id: string
}
/** A reference of one kind; at least its id is known (D). */
interface ItemRef {
  readonly id: string
}

interface CommonFields {
  readonly __id: SearchField<string>
  readonly __deletedAt: SearchField<string>
}

/** D: the type exists and `__name` is a search field. */
interface LineItem extends ItemRef {
  readonly data: { readonly __id: string; readonly __name: string }
}
/** D: `_type` and `_state`. The value of `_type` is a `LineChannelType`. */
interface LineChannelItem extends ItemRef {
  readonly data: { readonly __id: string; readonly _type: unknown }
}

/** D: LineSessionData. Times are date objects of the host that turn into RFC 3339 in JSON. */
interface LineSessionData {
  readonly __id: string
  readonly __name: string
  readonly __createdAt: unknown
  readonly _apps?: readonly RefItem[] | null
  readonly _channel?: ItemRef | null
  readonly _closedAt?: unknown
  readonly _externalChatId?: string | null
  readonly _externalChatName?: string | null
  readonly _lastActivityAt?: unknown
  readonly _line?: ItemRef | null
  /** D: one of Waiting, AssignedToBot, AssignedToOperator, MarkedAsSpam, Closed. */
  readonly _state: unknown
  /** D: the operator; whether an id or a reference is not said, so both are read. */
  readonly _userId?: string | ItemRef | null
}
interface LineSessionFields extends CommonFields {
  readonly __createdAt: SearchTimeField
  readonly _apps: SearchListField<RefItem>
}
/** D: the methods of a session. */
interface LineSessionItem extends ItemRef {
  readonly data: LineSessionData
  assignToOperator(operator: ItemRef): Promise<void>
  /** The group must be among the line's operators. */
  assignToOperatorGroup(group: ItemRef): Promise<void>
  /** Only on behalf of the assigned operator or bot. */
  close(): Promise<void>
  /** `from` is 0 and `size` 10 when absent, at most 10,000; the order is not documented. */
  getAllMessages(from?: number, size?: number): Promise<LineMessageItem[]>
}
/** D: FileItemRef and FileItem. */
interface FileItemRef extends ItemRef {
  fetch(): Promise<{ readonly data: { readonly __name: string } }>
  /** A permanent link, for people who are signed in and may read the file. */
  getStaticDownloadUrl(): string
}
/** D: LineMessageData. */
interface LineMessageItem extends ItemRef {
  readonly data: {
    readonly __id: string
    readonly __createdAt: unknown
    readonly __deletedAt?: unknown
    readonly body?: string | null
    readonly type?: unknown
    readonly client?: ItemRef | null
    readonly operator?: ItemRef | null
    readonly isRead?: boolean | null
    readonly externalId?: string | null
    readonly files?: readonly FileItemRef[] | null
  }
}

declare const System: {
  readonly lines: {
    readonly lines: Collection<CommonFields, LineItem>
    readonly channels: Collection<CommonFields, LineChannelItem>
    /** I: follows from the type name `LineSessions`. */
    readonly sessions: Collection<LineSessionFields, LineSessionItem>
  }
  /** D: `System.userGroups.search()`; I: its items are found by `__id` as all others are. */
  readonly userGroups: Collection<CommonFields, ItemRef>
  /** C: `System.users.search().where(f => f.__id.eq(id)).first()`. */
  readonly users: Collection<CommonFields, ItemRef> & {
    /** C, in client scripts and in scripts of processes; I: in a method it is the person whose page asks. */
    getCurrentUser(): Promise<ItemRef | null | undefined>
  }
}

/** D: the module's settings, by their codes. */
declare const Namespace: {
  readonly params: { readonly data: { readonly gateway?: string | null; readonly secret?: string | null } }
}

/** D: `fetch` of server scripts takes these parameters and answers with these members. */
declare function fetch(
  address: string,
  params: {
    readonly method: string
    readonly headers: Readonly<Record<string, string>>
    readonly body: string
  },
): Promise<{ readonly ok: boolean; json(): Promise<unknown> }>

/** D: what a module's API method receives. */
interface HttpApiRequest {
  readonly method: string
  readonly query?: { readonly [name: string]: string }
  /** A string in public code; an object is read as well. */
  readonly body?: unknown
  /** What stood in place of `/*` in the method's address. */
  readonly fragment?: string
}
/** D: what it answers with. */
declare class HttpResponse {
  status(code: number): HttpResponse
  content(text: string): HttpResponse
  json(value: unknown): HttpResponse
}
