import pg from 'pg';

export interface Listener {
  /** Asks the server for a sign of life; a connection that gives none is ended, which `onDown` hears. Never rejects. */
  check(): Promise<void>;
  /** Ends the connection; `onDown` is not called. */
  close(): Promise<void>;
}

const CHECK_TIMEOUT_MS = 3_000;

/** LISTEN on a connection of its own: one of the pool would be given back, and the channel with it. */
export async function listen(
  config: pg.ClientConfig,
  channel: string,
  onNotify: () => void,
  onDown: (reason: Error) => void,
): Promise<Listener> {
  const client = new pg.Client({ ...config, query_timeout: CHECK_TIMEOUT_MS });
  let state: 'opening' | 'open' | 'ended' = 'opening';

  function lose(reason: Error): void {
    if (state !== 'open') return;
    state = 'ended';
    destroy(client);
    onDown(reason);
  }

  client.on('error', lose);
  client.on('end', () => lose(new Error('Connection terminated')));
  client.on('notification', onNotify);
  try {
    await client.connect();
    await client.query(`listen ${client.escapeIdentifier(channel)}`);
  } catch (error) {
    state = 'ended';
    destroy(client);
    throw error;
  }
  state = 'open';
  return {
    async check() {
      if (state !== 'open') return;
      await client.query('select 1').catch(lose);
    },
    async close() {
      if (state !== 'open') return;
      state = 'ended';
      await client.end().catch(() => {});
    },
  };
}

/** At once: a polite end would wait for a server that is silent. */
function destroy(client: pg.Client): void {
  client.connection.stream.destroy();
}
