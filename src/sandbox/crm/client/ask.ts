import * as z from 'zod/mini'

// The page's rule against scripts from text would be tried, and the console would show it.
z.config({ jitless: true })

/** Sends JSON to the sandbox; `null` when it was refused or did not answer. */
export async function send(method: 'POST' | 'DELETE', path: string, body?: unknown): Promise<unknown> {
  try {
    const response = await fetch(path, {
      method,
      headers: {
        accept: 'application/json',
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    return response.ok ? ((await response.json()) as unknown) : null
  } catch {
    // The sandbox has been stopped; the caller says so where the person looks.
    return null
  }
}

/** Reads something from the CRM; `null` when it does not answer. */
export async function read(path: string): Promise<Response | null> {
  try {
    const response = await fetch(path)
    return response.ok ? response : null
  } catch {
    return null
  }
}

/** The element inside `root`, which the server has written there. */
export function part<E extends HTMLElement = HTMLElement>(root: ParentNode, selector: string): E {
  const found = root.querySelector<E>(selector)
  if (!found) throw new Error(`The page has no ${selector}.`)
  return found
}
