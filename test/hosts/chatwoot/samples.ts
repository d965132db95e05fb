/** Answers typed from the fact sheet (2.1 to 2.4) and the vendor's description, with values of our own. */
export const INBOX = {
  id: 8,
  name: 'Support',
  channel_type: 'Channel::Whatsapp',
  provider: 'whatsapp_cloud',
  phone_number: '+78005550101',
  message_templates: [
    {
      name: 'order_ready',
      status: 'APPROVED',
      category: 'UTILITY',
      language: 'en',
      components: [
        { type: 'HEADER', format: 'TEXT', text: 'Order {{1}}', example: { header_text: ['15'] } },
        { type: 'BODY', text: 'Hello {{1}}, see {{2}}', example: { body_text: [['Pavel', 'the box']] } },
        {
          type: 'BUTTONS',
          buttons: [
            { type: 'QUICK_REPLY', text: 'Thanks' },
            {
              type: 'URL',
              text: 'Track',
              url: 'https://shop.example/t/{{1}}',
              example: ['https://shop.example/t/k3'],
            },
          ],
        },
      ],
    },
    { name: 'waiting', status: 'PENDING', language: 'en', components: [{ type: 'BODY', text: 'x' }] },
    {
      name: 'picture',
      status: 'APPROVED',
      language: 'en',
      components: [{ type: 'HEADER', format: 'IMAGE' }],
    },
    { name: 'code', status: 'APPROVED', category: 'AUTHENTICATION', language: 'en', components: [] },
    { of: 'a form that we do not know' },
  ],
}

export const CONTACT = {
  id: 512,
  name: 'Oleg',
  email: 'oleg@example.com',
  phone_number: '+79001112233',
  identifier: null,
  blocked: false,
  thumbnail: '',
  additional_attributes: { company_name: 'Kafe Lipa', city: '' },
  custom_attributes: { last_order: 15, vip: true, points: [1] },
  last_activity_at: 1_795_000_000,
  created_at: 1_790_000_000,
  contact_inboxes: [
    { source_id: '79001112233', inbox: { id: 8, name: 'Support', channel_type: 'Channel::Whatsapp' } },
  ],
}

export const MESSAGE = {
  id: 901,
  content: 'Your order is ready',
  inbox_id: 8,
  conversation_id: 41,
  message_type: 1,
  content_type: 'text',
  status: 'sent',
  content_attributes: { firstline: 'mark-1' },
  created_at: 1_795_000_000,
  private: false,
  source_id: null,
  sender: { id: 900, name: 'Firstline', type: 'user' },
  attachments: [
    {
      id: 5,
      message_id: 901,
      file_type: 'file',
      extension: 'pdf',
      content_type: 'application/pdf',
      data_url:
        'https://chat.example/rails/active_storage/blobs/redirect/ab--cd/%D1%81%D1%87%D1%91%D1%82.pdf',
      thumb_url: '',
      file_size: 1200,
    },
  ],
}

export const CONVERSATION = {
  id: 41,
  uuid: 'b7f1b2de-2c6d-4b43-9d3a-0a3a3d6a1c11',
  account_id: 3,
  inbox_id: 8,
  status: 'open',
  can_reply: true,
  priority: null,
  labels: [],
  custom_attributes: { crm_request_id: 'mark-1' },
  additional_attributes: {},
  unread_count: 0,
  created_at: 1_794_990_000,
  last_activity_at: 1_795_000_000,
  updated_at: 1_795_000_000.25,
  messages: [MESSAGE],
  meta: { sender: CONTACT, channel: 'Channel::Whatsapp', assignee: { id: 21, name: 'Olga' } },
}
