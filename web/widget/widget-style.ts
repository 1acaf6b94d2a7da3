/**
 * Put in as a constructed sheet: a host page whose policy forbids inline styles allows it. Every colour and size can be
 * set from outside by a custom property.
 */
export const WIDGET_STYLE = `
:host {
  --_text: var(--surgery-status-text, #212b32);
  --_line: var(--surgery-status-border, #d8dde0);
  --_link: var(--surgery-status-link, #005eb8);
  --_normal: var(--surgery-status-normal, #007f3b);
  --_limited: var(--surgery-status-limited, #ffb81c);
  --_limited-edge: var(--surgery-status-limited-edge, #7a5300);
  --_degraded: var(--surgery-status-degraded, #d5281b);
  --_muted: var(--surgery-status-muted, #4c6272);
  display: block;
  max-width: var(--surgery-status-width, 40rem);
}
:host([hidden]) { display: none; }
.box {
  box-sizing: border-box;
  padding: var(--surgery-status-padding, 1rem);
  color: var(--_text);
  background: var(--surgery-status-background, #fff);
  border: 1px solid var(--_line);
  border-radius: var(--surgery-status-radius, 0);
  font: var(--surgery-status-font, 400 1rem/1.5 Arial, sans-serif);
  overflow-wrap: break-word;
}
.box--trouble { border-left: 0.5rem solid var(--_degraded); }
p { margin: 0 0 0.5rem; }
p:last-child { margin-bottom: 0; }
.name { font-weight: 700; }
.state { display: flex; gap: 0.5rem; align-items: flex-start; font-size: 1.125em; font-weight: 700; }
.mark { flex: none; width: 1.4em; height: 1.4em; stroke-linejoin: round; fill: currentColor; stroke: none; }
.mark--normal { color: var(--_normal); }
.mark--limited { color: var(--_limited); stroke: var(--_limited-edge); stroke-width: 1.5; }
.mark--degraded { color: var(--_degraded); }
.mark--closed, .mark--unknown { color: var(--_muted); fill: none; stroke: currentColor; stroke-width: 2.5; }
.mark--unknown circle { stroke-dasharray: 4 3.46; stroke-width: 2; }
.notice { padding: 0.75rem; margin: 0 0 0.5rem; border: 2px solid var(--_degraded); }
.notice p:first-child { font-weight: 700; }
.checked { color: var(--_muted); font-size: 0.875em; }
a { display: inline-block; padding: 0.625rem 0; color: var(--_link); }
a:focus-visible { color: #212b32; background: #ffeb3b; outline: 0.25rem solid transparent; box-shadow: 0 0 0 0.125rem #ffeb3b, 0 0.25rem 0 0.125rem #212b32; }
.links { display: flex; flex-wrap: wrap; gap: 0 1.5rem; }
.spoken { position: absolute; width: 1px; height: 1px; margin: 0; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
@media (forced-colors: active) {
  .mark { color: CanvasText; }
  .mark--limited { stroke: none; }
}
@media print { .links { display: none; } }
`;
