/** Sizes are in parts of a screen of 1920 x 1080: what is 20 there is 40 on 3840 x 2160. */
const WIDTH = 1_920;
const HEIGHT = 1_080;
const MARGIN = 12;

/** The size at which a tile holds every line of its own at its smallest type. */
const FULL = { width: 288, height: 242 };
/** The same for a tile that leaves out what can be read from the rest. */
const DENSE = { width: 222, height: 170 };
const SCALE_AT_MOST = 1.7;

export interface TileGrid {
  readonly columns: number;
  readonly rows: number;
  /** `dense`: shorter words and lower bands, for many branches. */
  readonly density: 'full' | 'dense';
  /** How much larger than its smallest the type of a tile may be. */
  readonly scale: number;
  /** Parts of the screen. */
  readonly gap: number;
  readonly header: number;
  readonly footer: number;
}

const BANDS = {
  full: { gap: 8, header: 142, footer: 134 },
  dense: { gap: 4, header: 92, footer: 72 },
} as const;

export interface Screen {
  readonly width: number;
  readonly height: number;
}

function scaleFor(count: number, columns: number, density: TileGrid['density'], screen: Screen): number {
  const rows = Math.ceil(count / columns);
  const { gap, header, footer } = BANDS[density];
  const least = density === 'full' ? FULL : DENSE;
  const unit = Math.min(screen.width / WIDTH, screen.height / HEIGHT);
  const width = screen.width / unit - 2 * MARGIN;
  const height = screen.height / unit - 2 * MARGIN - header - footer - 2 * gap;
  return Math.min(
    (width - (columns - 1) * gap) / columns / least.width,
    (height - (rows - 1) * gap) / rows / least.height,
  );
}

function bestGrid(count: number, density: TileGrid['density'], screen: Screen): TileGrid {
  let best = { columns: 1, scale: 0 };
  for (let columns = 1; columns <= count; columns += 1) {
    const scale = scaleFor(count, columns, density, screen);
    if (scale > best.scale) best = { columns, scale };
  }
  const { gap, header, footer } = BANDS[density];
  return {
    columns: best.columns,
    rows: Math.ceil(count / best.columns),
    density,
    scale: Math.min(best.scale, SCALE_AT_MOST),
    gap,
    header,
    footer,
  };
}

/** How `count` tiles fill a screen without scrolling, each as large as it can be. */
export function tileGrid(count: number, screen: Screen): TileGrid {
  const full = bestGrid(Math.max(1, count), 'full', screen);
  return full.scale >= 1 ? full : bestGrid(Math.max(1, count), 'dense', screen);
}
