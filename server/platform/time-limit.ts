/**
 * Waits for `work`, but no longer than `ms` by the machine's own clock; false when it has not ended by then. Only for the
 * end of a process, which must come whatever hangs. Rejects as `work` does.
 */
export async function endsWithin(ms: number, work: Promise<unknown>): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<boolean>((resolve) => {
    timer = setTimeout(resolve, ms, false);
  });
  try {
    return await Promise.race([work.then(() => true), late]);
  } finally {
    clearTimeout(timer);
  }
}
