/**
 * SHA-256 (FIPS 180-4) and HMAC (RFC 2104), at once and not later: the port reads a hook synchronously, and what pages have
 * for it answers with a promise only.
 */

const BLOCK = 64

/** The signature over a message, in hexadecimal digits. */
export function hmacSha256(key: string, message: string): string {
  const encoder = new TextEncoder()
  const raw = encoder.encode(key)
  const short = raw.length > BLOCK ? sha256(raw) : raw
  const padded = new Uint8Array(BLOCK)
  padded.set(short)
  const inner = sha256(
    joined(
      padded.map((byte) => byte ^ 0x36),
      encoder.encode(message),
    ),
  )
  const outer = sha256(
    joined(
      padded.map((byte) => byte ^ 0x5c),
      inner,
    ),
  )
  return Array.from(outer, (byte) => byte.toString(16).padStart(2, '0')).join('')
}

function joined(a: Uint8Array, b: Uint8Array): Uint8Array {
  const whole = new Uint8Array(a.length + b.length)
  whole.set(a)
  whole.set(b, a.length)
  return whole
}

/** The first 32 bits of the fractional part of a root of each of the first primes. */
function constants(count: number, root: number): number[] {
  const found: number[] = []
  for (let candidate = 2; found.length < count; candidate += 1) {
    let prime = true
    for (let divisor = 2; divisor * divisor <= candidate; divisor += 1)
      if (candidate % divisor === 0) prime = false
    if (prime) found.push(Math.floor((candidate ** (1 / root) % 1) * 2 ** 32))
  }
  return found
}
const ROUND = constants(64, 3)
const START = constants(8, 2)

function sha256(message: Uint8Array): Uint8Array {
  const blocks = Math.ceil((message.length + 9) / BLOCK)
  const view = new DataView(new ArrayBuffer(blocks * BLOCK))
  for (const [at, byte] of message.entries()) view.setUint8(at, byte)
  view.setUint8(message.length, 0x80)
  view.setUint32(view.byteLength - 8, Math.floor(message.length / 2 ** 29))
  view.setUint32(view.byteLength - 4, message.length << 3)
  const hash = Uint32Array.from(START)
  for (let at = 0; at < view.byteLength; at += BLOCK) compress(hash, view, at)
  const digest = new DataView(new ArrayBuffer(32))
  for (const [at, word] of hash.entries()) digest.setUint32(at * 4, word)
  return new Uint8Array(digest.buffer)
}

const turned = (word: number, by: number): number => (word >>> by) | (word << (32 - by))

function compress(hash: Uint32Array, view: DataView, start: number): void {
  const words = new Uint32Array(64)
  const word = (at: number): number => words[at] ?? 0
  for (let at = 0; at < 16; at += 1) words[at] = view.getUint32(start + at * 4)
  for (let at = 16; at < 64; at += 1) {
    const [a, b] = [word(at - 15), word(at - 2)]
    const low = turned(a, 7) ^ turned(a, 18) ^ (a >>> 3)
    const high = turned(b, 17) ^ turned(b, 19) ^ (b >>> 10)
    words[at] = word(at - 16) + low + word(at - 7) + high
  }
  let [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0] = hash
  for (let at = 0; at < 64; at += 1) {
    const high = turned(e, 6) ^ turned(e, 11) ^ turned(e, 25)
    const first = (h + high + ((e & f) ^ (~e & g)) + (ROUND[at] ?? 0) + word(at)) | 0
    const low = turned(a, 2) ^ turned(a, 13) ^ turned(a, 22)
    const second = (low + ((a & b) ^ (a & c) ^ (b & c))) | 0
    ;[h, g, f, e, d, c, b, a] = [g, f, e, (d + first) | 0, c, b, a, (first + second) | 0]
  }
  for (const [at, value] of [a, b, c, d, e, f, g, h].entries()) hash[at] = (hash[at] ?? 0) + value
}
