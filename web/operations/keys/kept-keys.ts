const KEY = 'branchboard-operations-keys';

/** Whether the person wants keys of one letter; they are on until they are switched off on this device. */
export function areKeysOn(): boolean {
  try {
    return localStorage.getItem(KEY) !== 'off';
  } catch {
    return true;
  }
}

export function keepKeys(on: boolean): void {
  try {
    localStorage.setItem(KEY, on ? 'on' : 'off');
  } catch {
    // Then it holds for as long as the page is open.
  }
}
