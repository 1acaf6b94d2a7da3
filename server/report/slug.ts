const SLUG = /^[a-z0-9][a-z0-9-]{0,63}$/;

/** Whether a text can be the slug of a branch; what cannot is not asked of the database. */
export function isSlug(text: string): boolean {
  return SLUG.test(text);
}
