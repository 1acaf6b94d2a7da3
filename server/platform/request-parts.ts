import type { FastifyRequest } from 'fastify';
import type { Fault } from '../../shared/wire/problem.ts';
import { describeDevice } from './device.ts';
import { AppError, toAppError } from './errors.ts';

/** Who asks. Routes that are not public have one: the guard let them in. */
export function requireActor({ actor }: FastifyRequest): NonNullable<FastifyRequest['actor']> {
  if (!actor) throw new AppError('not-signed-in');
  return actor;
}

/** From where somebody comes, as far as the request tells. */
export interface Visit {
  readonly address: string;
  /** "Chrome on Android"; null: it does not say. */
  readonly device: string | null;
}

export function visitOf({ ip, headers }: Pick<FastifyRequest, 'ip' | 'headers'>): Visit {
  return { address: ip, device: describeDevice(headers['user-agent']) };
}

/** Who asks and from where, for what is kept of a change. */
export function doerOf(request: FastifyRequest): Visit & { readonly id: string } {
  return { id: requireActor(request).id, ...visitOf(request) };
}

/** A header that comes once. Of one that came twice, Node joins the values, and no check lets that pass. */
export function headerOf({ headers }: FastifyRequest, name: string): string | undefined {
  const value = headers[name];
  return Array.isArray(value) ? value.join(', ') : value;
}

/** What the schema found wrong, for a verb that names it with the rest: the route has `attachValidation`. */
export function shapeFaultsOf({ validationError }: FastifyRequest): readonly Fault[] {
  return validationError ? toAppError(validationError).faults : [];
}

/** The fields that have their shape, so that one fault of shape does not hide what else is wrong. */
export function soundPart<B extends object>(body: B, faults: readonly Fault[]): Partial<B> {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) return {};
  const faulty = new Set(faults.map((fault) => fault.path.split('/')[1]));
  return Object.fromEntries(Object.entries(body).filter(([name]) => !faulty.has(name))) as Partial<B>;
}
