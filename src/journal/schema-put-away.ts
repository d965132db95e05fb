/** The step that lets a person put away what did not leave: it is not shown on cards from then on. */
export const PUT_AWAY = `
  alter table operations add column put_away_at timestamptz;
  `
