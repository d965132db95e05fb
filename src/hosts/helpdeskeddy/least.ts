/** What people call the product. */
export const NAME = 'HelpDeskEddy'

/** Made-up settings of the least that the adapter cannot do without: everything else then has its default, as printed pages show it. */
export const LEAST = {
  baseUrl: 'https://host.example',
  email: 'staff@host.example',
  apiKey: 'the key of the page',
  hookSecret: 'a secret of the page',
  timeZone: 'Europe/Moscow',
  lines: [{ id: '1', departmentId: 1, channels: [{ channel: 'email', sources: ['email'] }] }],
}
