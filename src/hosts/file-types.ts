/** Endings of files that a card shows as what they are, with their MIME types. Others are files to download. */
const TYPE: Readonly<Record<string, string>> = {
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  png: 'image/png',
  gif: 'image/gif',
  webp: 'image/webp',
  svg: 'image/svg+xml',
  mp3: 'audio/mpeg',
  ogg: 'audio/ogg',
  oga: 'audio/ogg',
  m4a: 'audio/mp4',
  wav: 'audio/wav',
  mp4: 'video/mp4',
  webm: 'video/webm',
  pdf: 'application/pdf',
}

/** What a file is by the end of its name, for hosts that tell no type: that the ending is right is inferred. `null`: it says nothing to us. */
export function typeByEnding(name: string): string | null {
  return TYPE[name.slice(name.lastIndexOf('.') + 1).toLowerCase()] ?? null
}
