import type { FastifyInstance } from 'fastify';

type Fields = Record<string, string | string[]>;

/** A form as a page without script sends it: what comes more than once is a list. */
function readForm(text: string): Fields {
  const fields: Fields = Object.create(null);
  for (const [name, value] of new URLSearchParams(text)) {
    const known = fields[name];
    fields[name] = known === undefined ? value : [known, value].flat();
  }
  return fields;
}

/** Routes that are added to this instance, and no others, take forms beside JSON. */
export function takeForms(app: FastifyInstance): void {
  app.addContentTypeParser('application/x-www-form-urlencoded', { parseAs: 'string' }, (_request, body, done) => {
    done(null, readForm(body.toString()));
  });
}

/** They also take a form with parts, whose content says nothing that its address does not: mail programs send one. */
export function takeFormsWithParts(app: FastifyInstance): void {
  app.addContentTypeParser('multipart/form-data', { parseAs: 'string' }, (_request, _body, done) => done(null, {}));
}
