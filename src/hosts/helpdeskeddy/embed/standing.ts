/** How the gateway stands to this page, as it says itself to the host's server; `not-told`: nothing of ours came back. */
export type Standing = (typeof TOLD)[number] | 'not-told'

/** The answers of `GET /v1/app/{workspace}/standing`. */
const TOLD = ['ready', 'unknown-workspace', 'not-supported', 'page-not-allowed'] as const

/**
 * Has the host's server ask the gateway, without any stored key: the answer is for everybody. So neither the browser's rules for
 * pages of two origins nor those of the plugin's frame are in the way, and nothing of the host's own API is asked.
 *
 * `HDE.request` is C (facts 7.1), and the shape of its failures is documented nowhere: whatever is no answer of ours is `not-told`.
 * Read by hand: a schema's library would be a third file to upload.
 */
export async function askStanding(gateway: string, workspace: string): Promise<Standing> {
  const asked = new URLSearchParams({ origin: window.location.origin })
  try {
    const { data } = await HDE.request({
      url: `${gateway}/v1/app/${workspace}/standing?${asked}`,
      method: 'GET',
    })
    return standingIn(typeof data === 'string' ? JSON.parse(data) : data)
  } catch {
    // The person reads it as "nothing came", and only when the frame stays empty as well.
    return 'not-told'
  }
}

function standingIn(answer: unknown): Standing {
  if (typeof answer !== 'object' || answer === null) return 'not-told'
  if (!('service' in answer && answer.service === 'firstline' && 'standing' in answer)) return 'not-told'
  return TOLD.find((standing) => standing === answer.standing) ?? 'not-told'
}
