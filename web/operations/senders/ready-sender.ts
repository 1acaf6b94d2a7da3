import type { Service } from '../../../shared/facts/fact.ts';

export const CHECKED = ['records', 'phones', 'online', 'prescriptions'] as const satisfies readonly Service[];
export type Checked = (typeof CHECKED)[number];

/** What is filled in for a sender beside its token. */
export interface SenderDraft {
  readonly url: string;
  /** As typed: one or more checks, with commas between them. */
  readonly checks: { readonly [S in Checked]: string };
}

export interface SenderSettings {
  readonly url: string;
  readonly token: string;
  readonly checks: { readonly [S in Checked]?: readonly string[] };
}

/** As the sender reads them. */
const CHECK = /^(tcp (\[[^\]]+\]|[^:\s]+):\d{1,5}|http https?:\/\/\S+|dns [\w.-]+|gateway( [\d.]+)?)$/;
const PLACE = /^const READY = \{\};$/m;

function checksOf(typed: string): readonly string[] {
  return typed
    .split(',')
    .map((text) => text.trim())
    .filter((text) => text !== '');
}

export function isChecks(typed: string): boolean {
  return checksOf(typed).every((text) => CHECK.test(text));
}

export function isAddress(typed: string): boolean {
  return !/['"\s]/.test(typed) && URL.canParse(typed) && ['http:', 'https:'].includes(new URL(typed).protocol);
}

export function toSettings({ url, checks }: SenderDraft, token: string): SenderSettings {
  const set = CHECKED.flatMap((service) => {
    const list = checksOf(checks[service]);
    return list.length === 0 ? [] : [[service, list] as const];
  });
  return { url: url.trim().replace(/\/+$/, ''), token, checks: Object.fromEntries(set) };
}

export function settingsText(settings: SenderSettings): string {
  return `${JSON.stringify(settings, null, 2)}\n`;
}

/** The sender with its settings in it; null: the file is not the one that this page knows. */
export function toReadySender(file: string, settings: SenderSettings): string | null {
  if (!PLACE.test(file)) return null;
  return file.replace(PLACE, () => `const READY = ${settingsText(settings).trimEnd()};`);
}

export function senderFileName(branch: string | null): string {
  return `branchboard-sender-${branch ?? 'canary'}.mjs`;
}
