import { HostError } from '../errors.ts'
import { CableFrame } from './wire-events.ts'

/** The host sends a ping every three seconds; a line that is silent for so long is dead, whatever the socket believes. */
const SILENT_MS = 15_000
/** How often the host wants to hear that somebody listens (facts, 6.1). */
const PRESENCE_MS = 20_000

interface CableLine {
  readonly open: () => WebSocket
  /** The channel and who subscribes, as JSON. Holds a token: it never leaves for anybody else. */
  readonly identifier: string
  /** How long it may take until the subscription is confirmed. */
  readonly connectMs: number
  readonly stop: AbortSignal
}

interface CableEar {
  onConfirmed(): void
  /** @param raw the frame as it came. */
  onMessage(message: unknown, raw: string): void
}

/**
 * ActionCable: welcome, subscribe, confirm, then messages and pings until the line ends. Resolves when stopped.
 * @throws HostError `wrong-credentials` when the host refuses us, `host-unreachable` when the line cannot be made or is lost.
 */
export async function followCable(line: CableLine, ear: CableEar): Promise<void> {
  const { identifier, connectMs, stop } = line
  if (stop.aborted) return
  const { promise: over, resolve: end, reject: fail } = Promise.withResolvers<void>()
  const socket = line.open()
  const send = (command: object): void => {
    if (socket.readyState === socket.OPEN) socket.send(JSON.stringify({ identifier, ...command }))
  }
  const lose = (): void => fail(unreachable())
  let confirmed = false
  let quiet = setTimeout(lose, connectMs)
  const presence = setInterval(() => send(PRESENT), PRESENCE_MS)

  function hear(raw: string): void {
    const frame = CableFrame.safeParse(jsonIn(raw)).data
    if (!frame) return
    switch (frame.type) {
      case 'welcome':
        return send({ command: 'subscribe' })
      case 'confirm_subscription':
        confirmed = true
        ear.onConfirmed()
        break
      case 'reject_subscription':
        return fail(refused())
      case 'disconnect':
        return fail(frame.reason === 'unauthorized' ? refused() : unreachable())
      default:
        if (frame.message !== undefined && frame.type == null) ear.onMessage(frame.message, raw)
    }
    // Pings come from the beginning on, but say nothing of the subscription.
    if (!confirmed) return
    clearTimeout(quiet)
    quiet = setTimeout(lose, SILENT_MS)
  }

  const onMessage = ({ data }: MessageEvent): void => hear(String(data))
  const onStop = (): void => end()
  socket.addEventListener('message', onMessage)
  socket.addEventListener('close', lose)
  socket.addEventListener('error', lose)
  stop.addEventListener('abort', onStop)
  try {
    await over
  } finally {
    clearTimeout(quiet)
    clearInterval(presence)
    stop.removeEventListener('abort', onStop)
    socket.removeEventListener('message', onMessage)
    socket.close()
  }
}

const PRESENT = { command: 'message', data: JSON.stringify({ action: 'update_presence' }) }

function jsonIn(raw: string): unknown {
  try {
    return JSON.parse(raw)
  } catch {
    return null
  }
}

function refused(): HostError {
  return new HostError('The host does not let the owner of the token listen on its socket.', {
    kind: 'fix-setup',
    code: 'wrong-credentials',
    happened: 'no',
  })
}

function unreachable(): HostError {
  return new HostError('The socket of the host cannot be reached, or was lost.', {
    kind: 'later',
    code: 'host-unreachable',
    happened: 'no',
  })
}
