/** The words for kinds of messages in English; the shape of every other language. */
export const english = {
  staffOnly: 'Note, staff only',
  edited: 'Edited',
  editedAt: (at: string) => `Edited ${at}`,
  deleted: 'Deleted',
  deletedText: 'This message was deleted.',
  template: 'Template',

  answers: 'In answer to',
  aMessage: 'a message',
  goToQuoted: 'Go to this message',

  picture: 'Picture',
  openPicture: (name: string) => `Open the picture ${name}`,
  close: 'Close',
  original: 'Open the original',
  voice: 'Recording',
  video: 'Video',
  lasting: (kind: string, length: string | null, name: string) =>
    `${kind}${length === null ? '' : ` ${length}`}: ${name}`,
  cannotShow: 'Cannot be shown here',
  download: (name: string) => `Download ${name}`,

  place: 'Place',
  onMap: 'On the map',
  contactCard: 'Contact',

  from: 'From',
  to: 'To',
  copies: 'Copies',
  subject: 'Subject',
  more: (count: number) => `and ${count} more`,
  noSubject: 'No subject',
  letter: 'Letter',
  asSent: 'Show as it was sent',
  asText: 'Show as text',
  wholeLetter: 'Show the whole letter',
  showPictures: 'Show pictures',
  picturesHidden: (count: number) =>
    `${count} ${count === 1 ? 'picture was' : 'pictures were'} not loaded: they would tell the sender that the letter is being read.`,
  letterFails: 'The letter cannot be shown as it was sent. Its text is below.',

  unknown: 'A kind of message that cannot be shown here.',
  inHost: 'See it in the host',

  events: {
    opened: (by: string) => `${by} opened the session`,
    assigned: (by: string) => `${by} assigned the session`,
    'handed-over': (by: string) => `${by} handed the session over`,
    closed: (by: string) => `${by} closed the session`,
    reopened: (by: string) => `${by} reopened the session`,
  } as Readonly<Record<string, (by: string) => string>>,
  eventsByNobody: {
    opened: 'The session was opened',
    assigned: 'The session was assigned',
    'handed-over': 'The session was handed over',
    closed: 'The session was closed',
    reopened: 'The session was reopened',
  } as Readonly<Record<string, string>>,
  event: 'Something happened to the session',

  details: 'Details',
  sentBy: 'Written by',
  customer: 'Customer',
  system: 'System',
  time: 'Time',
  line: 'Line',
  status: 'Status',
  operation: 'Operation',
  reading: 'Reading what is known',
  notRead: 'What is known of this message cannot be read now.',
}

/** What every language must say. A missing word is a type error. */
export type KindWords = typeof english
