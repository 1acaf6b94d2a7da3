/** Names and free texts of facts, apart from them so that they can be erased. */
export interface TextTable {
  readonly id: string;
  /** null once it is erased. */
  readonly body: string | null;
}
