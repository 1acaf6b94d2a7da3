import closeWithGrace from 'close-with-grace';

const STOP_SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
/** One Ctrl-C reaches a process twice when npm passes on what the terminal sent to all: so soon, it is the same wish. */
const SAME_WISH_MS = 1_000;

/**
 * Ends this process in order: on Ctrl-C and its like with 0, after an error that nobody caught with 1. It ends at once
 * when it is asked again, or when `stop` takes longer than `withinMs`. The signals in `others` mean something else to it.
 * Gives a function that takes all of this back.
 */
export function endWithGrace(
  withinMs: number,
  stop: () => Promise<void>,
  others: readonly 'SIGUSR2'[] = [],
): () => void {
  const say = (line: string) => process.stderr.write(`${line}\n`);
  const options = {
    delay: withinMs,
    logger: false as const,
    skip: [...STOP_SIGNALS, ...others],
    onTimeout: () => say(`This did not stop within ${withinMs / 1_000} s and is ended.`),
  };
  const grace = closeWithGrace(options, async ({ err }) => {
    if (err) say(err.stack ?? err.message);
    await stop();
  });

  let askedAt: number | null = null;
  function ask(): void {
    if (askedAt === null) grace.close();
    else if (performance.now() - askedAt > SAME_WISH_MS) process.exit(1);
    askedAt ??= performance.now();
  }
  for (const signal of STOP_SIGNALS) process.on(signal, ask);
  return () => {
    for (const signal of STOP_SIGNALS) process.removeListener(signal, ask);
    grace.uninstall();
  };
}
