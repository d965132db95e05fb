/** The step that leaves one way only to a row by its key. */
export const KEYS = `
  -- For a workspace that the planner has not counted yet, an index that begins with the workspace looks as good as the key: it would read
  -- the whole workspace for one row, at every check of a foreign key too. So the other index of all rows does not begin with it.
  drop index operations_contact;
  create index operations_contact on operations (contact_id, workspace, created_at desc);
  `
