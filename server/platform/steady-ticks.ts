import { createHook } from 'node:async_hooks';

/*
 * Every write to a socket makes ticks (`process.nextTick`), several for each request. V8 makes them in line as long as they
 * all have the shape of the first one, and forgets that shape when it collects garbage while no tick is under way: each one
 * after that costs four times as much, for the life of the process. So one tick is kept. Import this before all else.
 */
const kept: unknown[] = [];

const hook = createHook({
  init(_id, type, _trigger, resource) {
    if (type === 'TickObject') kept.push(resource);
  },
});
hook.enable();
process.nextTick(() => {});
hook.disable();
