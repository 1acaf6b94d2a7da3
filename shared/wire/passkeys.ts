import { type Static, type TSchema, Type } from 'typebox';
import { IsoInstant } from './public-board.ts';

const closed = { additionalProperties: false } as const;

/** Bytes as base64url, as WebAuthn's JSON has them. */
const Bytes = (maxLength: number) => Type.String({ minLength: 1, maxLength, pattern: '^[A-Za-z0-9_-]+$' });
const CredentialId = Bytes(1366);
const Transports = Type.Array(Type.String({ maxLength: 30 }), { maxItems: 10 });
const UserVerification = Type.Literal('required');

/** The secret of what was begun, which comes back with the answer. */
export const Step = Type.String({ minLength: 1, maxLength: 100 });

const Credential = Type.Object(
  { id: Type.String(), type: Type.Literal('public-key'), transports: Type.Array(Type.String()) },
  closed,
);

/** For `navigator.credentials.get`, as PublicKeyCredentialRequestOptionsJSON. */
const SignOptions = Type.Object(
  {
    challenge: Type.String(),
    rpId: Type.String(),
    timeout: Type.Integer(),
    userVerification: UserVerification,
    allowCredentials: Type.Array(Credential, { description: 'Empty: any passkey of this address.' }),
  },
  closed,
);
export type SignOptions = Static<typeof SignOptions>;

/** For `navigator.credentials.create`, as PublicKeyCredentialCreationOptionsJSON. */
const CreateOptions = Type.Object(
  {
    challenge: Type.String(),
    rp: Type.Object({ id: Type.String(), name: Type.String() }, closed),
    user: Type.Object({ id: Type.String(), name: Type.String(), displayName: Type.String() }, closed),
    pubKeyCredParams: Type.Array(Type.Object({ type: Type.Literal('public-key'), alg: Type.Integer() }, closed)),
    timeout: Type.Integer(),
    attestation: Type.Literal('none'),
    excludeCredentials: Type.Array(Credential),
    authenticatorSelection: Type.Object(
      {
        residentKey: Type.Literal('required'),
        requireResidentKey: Type.Literal(true),
        userVerification: UserVerification,
      },
      closed,
    ),
  },
  closed,
);
export type CreateOptions = Static<typeof CreateOptions>;

const question = <S extends TSchema>(options: S) => Type.Object({ step: Step, options }, closed);

/** There is nothing to say but an empty object: whoever has a passkey need not say who they are. */
export const PasskeyQuestion = Type.Object({}, closed);

export const SignQuestion = question(SignOptions);
export type SignQuestion = Static<typeof SignQuestion>;

export const CreateQuestion = question(CreateOptions);
export type CreateQuestion = Static<typeof CreateQuestion>;

const attachment = Type.Optional(Type.Enum(['platform', 'cross-platform'] as const));
/** What browsers say of extensions that were not asked for. It is not read. */
const clientExtensionResults = Type.Record(Type.String(), Type.Unknown());

const common = {
  id: CredentialId,
  rawId: CredentialId,
  type: Type.Literal('public-key'),
  authenticatorAttachment: attachment,
  clientExtensionResults,
};

/** What a passkey signed: AuthenticationResponseJSON. */
const Signed = Type.Object(
  {
    ...common,
    response: Type.Object(
      {
        clientDataJSON: Bytes(4096),
        authenticatorData: Bytes(4096),
        signature: Bytes(4096),
        userHandle: Type.Optional(Bytes(100)),
      },
      closed,
    ),
  },
  closed,
);
export type Signed = Static<typeof Signed>;

/** A passkey that was just made: RegistrationResponseJSON. */
const Created = Type.Object(
  {
    ...common,
    response: Type.Object(
      {
        clientDataJSON: Bytes(4096),
        attestationObject: Bytes(8192),
        authenticatorData: Type.Optional(Bytes(4096)),
        transports: Type.Optional(Transports),
        publicKeyAlgorithm: Type.Optional(Type.Integer()),
        publicKey: Type.Optional(Bytes(4096)),
      },
      closed,
    ),
  },
  closed,
);
export type Created = Static<typeof Created>;

export const SignedAnswer = Type.Object({ step: Step, answer: Signed }, closed);
export type SignedAnswer = Static<typeof SignedAnswer>;

export const CreatedAnswer = Type.Object({ step: Step, answer: Created }, closed);
export type CreatedAnswer = Static<typeof CreatedAnswer>;

const Name = Type.String({ minLength: 1, maxLength: 60, pattern: '\\S' });

/** A passkey of whoever asks. */
export const Passkey = Type.Object(
  {
    id: Type.String(),
    name: Type.String(),
    isSynced: Type.Boolean({ description: 'Kept by an account of its maker too, and so not lost with the device.' }),
    createdAt: IsoInstant,
    usedAt: Type.Union([IsoInstant, Type.Null()]),
  },
  closed,
);
export type Passkey = Static<typeof Passkey>;

export const PasskeyAdded = Type.Object(
  {
    passkey: Passkey,
    recoveryCodes: Type.Union([Type.Array(Type.String()), Type.Null()], {
      description: 'The first, which are shown this once; null: they have some, or no password that codes go with.',
    }),
  },
  closed,
);
export type PasskeyAdded = Static<typeof PasskeyAdded>;

export const Passkeys = Type.Object({ passkeys: Type.Array(Passkey) }, closed);
export type Passkeys = Static<typeof Passkeys>;

export const PasskeyBody = Type.Object({ name: Name }, closed);
