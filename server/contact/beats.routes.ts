import { Type } from 'typebox';
import { BeatBody } from '../../shared/wire/beats.ts';
import { PATHS } from '../../shared/wire/paths.ts';
import type { Http } from '../platform/http.ts';
import { requireActor } from '../platform/request-parts.ts';
import type { BeatsDeps } from './beats-deps.ts';
import { takeBeatsInFront } from './quick-beats.ts';

const BEAT_BYTES = 2 * 1024;

/** Signs of life from the branches. Each is checked, counted by its token and kept in memory; the journal knows none. */
export function registerBeats(app: Http, deps: BeatsDeps): void {
  const { now, lastHeard } = deps;
  const quick = takeBeatsInFront(app, deps);
  app.post(
    PATHS.beats,
    {
      config: { access: 'sender' },
      bodyLimit: BEAT_BYTES,
      schema: { body: BeatBody, response: { 204: Type.Null() } },
      onResponse: async (_request, reply) => quick.keep(reply.statusCode, reply.getHeaders()),
    },
    async (request, reply) => {
      const { branches, credential } = requireActor(request);
      const beat = { body: request.body, at: now(), token: credential.id };
      await lastHeard.hear(branches[0] ?? null, beat);
      return reply.code(204).send(null);
    },
  );
}
