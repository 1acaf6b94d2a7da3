/** From the largest letters to the smallest that are read across a room, then without what can be read elsewhere. */
const SIZES = ['0', '1', '2', '3', '4', '5', '6', '7', '8'] as const;

/** Makes the letters as large as the screen holds: nothing on it can be scrolled. */
export function fitScreen(root: HTMLElement): void {
  for (const size of SIZES) {
    root.dataset['size'] = size;
    const main = root.querySelector('main');
    if (!main || (main.scrollHeight <= main.clientHeight && main.scrollWidth <= main.clientWidth)) return;
  }
}
