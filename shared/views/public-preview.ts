import type { Picture } from '../board/picture.ts';
import type { Preview } from '../wire/preview.ts';
import { deriveNotice } from './notice.ts';
import { toPublicBranches } from './public-branch.ts';

/** What patients see of one branch, and the notice; null when there is no branch of that slug. */
export function toPreview(picture: Picture, slug: string): Preview | null {
  const branches = toPublicBranches(picture);
  const branch = branches.find((other) => other.slug === slug);
  return branch ? { branch, notice: deriveNotice(picture, branches) } : null;
}
