/** A text message that came in, so that it is taken once however often it is delivered. Neither number nor words stay. */
export interface InboundTextTable {
  /** Of who delivers it. */
  readonly id: string;
  readonly arrived_at: Date;
  readonly outcome: string;
}
