const REFUSED_WORDS = `state = 'refused' and put_away_at is null and intent->>'kind' in ('reply', 'deed')`

/** The step that lets a person put away what did not leave. What was refused before was told when it was. */
export const PUT_AWAY = `
  alter table operations add column put_away_at timestamptz;
  update operations set put_away_at = changed_at where ${REFUSED_WORDS};
  create index operations_refused_words on operations (contact_id, workspace, created_at desc) where ${REFUSED_WORDS};
  `
