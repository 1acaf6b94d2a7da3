import type { AddressInfo } from 'node:net';
import type { Http } from './http.ts';

export interface ListenOptions {
  readonly host: string;
  readonly port: number;
  /** The variable that decides the port, named when it cannot be had. */
  readonly variable: string;
}

/** Listens, and gives the port, which may have been left to the system. Throws when it cannot be had. */
export async function listen(app: Http, { host, port, variable }: ListenOptions): Promise<number> {
  try {
    await app.listen({ host, port, backlog: 4096 });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error;
    throw new Error(`Port ${port} of ${host} is in use: end what listens there, or set ${variable}.`, { cause: error });
  }
  return (app.server.address() as AddressInfo).port;
}

/** `http://127.0.0.1:8080`, without a slash at the end. */
export function originOf(host: string, port: number): string {
  return `http://${host.includes(':') ? `[${host}]` : host}:${port}`;
}
