import { checkStep } from './check-step.ts';
import { type Step, storySteps } from './script.ts';
import type { Stage } from './stage.ts';
import { openViewer } from './viewer.ts';

/** How the story is told. */
export interface Telling {
  /** Real time between two steps; 0 plays it at full speed. */
  readonly pauseMs: number;
  readonly say: (line: string) => void;
}

/** What was looked at, and every check that failed, in words. */
export interface StoryResult {
  readonly checks: number;
  readonly failures: readonly string[];
}

function clockText({ at }: Step): string {
  return new Date(at).toISOString().slice(11, 16);
}

/** Plays the day from its first step to its last, and looks after each whether everybody sees what is true. */
export async function playStory(stage: Stage, { pauseMs, say }: Telling): Promise<StoryResult> {
  const viewer = await openViewer(stage.server.origin);
  const failures: string[] = [];
  let checks = 0;
  try {
    for (const step of storySteps(stage.expectedGps)) {
      await stage.perform(step);
      const results = await checkStep(stage, viewer, step);
      checks += results.length;
      say(`${clockText(step)}  ${step.title}`);
      say(`       "${viewer.board()?.summary.sentence ?? ''}"`);
      for (const { what, saw } of results.filter(({ ok }) => !ok)) {
        failures.push(`${clockText(step)} ${what}: saw ${saw}`);
        say(`       NOT SO: ${what}`);
      }
      await stage.linger(pauseMs);
    }
  } finally {
    viewer.close();
  }
  return { checks, failures };
}
