import { Type } from 'typebox';
import { PATHS } from '../../shared/wire/paths.ts';
import { ClaimBody, SettledClaim, TextClaims } from '../../shared/wire/texts.ts';
import type { Clock } from '../platform/clock.ts';
import type { Http } from '../platform/http.ts';
import { requireActor } from '../platform/request-parts.ts';
import { listClaims, settleByOffice } from './settle-claim.ts';
import type { TextDeps } from './text-deps.ts';

export interface TextClaimsDeps extends TextDeps {
  readonly clock: Pick<Clock, 'now'>;
}

const ClaimParams = Type.Object({ id: Type.String({ format: 'uuid' }) });
const forOperations = { config: { access: 'operations' } } as const;
const settling = {
  ...forOperations,
  schema: { params: ClaimParams, body: ClaimBody, response: { 200: SettledClaim } },
};

/** What was said by text and waits to be confirmed. */
export function registerTextClaims(app: Http, deps: TextClaimsDeps): void {
  app.get(PATHS.textClaims, { ...forOperations, schema: { response: { 200: TextClaims } } }, async () => ({
    claims: await listClaims(deps.db, deps.clock.now()),
  }));
  app.post(`${PATHS.textClaims}/:id/confirm`, settling, (request) =>
    settleByOffice(deps, requireActor(request), request.params.id, 'confirm'),
  );
  app.post(`${PATHS.textClaims}/:id/refuse`, settling, (request) =>
    settleByOffice(deps, requireActor(request), request.params.id, 'refuse'),
  );
}
