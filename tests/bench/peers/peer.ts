/** One process of a server that pages are open on. */
export interface Instance {
  readonly port: number;
  /** Of the processes that do its work, whose time and memory count. */
  readonly pids: readonly number[];
}

/** A server that tells all open pages one text. */
export interface Peer {
  readonly name: string;
  readonly path: string;
  readonly instances: readonly Instance[];
  /** Tells every page a text of `sample`'s size with `marker` in it; resolves when the server has taken it. */
  tell(marker: string): Promise<void>;
  stop(): Promise<void>;
}

/** A peer cannot be had on this machine; the reason is printed and it is left out. */
export class PeerMissing extends Error {
  override readonly name = 'PeerMissing';
}

export type StartPeer = (instances: number, text: (marker: string) => string) => Promise<Peer>;
