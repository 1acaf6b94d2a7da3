import { createHash } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import { PATIENT_WORKER } from '../../shared/wire/patient-worker.ts';
import { compressedBody } from '../platform/compressed-body.ts';
import { sendBody } from '../platform/send-body.ts';
import type { PatientWorkerAssets, PublicAssets } from './assets.ts';

export interface PatientWorkerDeps extends PatientWorkerAssets {
  readonly assets: PublicAssets;
}

/** The worker together with what it keeps: another build of the pages is another text, and so a new worker. */
export function registerPatientWorker(app: FastifyInstance, { assets, worker }: PatientWorkerDeps): void {
  const { scripts, styles } = assets.home;
  const text = `self.patientFiles=${JSON.stringify({ all: assets.all, scripts, styles })};\n${worker}`;
  const body = compressedBody(text, `"${createHash('sha256').update(text).digest('hex').slice(0, 16)}"`);

  app.get(PATIENT_WORKER, { config: { access: 'public' } }, (request, reply) => {
    reply.header('cache-control', 'no-cache');
    return sendBody(request, reply, 'text/javascript; charset=utf-8', body);
  });
}
