export const KEYS = {
  title: 'Keys of this page',
  key: 'Key',
  does: 'What it does',
  switch: 'Use keys of one letter',
  switchMore: 'Arrow keys, Enter and Esc work in the table all the same. Letters do nothing while you type.',
  close: 'Close',
} as const;

/** In the order of use. */
export const KEY_HELP: readonly { readonly keys: readonly string[]; readonly does: string }[] = [
  { keys: ['↓', 'j'], does: 'Next branch' },
  { keys: ['↑', 'k'], does: 'Branch before' },
  { keys: ['←', '→'], does: 'Cell before, next cell' },
  { keys: ['Enter'], does: 'Save the counts you typed' },
  { keys: ['Esc'], does: 'Take back what you typed, close, clear the selection' },
  { keys: ['x'], does: 'Select the branch, or not' },
  { keys: ['/'], does: 'Find a branch' },
  { keys: ['r'], does: 'Report on the selected branches, or on this one' },
  { keys: ['t'], does: 'Timeline of this branch' },
  { keys: ['i'], does: 'Declare an incident' },
  { keys: ['n'], does: 'NHS 111 notice' },
  { keys: ['?'], does: 'This list' },
];
