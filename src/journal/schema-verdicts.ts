/** The step that adds who sent an attempt, and what people say of operations whose outcome nobody knows (R-ONCE-2). */
export const VERDICTS = `
  -- sent_by: the lease under which the last attempt was begun. judged: a person's word on an unknown outcome. repeats: the operation
  -- that a person let be sent again as this one.
  alter table operations add column sent_by text, add column judged jsonb, add column repeats text;
  alter table operation_steps add column by_whom text;
  `
