/** Payloads as the fact sheet shows them (`hosts/edna.md`, sections 2, 3 and 5). */

export const THREAD = {
  id: 4410,
  status: 'WAITING',
  startTime: '2026-11-01T08:00:00.000Z',
  stateChangeTime: '2026-11-01T08:05:00.000Z',
  unread: 0,
  unanswered: 0,
  currentAgent: 17,
  currentAgentLogin: 'irina.k',
  lastAgent: 17,
  lastAgentLogin: 'irina.k',
  channel: 2,
  clientId: 5012,
  clientExternalId: 'CRM-77',
  clientName: 'Oleg',
  threadUrl: 'https://stand.example/arm/thread/4410',
  tags: ['12'],
  info: { key: 'value' },
}

export const PROFILE = {
  externalClientId: 'CRM-77',
  fullName: 'Oleg',
  email: 'oleg@mail.example',
  phone: '79001112233',
  segment: null,
  blocked: false,
  additional: [{ key: 'telegram', value: 'oleg_k' }],
}

export const TEMPLATE = {
  id: 242,
  name: 'order_ready',
  channelType: 'WHATSAPP',
  language: 'RU',
  contentType: 'TEXT',
  category: 'MARKETING',
  status: 'APPROVED',
  locked: false,
  type: 'OPERATOR',
  content: {
    header: {
      headerType: 'TEXT',
      text: 'Hello {{1}}',
      attachment: null,
      headerExampleTextParam: 'Oleg',
      headerExampleMediaUrl: null,
    },
    text: 'Order {{1}} is ready on {{2}}',
    footer: { text: 'Team' },
    caption: null,
    action: null,
    attachment: null,
    keyboard: {
      rows: [
        {
          buttons: [
            {
              text: 'Track',
              buttonType: 'URL',
              url: 'https://s.example/{{1}}',
              urlPostfix: null,
              urlTextExample: 'k3',
              phone: null,
              payload: null,
            },
          ],
        },
      ],
    },
    textExampleParams: ['15', '10 May'],
  },
  createdAt: '2026-05-01T10:00:00Z',
  updatedAt: '2026-05-02T10:00:00Z',
}

export const TRAINING = {
  action: 'TRAINING',
  text: 'Yes, it is ready',
  threadsClientId: 5012,
  clientId: 'CRM-77',
  sessionId: '4410',
  receivedAt: '2026-11-20T09:00:00.000Z',
  messageIndex: 4,
  messageOwner: 'OPERATOR',
  attachments: [{ url: 'https://files.example/a.jpg', name: 'a.jpg', type: 'image/jpeg', size: 256 }],
  channelInfo: { id: '2', channelType: 'WHATSAPP', authorized: true },
}

export const STATUS_HOOK = {
  requestId: 'bp-9f1c-0001',
  messageId: 8681,
  cascadeId: 2557,
  cascadeStageUUID: 'u1',
  subject: 'SHOP_WA',
  subjectId: 345,
  status: 'DELIVERED',
  statusAt: '2026-11-20T09:00:05Z',
  error: null,
  comment: 'order-ready',
}

export const INCOMING_HOOK = {
  id: 77,
  subject: 'SHOP_WA',
  subjectId: 345,
  subscriber: { id: 5, identifier: '79001112233' },
  userInfo: { userName: 'oleg', firstName: null, lastName: null, avatarUrl: null },
  messageContent: { type: 'HOLOGRAM', text: 'Hi' },
  receivedAt: '2026-11-20T09:00:05Z',
  replyOutMessageExternalRequestId: 'bp-9f1c-0001',
}

export const CHANNEL = {
  id: 1,
  name: 'Shop',
  subjectId: 345,
  subject: 'SHOP_WA',
  active: true,
  registrationStatus: 'DONE_BUSINESS_VERIFICATION',
  type: 'WHATSAPP',
}

/** Pulse's history of what a client sent (facts, 3.2 and 3.5): of the three forms of `content`, one is JSON in a text. */
export const HISTORY = {
  content: [
    {
      messageId: 1,
      comment: null,
      direction: 'IN',
      channelType: 'WHATSAPP',
      subjectId: 345,
      cascadeId: null,
      address: '79001112233',
      content: {
        contentType: 'IMAGE',
        caption: 'Look at this',
        attachment: { url: 'https://files.example/s.jpg', name: 'scratch.jpg', size: 256 },
      },
      deliveryStatus: null,
    },
    {
      messageId: 2,
      direction: 'IN',
      content: JSON.stringify({
        contentType: 'AUDIO',
        attachment: { url: 'https://files.example/v.ogg', name: 'voice.ogg', size: 900 },
      }),
    },
    {
      messageId: 3,
      direction: 'IN',
      content: { type: 'LOCATION', location: { longitude: 37.63, latitude: 55.76, address: 'Pokrovka, 17' } },
    },
  ],
  hasNext: false,
}
