/**
 * What an export does not hold, and why. Every other table travels, also one that is added later: what is forgotten here
 * is exported, not lost.
 */
export const LEFT_BEHIND: Readonly<Record<string, string>> = {
  journal_head: 'its one row is the header of the file',
  checkpoint: 'a fold of the journal, made again by the next start',
  history_day: 'derived from the journal, and derived again from the one that is brought back',
  nightly_export: 'tells of the files beside one server',
  watch: 'what the automatic checks go on from; they begin anew with the journal that is brought back',
  session: 'whoever has a copy of the file must not be signed in, so everybody signs in again',
  sign_in_step: 'steps of a sign-in that are valid for minutes',
  set_up: 'links that are valid for a short time, and are sent again',
  display_pairing: 'codes that are valid for minutes',
  inbound_text: 'keeps what is delivered twice from being taken twice, for minutes',
  text_claim: 'claims whose codes are valid for hours, and can be texted again',
  text_outbox: 'answers that are too late anywhere else',
  mail_outbox: 'mails that are too late anywhere else, with links and codes in them',
  follow_request: 'links and codes that are valid for a short time, and can be asked for again',
  sign_in_failure: 'slows guessing down, for minutes',
};
