/** What patients read where their phone or computer is to show messages. */
export const FOLLOW_PUSH = {
  title: 'Messages on this phone or computer',
  hint: 'We send a message when something changes. You can stop at any time.',
  turnOn: 'Turn on messages',
  needsScript: 'Your browser cannot do this. Choose another way.',
  cannot: 'This browser cannot show our messages. Choose another way.',
  iPhone: [
    'On an iPhone or iPad, first add this page to your home screen.',
    'Tap the Share button, then “Add to Home Screen”.',
    'Open it from there. Then choose “Tell me about changes” again.',
  ],
  ask: 'Your browser asks you first. Choose “Allow”.',
  working: 'One moment…',
  denied: 'Your browser did not allow messages. You can change that in its settings, or choose another way.',
  failed: 'It did not work. Please try again.',
  busy: 'Many people have asked at the same time. Please try again later.',
  already: 'This phone or computer shows our messages already.',
  change: 'Change this or stop',
} as const;
