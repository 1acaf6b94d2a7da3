type Write = (fields: object, message: string) => void;

/** What the rooms need of a logger; Fastify's own fits. Fields never hold bodies, cookies or tokens. */
export interface Log {
  readonly info: Write;
  readonly warn: Write;
  readonly error: Write;
}
