import type { Picture } from '../board/picture.ts';
import { toIso } from '../practice/instant.ts';
import type { PublicPlanned } from '../wire/public-board.ts';

/** Planned work as patients may see it, the next first. Who planned it stays behind. */
export function toPublicPlanned({ planned }: Picture): PublicPlanned[] {
  return planned.flatMap(({ id, title, branches, services, from, to, isUnderWay }) =>
    title === null
      ? []
      : [
          {
            id,
            title,
            branches: [...branches],
            services: [...services],
            from: toIso(from),
            to: toIso(to),
            status: isUnderWay ? ('under-way' as const) : ('planned' as const),
          },
        ],
  );
}
