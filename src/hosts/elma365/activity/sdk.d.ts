/** What the host gives to a process activity's script. Marks as in the adapter's README. */

/** D: a reference to an item or a user, by its id. */
interface ItemRef {
  readonly id: string
}

/** D: attributes of the activity, by their codes (`activity.json`). C: written in the script, they are the outputs. */
declare const Context: {
  readonly data: {
    operation_id?: string | null
    line?: string | null
    contact?: ItemRef | null
    channel?: string | null
    address?: string | null
    text?: string | null
    subject?: string | null
    initiator?: ItemRef | null
    on_open_session?: string | null
    wait?: string | null
    time_limit?: string | null
    exit?: string | null
    status?: string | null
    session_id?: string | null
    message_id?: string | null
    channel_used?: string | null
    address_used?: string | null
    reason_code?: string | null
    reason_text?: string | null
    at?: string | null
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
    readonly body?: string
  },
): Promise<{ readonly ok: boolean; json(): Promise<unknown> }>
