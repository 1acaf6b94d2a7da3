import { type Static, Type } from 'typebox';
import { EMAIL_MAX, PASSWORD_MAX } from '../people/account.ts';
import { SignedAnswer, Step } from './passkeys.ts';

const closed = { additionalProperties: false } as const;

/** By what somebody may prove themselves beside a password. */
const SECOND_WAYS = ['app', 'mail', 'recovery'] as const;
export type SecondWay = (typeof SECOND_WAYS)[number];

/** The password was right, and a code is asked for. */
export const NextStep = Type.Object(
  {
    next: Type.Literal('code'),
    step: Step,
    ways: Type.Array(Type.Enum(SECOND_WAYS), {
      description: 'From which codes are taken, the usual one first. One by mail is sent when it is asked for.',
    }),
    passkey: Type.Boolean({ description: 'They have a passkey, and sign in by that alone.' }),
  },
  closed,
);
export interface NextStep {
  readonly next: 'code';
  readonly step: string;
  readonly ways: readonly SecondWay[];
  readonly passkey: boolean;
}

const Code = Type.String({ minLength: 1, maxLength: 50, description: 'Spaces and dashes do not count.' });

export const CodeBody = Type.Object({ step: Step, way: Type.Enum(SECOND_WAYS), code: Code }, closed);
export type CodeBody = Static<typeof CodeBody>;

/** An address to sign in by the code alone, or the step of whoever proved their password. */
export const MailCodeBody = Type.Union([
  Type.Object({ email: Type.String({ minLength: 1, maxLength: EMAIL_MAX }) }, closed),
  Type.Object({ step: Step }, closed),
]);

export const MailCodeAnswer = Type.Object({ step: Step }, closed);
export type MailCodeAnswer = Static<typeof MailCodeAnswer>;

/** There is nothing to say: whoever asks has an account. */
export const NoDetails = Type.Object({}, closed);

/** For a new app: as a text to type, and as an address behind a QR code. */
export const AppOffer = Type.Object({ secret: Type.String(), uri: Type.String() }, closed);
export type AppOffer = Static<typeof AppOffer>;

export const AppBody = Type.Object({ code: Code }, closed);

const RecoveryCodeList = Type.Array(Type.String());

/** They are shown this once. */
export const RecoveryCodes = Type.Object({ recoveryCodes: RecoveryCodeList }, closed);
export type RecoveryCodes = Static<typeof RecoveryCodes>;

export const AppAdded = Type.Object(
  {
    recoveryCodes: Type.Union([RecoveryCodeList, Type.Null()], {
      description: 'The first, which are shown this once; null: they have some.',
    }),
  },
  closed,
);
export type AppAdded = Static<typeof AppAdded>;

/** A code goes with the password of whoever has an app; a recovery code stands in for it. */
const PasswordProof = Type.Object(
  { password: Type.String({ maxLength: PASSWORD_MAX }), code: Type.Optional(Code) },
  closed,
);
export type PasswordProof = Static<typeof PasswordProof>;

/** One's password, or one's passkey. */
export const ProofBody = Type.Union([PasswordProof, Type.Object({ passkey: SignedAnswer }, closed)]);
export type ProofBody = Static<typeof ProofBody>;

export const PasswordBody = Type.Object({ password: Type.String({ maxLength: PASSWORD_MAX }) }, closed);
