/** What people call the product. */
export const NAME = 'Chatwoot'

/** Made-up settings of the least that the adapter cannot do without: everything else then has its default, as printed pages show it. */
export const LEAST = {
  baseUrl: 'https://host.example',
  accountId: 1,
  token: 'the token of the page',
  webhookSecret: 'a secret of the page',
}
