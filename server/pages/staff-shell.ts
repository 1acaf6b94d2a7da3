import { PATHS } from '../../shared/wire/paths.ts';
import { STAFF_PATHS, type StaffFace } from '../../shared/wire/staff-paths.ts';
import { FACE_NAMES, STAFF_SHELL, staffTitle } from '../../shared/words/staff.ts';
import { iconHref } from '../../web/public/mark-icon.ts';
import type { StaffAssets } from './assets.ts';
import { escapeText } from '../../shared/words/html-text.ts';

export interface StaffShell {
  readonly face: StaffFace;
  /** The practice's public name: all that a shell tells of anything. */
  readonly practice: string;
  readonly assets: StaffAssets;
}

/**
 * The document of a staff page before its script runs. It holds no fact, because everybody may fetch it: what staff see
 * comes by requests that say who asks.
 */
export function renderStaffShell({ face, practice, assets }: StaffShell): string {
  const { scripts, styles, preloads } = assets.faces[face];
  const isWallboard = face === 'wallboard';
  const name = FACE_NAMES[face];
  const head = [
    '<meta charset="utf-8">',
    '<meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover">',
    `<title>${escapeText(staffTitle(name, practice))}</title>`,
    `<meta name="branchboard-build" content="${escapeText(assets.build)}">`,
    `<meta name="branchboard-practice" content="${escapeText(practice)}">`,
    '<meta name="robots" content="noindex">',
    `<meta name="color-scheme" content="${isWallboard ? 'dark' : 'light dark'}">`,
    '<meta name="theme-color" content="#005eb8">',
    '<meta name="format-detection" content="telephone=no">',
    `<link rel="icon" type="image/svg+xml" href="${escapeText(iconHref('unknown'))}">`,
    ...(face === 'lead' ? [`<link rel="manifest" href="${STAFF_PATHS.leadManifest}">`] : []),
    ...styles.map((href) => `<link rel="stylesheet" href="${escapeText(href)}">`),
    ...preloads.map((href) => `<link rel="modulepreload" href="${escapeText(href)}">`),
    ...scripts.map((src) => `<script type="module" src="${escapeText(src)}"></script>`),
  ];
  return `<!DOCTYPE html>
<html lang="en-GB" class="face face--${face}"${isWallboard ? ' data-theme="dark"' : ''}>
<head>
${head.join('\n')}
</head>
<body>
<div id="staff-page">
<main class="shell" id="main">
<h1>${escapeText(name)}</h1>
<noscript><p>${STAFF_SHELL.noScript}</p><p><a class="link-line" href="${PATHS.home}">${STAFF_SHELL.publicPage}</a></p></noscript>
<p class="shell__wait">${STAFF_SHELL.starting} ${STAFF_SHELL.startingStays} <a class="link-line" href="">${STAFF_SHELL.reload}</a></p>
</main>
</div>
<div id="announcer" class="nhsuk-u-visually-hidden" role="status" aria-live="polite"></div>
</body>
</html>
`;
}
