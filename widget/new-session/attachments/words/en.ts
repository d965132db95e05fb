/** The words about files in English; the shape of every other language. */
export const english = {
  files: 'Files',
  attach: 'Attach',
  attachFile: 'Attach a file',
  attachFiles: 'Attach files',
  drop: 'Let go to attach',
  wayFirst: 'Choose where to write first, then attach files.',
  notWithTemplate: 'A template goes without files.',
  each: (size: string) => `up to ${size} each`,
  together: (size: string) => `${size} together`,
  atMost: (count: number) => (count === 1 ? 'one file' : `${count} files`),
  oneOf: (size: string) => `one file up to ${size}`,
  more: (count: number) => `and ${count} more`,

  waiting: 'Waiting',
  percent: (share: number) => `${Math.round(share * 100)}%`,
  notUploaded: 'Not uploaded.',
  progressOf: (name: string) => `Uploading ${name}`,
  cancel: (name: string) => `Cancel ${name}`,
  retry: (name: string) => `Try ${name} again`,
  remove: (name: string) => `Remove ${name}`,
  dismiss: (name: string) => `Dismiss ${name}`,
  leavesThen: (count: number) =>
    count === 1
      ? 'One file is still being uploaded. The message leaves as soon as it has arrived.'
      : `${count} files are still being uploaded. The message leaves as soon as they have arrived.`,
  notYet: 'Do not send yet',
  waitingForFiles: 'Waiting for files',
  inTheWay: (count: number) =>
    count === 1
      ? 'One file cannot go with the message. Remove it, or try it again, then send.'
      : `${count} files cannot go with the message. Remove them, or try them again, then send.`,

  heard: {
    uploading: (count: number) =>
      count === 1 ? 'One file is being uploaded.' : `${count} files are being uploaded.`,
    attached: (name: string) => `${name} is attached.`,
    failed: (name: string) => `${name} was not uploaded.`,
    removed: (name: string) => `${name} is removed.`,
  },
}

/** What every language must say. A missing word is a type error. */
export type AttachmentCatalogue = typeof english
