import { createHash } from 'node:crypto';
import type { ToldStatus } from '../../shared/views/told-status.ts';
import { PAGE } from '../../shared/words/languages/en.ts';
import { escapeText } from '../../shared/words/html-text.ts';

const STYLE = `body{margin:0;padding:12px;color:#212b32;background:#fff;font:16px/1.5 Arial,sans-serif}h1,p{margin:0 0 8px;font-size:1em}a{color:#005eb8}.state{font-weight:700}.notice{margin:0 0 8px;padding:8px 8px 0;border:2px solid #d5281b}.notice p:first-child{font-weight:700}.checked{color:#4c6272}`;

/** Its style is let in by its digest, and any site may frame it: it holds no control but a link that leaves the frame. */
export const BADGE_CSP = [
  "default-src 'none'",
  `style-src 'sha256-${createHash('sha256').update(STYLE).digest('base64')}'`,
  "base-uri 'none'",
  "form-action 'none'",
  'frame-ancestors *',
].join('; ');

const SIGNS: { readonly [M in ToldStatus['mark']]: string } = {
  normal: '●',
  limited: '◆',
  degraded: '■',
  closed: '○',
  unknown: '?',
};

function paragraph(text: string, className = ''): string {
  return `<p${className === '' ? '' : ` class="${className}"`}>${escapeText(text)}</p>`;
}

/** A status as a page for a frame, without script. */
export function badgePage(status: ToldStatus, checked: string, origin: string): string {
  const { mark, name, sentence, lines, notice, link } = status;
  const box = notice && [notice.heading, ...notice.body, PAGE.emergency].map((text) => paragraph(text)).join('\n');
  return `<!DOCTYPE html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${escapeText(`${name}: ${sentence}`)}</title>
<style>${STYLE}</style>
</head>
<body>
<main>
<h1>${escapeText(name)}</h1>
<p class="state"><span aria-hidden="true">${SIGNS[mark]}</span> ${escapeText(sentence)}</p>
${[...(box ? [`<div class="notice">${box}</div>`] : []), ...lines.map((line) => paragraph(line)), paragraph(checked, 'checked')].join('\n')}
<p><a href="${escapeText(origin + link.path)}" target="_top">${escapeText(link.text)}</a></p>
</main>
</body>
</html>
`;
}
