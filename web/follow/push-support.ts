/** What a browser can do about messages: show them; show them once the page is on the home screen; neither. */
export type PushSupport = 'can' | 'needs-home-screen' | 'cannot';

/** What is asked of a browser. */
export interface BrowserFacts {
  readonly userAgent: string;
  readonly maxTouchPoints: number;
  readonly hasPush: boolean;
}

/** An iPad says that it is a Mac, and no Mac is touched. */
function isApplePhone({ userAgent, maxTouchPoints }: BrowserFacts): boolean {
  return /iPhone|iPad|iPod/.test(userAgent) || (/Macintosh/.test(userAgent) && maxTouchPoints > 1);
}

/** Apple's phones give pages push only once they were opened from the home screen. */
export function pushSupport(browser: BrowserFacts): PushSupport {
  if (browser.hasPush) return 'can';
  return isApplePhone(browser) ? 'needs-home-screen' : 'cannot';
}
