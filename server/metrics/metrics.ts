import { Counter, Registry } from 'prom-client';
import type { Fact } from '../../shared/facts/fact.ts';
import type { OnAnswered } from '../platform/request-watch.ts';
import { addProcessMetrics } from './process-metrics.ts';
import { createRequestTimes } from './request-times.ts';
import { addSourceMetrics, type MetricSources } from './source-metrics.ts';

/** Numbers about this process and what it serves. */
export interface Metrics {
  readonly answered: OnAnswered;
  /** Facts that were read from the journal, whoever wrote them. */
  took(facts: readonly Fact[]): void;
  /** A person's report was stored, repeated or refused. */
  reported(outcome: string): void;
  /** A text message came in. */
  textCame(outcome: string): void;
  /** A text message was sent, or a try failed, or it was given up. */
  textSent(outcome: string): void;
  /** A mail was sent, or a try failed, or it was given up. */
  mailSent(outcome: string): void;
  /** One who follows was told, or a try failed, or it was given up, or nobody is at that address. */
  followerTold(channel: string, outcome: string): void;
  /** Adds what is read only when somebody asks. */
  watch(sources: MetricSources): void;
  /** All of it, as Prometheus reads it. */
  read(): Promise<{ readonly type: string; readonly text: string }>;
}

/** Counts what happens; nothing is counted per socket, because that is where this server spends its time. */
export function createMetrics(): Metrics {
  const register = new Registry();
  const registers = [register];
  addProcessMetrics(register);
  const observe = createRequestTimes(register);
  const problems = new Counter({
    name: 'branchboard_http_problems_total',
    help: 'Requests that were answered with a problem document, by its code.',
    labelNames: ['route', 'code'],
    registers,
  });
  const facts = new Counter({
    name: 'branchboard_facts_total',
    help: 'Facts read from the journal since the start, whichever instance wrote them.',
    labelNames: ['kind'],
    registers,
  });
  const signals = new Counter({
    name: 'branchboard_signals_total',
    help: 'Of those facts, what the automatic checks made of the contact with branches.',
    labelNames: ['contact'],
    registers,
  });
  const reports = new Counter({
    name: 'branchboard_reports_total',
    help: 'Reports that came to this instance: stored, repeated, or the code of the problem they were refused with.',
    labelNames: ['outcome'],
    registers,
  });
  const texts = new Counter({
    name: 'branchboard_texts_total',
    help: 'Text messages that came to this instance, by what became of them: unknown-number, stored, waits.',
    labelNames: ['outcome'],
    registers,
  });
  const textsSent = new Counter({
    name: 'branchboard_texts_sent_total',
    help: 'Tries of this instance to send a text message: sent, failed (it is tried again), given-up.',
    labelNames: ['outcome'],
    registers,
  });
  const mailsSent = new Counter({
    name: 'branchboard_mails_sent_total',
    help: 'Tries of this instance to send a mail: sent, failed (it is tried again), given-up.',
    labelNames: ['outcome'],
    registers,
  });
  const followersTold = new Counter({
    name: 'branchboard_followers_told_total',
    help: 'Tries of this instance to tell one who follows: sent, failed (it is tried again), given-up, gone.',
    labelNames: ['channel', 'outcome'],
    registers,
  });
  return {
    answered(request, seconds) {
      observe(request, seconds);
      const { route, problem } = request;
      if (problem !== null) problems.inc({ route, code: problem });
    },
    took(read) {
      for (const fact of read) {
        facts.inc({ kind: fact.kind });
        if (fact.kind === 'signal') signals.inc({ contact: fact.contact });
      }
    },
    textCame: (outcome) => texts.inc({ outcome }),
    textSent: (outcome) => textsSent.inc({ outcome }),
    mailSent: (outcome) => mailsSent.inc({ outcome }),
    followerTold: (channel, outcome) => followersTold.inc({ channel, outcome }),
    reported: (outcome) => reports.inc({ outcome }),
    watch: (sources) => addSourceMetrics(register, sources),
    read: async () => ({ type: register.contentType, text: await register.metrics() }),
  };
}
