import type { Instant } from '../../../shared/practice/instant.ts';
import type { Check } from './check.ts';
import { checkScene } from './check-scene.ts';
import { checkStep } from './check-step.ts';
import { storySteps } from './script.ts';
import { SECOND_DAY } from './second-day.ts';
import type { Stage } from './stage.ts';
import { openViewer } from './viewer.ts';

/** How the story is told. */
export interface Telling {
  /** Real time between two steps; 0 plays it at full speed. */
  readonly pauseMs: number;
  readonly say: (line: string) => void;
}

/** A step of the first day, or a scene of the second. */
interface Moment {
  readonly at: Instant;
  readonly title: string;
}

/** What was looked at, and every check that failed, in words. */
export interface StoryResult {
  readonly checks: number;
  readonly failures: readonly string[];
}

function clockText({ at }: Moment): string {
  return new Date(at).toISOString().slice(11, 16);
}

/** Plays both days from the first step to the last, and looks after each whether everybody sees what is true. */
export async function playStory(stage: Stage, { pauseMs, say }: Telling): Promise<StoryResult> {
  const viewer = await openViewer(stage.server.origin);
  const failures: string[] = [];
  let checks = 0;

  function tell(moment: Moment, results: readonly Check[]): void {
    checks += results.length;
    say(`${clockText(moment)}  ${moment.title}`);
    say(`       "${viewer.board()?.summary.sentence ?? ''}"`);
    for (const { what, saw } of results.filter(({ ok }) => !ok)) {
      failures.push(`${clockText(moment)} ${what}: saw ${saw}`);
      say(`       NOT SO: ${what}`);
    }
  }

  try {
    for (const step of storySteps(stage.expectedGps)) {
      await stage.perform(step);
      tell(step, await checkStep(stage, viewer, step));
      await stage.linger(pauseMs);
    }
    say('');
    for (const scene of SECOND_DAY) {
      await stage.watch(scene);
      tell(scene, await checkScene(stage, viewer, scene));
      await stage.linger(pauseMs);
    }
  } finally {
    viewer.close();
  }
  return { checks, failures };
}
