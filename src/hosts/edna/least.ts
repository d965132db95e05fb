/** What people call the product. */
export const NAME = 'edna Chat Center'

/** Made-up settings of the least that the adapter cannot do without: everything else then has its default, as printed pages show it. */
export const LEAST = {
  baseUrl: 'https://host.example',
  login: 'login',
  password: 'password',
  chatbotToken: 'the token of the page',
  hookSecret: 'a secret of the page',
  lines: [{ id: '1', name: 'Line', channel: 'whatsapp', channelType: 'WHATSAPP', channelNumber: 1 }],
}
