import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import type { FastifyInstance } from 'fastify';
import { Type } from 'typebox';
import { toIso } from '../../shared/practice/instant.ts';
import { PATHS } from '../../shared/wire/paths.ts';
import { PublicBoard, PublicBranch, PublicIncident } from '../../shared/wire/public-board.ts';
import { StaffBoard } from '../../shared/wire/staff-board.ts';
import { type CompressedBody, compressedBody } from '../platform/compressed-body.ts';
import { AppError } from '../platform/errors.ts';
import { keepAnswer } from '../platform/kept-answers.ts';
import { readyMade } from '../platform/ready-made.ts';
import { sendBody } from '../platform/send-body.ts';
import type { CurrentBoard } from './current-board.ts';
import { serialisePublicIncident } from './serialise.ts';
import type { Published, ViewStream } from './view-stream.ts';

/** Short enough for a change to be seen within seconds, long enough to carry a rush; a proxy may serve it for a day when we are gone. */
const PUBLIC_CACHE = 'public, max-age=2, stale-while-revalidate=30, stale-if-error=86400';
const JSON_TYPE = 'application/json; charset=utf-8';

function etagOf({ epoch, position }: Published<unknown>): string {
  return `"${epoch.slice(0, 8)}-${position.seq}-${position.edge}"`;
}

type ToText<B, T> = (published: Published<B>, key: string) => T;

/** Bodies of what a stream publishes, each made once per position and key; null stays null. */
function bodiesOf<B, T extends string | null>(stream: ViewStream<B>, toText: ToText<B, T>) {
  let kept = { of: stream.published(), bodies: new Map<string, CompressedBody>() };
  return (key = ''): CompressedBody | Extract<T, null> => {
    const of = stream.published();
    if (kept.of !== of) kept = { of, bodies: new Map() };
    const known = kept.bodies.get(key);
    if (known) return known;
    const text = toText(of, key);
    if (text === null) return text as Extract<T, null>;
    const body = compressedBody(text, etagOf(of));
    kept.bodies.set(key, body);
    return body;
  };
}

/** An incident that stands and that patients may see; null when there is none of that id. */
function incidentJson({ view }: Published<PublicBoard>, id: string): string | null {
  const incident = view.incidents.find((other) => String(other.id) === id);
  return incident ? serialisePublicIncident(incident) : null;
}

function incidentsJson({ view }: Published<PublicBoard>): string {
  return `{"incidents":[${view.incidents.map(serialisePublicIncident).join(',')}]}`;
}

/** The board as JSON: for everybody, for one branch, its incidents, for staff. */
export function registerBoard(instance: FastifyInstance, board: CurrentBoard): void {
  const app = instance.withTypeProvider<TypeBoxTypeProvider>();
  const publicBody = bodiesOf(board.publicStream, (published) => published.json());
  const partBody = bodiesOf(board.publicStream, (published, part) => published.partJson(part));
  const branchBody = bodiesOf(board.publicStream, (published, slug) => published.branchJson(slug));
  const incidentsBody = bodiesOf(board.publicStream, incidentsJson);
  const incidentBody = bodiesOf(board.publicStream, incidentJson);
  const staffBody = bodiesOf(board.staffStream, (published) => published.json());
  const forEverybody = {
    'cache-control': PUBLIC_CACHE,
    'access-control-allow-origin': '*',
    // A page of another site tells the age of what it got by these, whatever its own clock says.
    'access-control-expose-headers': 'ETag, Checked-At, Date, Age',
    'cross-origin-resource-policy': 'cross-origin',
  };
  const checkedAt = () => ({ 'checked-at': toIso(board.checkedAt()) });

  const boardSchema = {
    description: 'Its ETag is its position; the header Checked-At tells when this server last read the journal.',
    querystring: Type.Object({ part: Type.Optional(Type.String()) }),
    response: { 200: readyMade(PublicBoard) },
  };
  app.get(PATHS.publicBoard, { config: { access: 'public' }, schema: boardSchema }, (request, reply) => {
    const of = board.publicStream.published();
    const at = board.checkedAt();
    const isGood = () => board.publicStream.published() === of && board.checkedAt() === at;
    keepAnswer(request, reply, PATHS.publicBoard, isGood);
    reply.headers(forEverybody).headers(checkedAt());
    const { part } = request.query;
    return sendBody(request, reply, JSON_TYPE, (part && partBody(part)) || publicBody());
  });

  app.get(
    '/api/v1/branches/:slug',
    {
      config: { access: 'public' },
      schema: {
        params: Type.Object({ slug: Type.String() }),
        response: { 200: readyMade(PublicBranch) },
      },
    },
    (request, reply) => {
      const body = branchBody(request.params.slug);
      if (body === null) throw new AppError('not-found', { detail: 'There is no branch of this name.' });
      reply.headers(forEverybody).headers(checkedAt());
      return sendBody(request, reply, JSON_TYPE, body);
    },
  );

  const incidentsSchema = {
    response: { 200: readyMade(Type.Object({ incidents: Type.Array(PublicIncident) })) },
  };
  app.get(PATHS.incidents, { config: { access: 'public' }, schema: incidentsSchema }, (request, reply) => {
    reply.headers(forEverybody).headers(checkedAt());
    return sendBody(request, reply, JSON_TYPE, incidentsBody());
  });

  app.get(
    `${PATHS.incidents}/:id`,
    {
      config: { access: 'public' },
      schema: {
        params: Type.Object({ id: Type.String() }),
        response: { 200: readyMade(PublicIncident) },
      },
    },
    (request, reply) => {
      const body = incidentBody(request.params.id);
      if (body === null) throw new AppError('not-found', { detail: 'There is no such incident.' });
      reply.headers(forEverybody).headers(checkedAt());
      return sendBody(request, reply, JSON_TYPE, body);
    },
  );

  const staffSchema = { response: { 200: readyMade(StaffBoard) } };
  app.get(PATHS.staffBoard, { config: { access: 'display' }, schema: staffSchema }, (request, reply) => {
    reply.headers({ 'cache-control': 'no-store' }).headers(checkedAt());
    return sendBody(request, reply, JSON_TYPE, staffBody());
  });
}
