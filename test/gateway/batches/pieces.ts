/** Bytes as they come over a network: in pieces that end anywhere. */
export async function* inPieces(bytes: Uint8Array, sizes: readonly number[]): AsyncGenerator<Uint8Array> {
  for (let from = 0, n = 0; from < bytes.length; n++) {
    const size = Math.max(1, sizes[n % sizes.length] ?? bytes.length)
    yield bytes.subarray(from, from + size)
    from += size
  }
}

export const whole = (bytes: Uint8Array): AsyncGenerator<Uint8Array> => inPieces(bytes, [bytes.length])

const CYRILLIC = new TextDecoder('windows-1251')
const BYTES = new Map(
  Array.from({ length: 256 }, (_, byte) => [CYRILLIC.decode(Uint8Array.of(byte)), byte] as const),
)

/** Text in windows-1251; only letters that it has. */
export function windows1251(text: string): Buffer {
  return Buffer.from(Array.from(text, (letter) => BYTES.get(letter) ?? 0x3f))
}
