import { isDatabaseAway } from '../platform/database-errors.ts';
import { endWithGrace } from '../platform/end-with-grace.ts';
import { messageOf } from '../platform/error-message.ts';
import { AppError } from '../platform/errors.ts';

type CleanUp = () => unknown;

const STOP_WITHIN_MS = 15_000;

/** Registers what must be undone when the command ends, however it ends; the last one first. */
export type Stopping = (cleanUp: CleanUp) => void;

function lineOf(error: unknown): string {
  if (error instanceof AppError && error.faults.length > 0) {
    return error.faults.map(({ path, message }) => `${path.replace(/^\//, '')}: ${message}`).join(' ');
  }
  if (isDatabaseAway(error)) return 'The database cannot be reached.';
  return messageOf(error);
}

function complain(error: unknown): void {
  process.stderr.write(`${lineOf(error)}\n`);
  process.exitCode = 1;
}

/** Runs a command: one clear line on error and exit 1; Ctrl-C cleans up as well. */
export async function runCommand(command: (stopping: Stopping) => Promise<void>): Promise<void> {
  const cleanUps: CleanUp[] = [];
  async function cleanUp(): Promise<void> {
    for (let undo = cleanUps.pop(); undo; undo = cleanUps.pop()) {
      try {
        await undo();
      } catch (error) {
        // The rest must be undone all the same.
        complain(error);
      }
    }
  }
  const uninstall = endWithGrace(STOP_WITHIN_MS, cleanUp);
  try {
    await command((undo) => cleanUps.push(undo));
  } catch (error) {
    complain(error);
  } finally {
    await cleanUp();
    uninstall();
  }
}
