import * as z from 'zod/mini'

/** What the customer's phone shows: the CRM's server writes it, the page checks it. */
export const PhoneSchema = z.object({
  accounts: z.array(
    z.object({
      channel: z.string(),
      /** As people say it, in the language of the page. */
      channelName: z.string(),
      address: z.string(),
      kind: z.enum(['messenger', 'email']),
      blocked: z.boolean(),
      left: z.boolean(),
      unread: z.number(),
      messages: z.array(
        z.object({
          id: z.string(),
          from: z.enum(['company', 'customer']),
          subject: z.nullable(z.string()),
          text: z.string(),
          /** A template's parts; `null`: the text is all. */
          template: z.nullable(
            z.object({
              header: z.nullable(z.string()),
              body: z.string(),
              footer: z.nullable(z.string()),
              buttons: z.array(z.string()),
            }),
          ),
          files: z.array(z.object({ name: z.string(), url: z.string(), isPicture: z.boolean() })),
          /** For the eye, and exactly. */
          time: z.string(),
          at: z.string(),
          read: z.boolean(),
        }),
      ),
    }),
  ),
})
export type Phone = z.infer<typeof PhoneSchema>
export type PhoneAccount = Phone['accounts'][number]
