import type { TileOrder } from '../../shared/wallboard/tile-order.ts';

const ORDER_KEY = 'wallboard-order';

/** How somebody wants this screen to be. */
export interface Choices {
  readonly order: TileOrder;
  readonly theme: 'dark' | 'light';
}

function isOrder(text: string | null): text is TileOrder {
  return text === 'trouble' || text === 'fixed';
}

/** What the address says, else what this screen was told before, else fixed places in the dark. */
export function readChoices(search: string, stored: string | null): Choices {
  const asked = new URLSearchParams(search);
  const order = asked.get('order');
  return {
    order: isOrder(order) ? order : isOrder(stored) ? stored : 'fixed',
    theme: asked.get('theme') === 'light' ? 'light' : 'dark',
  };
}

/** The order this screen was told; null where the browser keeps nothing. */
export function storedOrder(): string | null {
  try {
    return localStorage.getItem(ORDER_KEY);
  } catch {
    return null;
  }
}

/** Keeps the order for the next time, where the browser keeps anything, and in the address, which says more. */
export function storeOrder(order: TileOrder): void {
  try {
    localStorage.setItem(ORDER_KEY, order);
  } catch {
    // The address still tells it, as long as this page is open.
  }
  const here = new URL(location.href);
  if (!here.searchParams.has('order')) return;
  here.searchParams.set('order', order);
  history.replaceState(null, '', here);
}
