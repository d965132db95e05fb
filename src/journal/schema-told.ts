/** The step that adds what hosts tell of our messages by our own mark. */
export const TOLD = `
  -- One row per operation whose host pushes the status of its message beside the conversation, or that it was answered.
  create table told (
    workspace    text not null,
    operation_id text not null,
    status       text,
    failure      jsonb,
    answered_at  timestamptz,
    primary key (workspace, operation_id),
    foreign key (workspace, operation_id) references operations on delete cascade
  );
`
