/** What is said where a reader looks for a surgery by a phone's own means. */
export const FINDER = {
  yours: 'Your surgery',
  findOther: 'Find another',
  forget: 'Remove',
  nearest: 'Nearest to you',
  stays: 'We do not keep where you are. It stays on this device.',
  asking: 'Finding where you are…',
  refused: 'We cannot use your location. Type a name, town or postcode.',
  unknown: 'We could not find where you are. Type a name, town or postcode.',
} as const;
