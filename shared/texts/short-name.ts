const KIND_OF_PLACE = /\s+(?:(?:branch )?surgery|(?:medical|health) (?:centre|practice)|clinic|practice)$/i;

/** "Clayton" of "Clayton Surgery". */
export function shortName(name: string): string {
  const short = name.replace(KIND_OF_PLACE, '').trim();
  return short === '' ? name : short;
}
