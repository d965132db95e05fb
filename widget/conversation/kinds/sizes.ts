const MAX_WIDTH = 280
const MAX_HEIGHT = 240
/** Of a picture whose size the host does not tell. */
const UNTOLD = { width: 200, height: 150 }
const LEAST = 48

/** How large a picture or a video stands in the conversation, in pixels, before it is loaded. */
export function mediaSize(
  width: number | null,
  height: number | null,
): { readonly width: number; readonly height: number } {
  if (!width || !height || width < 0 || height < 0) return UNTOLD
  const scale = Math.min(1, MAX_WIDTH / width, MAX_HEIGHT / height)
  const fit = (length: number): number => Math.max(LEAST, Math.round(length * scale))
  return { width: fit(width), height: fit(height) }
}

/** `1:05`, `1:02:03` */
export function duration(ms: number): string {
  const seconds = Math.round(ms / 1000)
  const parts = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60]
  const shown = parts[0] === 0 ? parts.slice(1) : parts
  return shown.map((part, n) => (n === 0 ? String(part) : String(part).padStart(2, '0'))).join(':')
}
