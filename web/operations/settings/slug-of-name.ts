const KIND_OF_PLACE = /\b(?:branch|clinic|gp|health|medical|practice|surgery|centre|center)\b/g;
const MAX = 64;

function hyphenated(text: string): string {
  return text
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, MAX)
    .replace(/^-+|-+$/g, '');
}

/** "Orton Mere Surgery" is "orton-mere" in addresses; a name of nothing but such words keeps them. */
export function slugOfName(name: string): string {
  const plain = name
    .normalize('NFD')
    .replace(/[\u0300-\u036f'’]/g, '')
    .toLowerCase();
  return hyphenated(plain.replace(KIND_OF_PLACE, ' ')) || hyphenated(plain);
}
