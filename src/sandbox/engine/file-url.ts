/** Where the oracle serves a kept file. */
export function fileUrl(id: string, name: string): string {
  return `/_sandbox/files/${id}/${encodeURIComponent(name)}`
}
