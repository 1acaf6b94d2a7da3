import closeWithGrace from 'close-with-grace';
import { AppError } from '../platform/errors.ts';

type CleanUp = () => unknown;

/** Registers what must be undone when the command ends, however it ends; the last one first. */
export type Stopping = (cleanUp: CleanUp) => void;

function messageOf(error: unknown): string {
  if (error instanceof AppError && error.faults.length > 0) {
    return error.faults.map(({ path, message }) => `${path.replace(/^\//, '--')} ${message}`).join('; ');
  }
  return error instanceof Error ? error.message : String(error);
}

/** Runs a command: one clear line on error and exit 1; Ctrl-C cleans up as well. */
export async function runCommand(command: (stopping: Stopping) => Promise<void>): Promise<void> {
  const cleanUps: CleanUp[] = [];
  async function cleanUp(): Promise<void> {
    for (let undo = cleanUps.pop(); undo; undo = cleanUps.pop()) await undo();
  }
  const grace = closeWithGrace({ delay: 15_000, logger: false }, cleanUp);
  try {
    await command((undo) => cleanUps.push(undo));
  } catch (error) {
    process.stderr.write(`${messageOf(error)}\n`);
    process.exitCode = 1;
  } finally {
    await cleanUp();
    grace.uninstall();
  }
}
