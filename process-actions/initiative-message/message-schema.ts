import * as z from 'zod'

const Name = z.string().min(1).max(200)
const NULL_IS_LEFT_OUT = 'A number is taken as its text; null is as if it were left out.'

/** R-TPL-5. A process gives what its own variables hold, so a number or nothing is no fault of the body: the rules judge it. */
const Variables = z
  .record(Name, z.union([z.string().max(5000), z.number(), z.null()], { error: 'a text, a number or null' }))
  .default({})
  .describe(`Its variables by name; every one has to be filled. Dates as 2026-11-21. ${NULL_IS_LEFT_OUT}`)

const Template = z
  .strictObject({
    id: z.string().min(1).max(200).describe('As the host names it; only one that may be sent now.'),
    variables: Variables,
  })
  .describe('A template of the line and channel, instead of a text (R-PROC-6).')

const Attachments = z
  .array(
    z.strictObject({
      url: z
        .url({ protocol: /^https?$/, error: 'a whole address that begins with https://' })
        .max(2000, { error: 'an address of 2,000 characters at most' })
        .describe('Where the gateway fetches it: public and HTTPS, or one of its trusted origins.'),
      name: Name.describe('Under which name the customer gets it.'),
    }),
  )
  .max(20, '20 at most')
  .describe('Files, where the channel takes them (R-FILE-1); with a text or alone.')

/** What the step sends: a text, files, or a template. */
export const MessageSchema = z
  .strictObject({
    text: z.string().max(20_000).optional().describe('What the customer reads. Left out beside a template.'),
    subject: z.string().max(1000).optional().describe('Only for email.'),
    template: Template.optional(),
    attachments: Attachments.optional(),
  })
  .superRefine(({ text, template, attachments = [] }, context) => {
    const wrong = (message: string) => context.addIssue({ code: 'custom', path: ['text'], message })
    if (text === undefined && !template && attachments.length === 0) wrong('give a text, or a template')
    // A designer's empty box beside a template means nothing; words in it would never be sent.
    if (text !== undefined && text.trim() !== '' && template)
      wrong('a template has words of its own: give a text or a template, not both')
  })

/** R-TAG-1. */
export const TagsSchema = z
  .array(Name)
  .max(100)
  .optional()
  .describe('Tags of the session, on hosts that have them; some hosts demand at least one.')

/** R-MAIL-2, R-MAIL-3. */
export const FieldsSchema = z
  .record(
    Name,
    z.union([z.string().max(10_000), z.number(), z.boolean(), z.array(Name).max(200), z.null()], {
      error: 'a text, a number, true or false, a list of ids, or null',
    }),
  )
  .optional()
  .describe(
    `The host’s own fields of a new session by id: text, date as 2026-11-21, id of a choice, ids of several, true or false. ${NULL_IS_LEFT_OUT}`,
  )
