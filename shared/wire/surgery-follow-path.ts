import { surgeryPath } from './public-paths.ts';

/** Where somebody who reads the page of one surgery asks to be told of its changes. It stands alone: that page loads no more of it. */
export function surgeryFollowPath(slug: string): string {
  return `${surgeryPath(slug)}/follow`;
}
