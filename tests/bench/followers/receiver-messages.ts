/** What the server in the place of a mail server and of GOV.UK Notify is told. */
export type ReceiverAsk =
  | { readonly do: 'listen' }
  /** Takes what comes, or asks to be left alone for some seconds. */
  | { readonly do: 'take'; readonly takes: boolean }
  | { readonly do: 'tell' };

export type ReceiverSaid =
  | { readonly said: 'listening'; readonly smtpPort: number; readonly httpPort: number }
  | {
      readonly said: 'so far';
      /** When each message came, in ms of the machine's monotonic clock. */
      readonly at: readonly number[];
      /** Whom they were to, each once. */
      readonly addresses: number;
    };
