import type { FastifyReply, FastifyRequest } from 'fastify';
import type { CompressedBody } from './compressed-body.ts';

/** Whether an `If-None-Match` header names the ETag; weak and strong forms of it count alike here (RFC 9110, 13.1.2). */
function isNamed(header: string | undefined, etag: string): boolean {
  if (!header) return false;
  return header.split(',').some((part) => part.trim() === '*' || part.trim().replace(/^W\//, '') === etag);
}

/** Answers with a body that is at hand in all encodings: 304 when the client has it already. */
export function sendBody(
  request: FastifyRequest,
  reply: FastifyReply,
  type: string,
  body: CompressedBody,
  varies: readonly string[] = [],
): FastifyReply {
  const { bytes, encoding } = body.forEncodings(request.headers['accept-encoding']);
  // Each encoding is another representation, so its strong ETag must differ.
  const etag = encoding ? body.etag.replace(/"$/, `-${encoding}"`) : body.etag;
  reply.header('etag', etag).header('vary', ['Accept-Encoding', ...varies].join(', '));
  if (isNamed(request.headers['if-none-match'], etag)) return reply.code(304).send();
  if (encoding) reply.header('content-encoding', encoding);
  return reply.type(type).send(bytes);
}
