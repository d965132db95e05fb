/** The step that gives a message of the host which was found by its words to one operation only. */
export const FOUND_MESSAGES = `
  create table found_messages (
    workspace    text not null,
    message_id   text not null,
    operation_id text not null,
    primary key (workspace, message_id),
    foreign key (workspace, operation_id) references operations on delete cascade
  );
  create index found_messages_operation on found_messages (workspace, operation_id);
  `
