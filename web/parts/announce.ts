const TOAST_MS = 8_000;

/** Says a text politely in the live region that the server wrote beside the page. */
export function announce(text: string): void {
  const line = document.createElement('p');
  line.textContent = text;
  document.getElementById('announcer')?.replaceChildren(line);
}

/** Shows a text for some seconds over the lower edge, and says it. It takes no focus, and nothing moves for it. */
export function toast(text: string, kind: 'done' | 'fault' = 'done'): void {
  document.querySelector('.toast')?.remove();
  const box = document.createElement('div');
  box.className = `toast toast--${kind}`;
  // The live region says it: a second time would be once too often.
  box.setAttribute('aria-hidden', 'true');
  box.textContent = text;
  document.body.append(box);
  announce(text);
  setTimeout(() => box.remove(), TOAST_MS);
}
