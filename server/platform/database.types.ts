import type { Kysely } from 'kysely';
import type { ActorTable } from '../access/actor.table.ts';
import type { TokenTable } from '../access/token.table.ts';
import type { AccessLogTable } from '../audit/access-log.table.ts';
import type { LastHeardTable } from '../contact/last-heard.table.ts';
import type { SenderTokenTable } from '../contact/sender-token.table.ts';
import type { DisplayPairingTable } from '../displays/display-pairing.table.ts';
import type { DisplayTable } from '../displays/display.table.ts';
import type { CheckpointTable } from '../journal/checkpoint.table.ts';
import type { FactTable } from '../journal/fact.table.ts';
import type { NightlyExportTable } from '../export/nightly-export.table.ts';
import type { HeadTable } from '../journal/head.table.ts';
import type { TextTable } from '../journal/text.table.ts';
import type { AuthenticatorAppTable } from '../sign-in/authenticator-app.table.ts';
import type { CredentialTable } from '../sign-in/credential.table.ts';
import type { PersonTable } from '../people/person.table.ts';
import type { SessionTable } from '../access/session.table.ts';
import type { SetUpTable } from '../people/set-up.table.ts';
import type { PasskeyTable } from '../sign-in/passkey.table.ts';
import type { RecoveryCodeTable } from '../sign-in/recovery-code.table.ts';
import type { SignInStepTable } from '../sign-in/sign-in-step.table.ts';
import type { SignInFailureTable } from '../sign-in/sign-in-failure.table.ts';
import type { IdempotencyTable } from '../journal/idempotency.table.ts';
import type { InboundTextTable } from '../texts/inbound-text.table.ts';
import type { TextClaimTable } from '../texts/text-claim.table.ts';
import type { TextOutboxTable } from '../texts/text-outbox.table.ts';
import type { WatchTable } from '../watch/watch.table.ts';

/** Every table of the application; each is described in the room that owns it. */
export interface Database {
  readonly journal_head: HeadTable;
  readonly fact: FactTable;
  readonly nightly_export: NightlyExportTable;
  readonly free_text: TextTable;
  readonly checkpoint: CheckpointTable;
  readonly actor: ActorTable;
  readonly api_token: TokenTable;
  readonly idempotency: IdempotencyTable;
  readonly access_log: AccessLogTable;
  readonly person: PersonTable;
  readonly credential: CredentialTable;
  readonly session: SessionTable;
  readonly passkey: PasskeyTable;
  readonly authenticator_app: AuthenticatorAppTable;
  readonly recovery_code: RecoveryCodeTable;
  readonly sign_in_step: SignInStepTable;
  readonly set_up: SetUpTable;
  readonly sign_in_failure: SignInFailureTable;
  readonly display: DisplayTable;
  readonly display_pairing: DisplayPairingTable;
  readonly sender_token: SenderTokenTable;
  readonly last_heard: LastHeardTable;
  readonly inbound_text: InboundTextTable;
  readonly text_claim: TextClaimTable;
  readonly text_outbox: TextOutboxTable;
  readonly watch: WatchTable;
}

export type Db = Kysely<Database>;
