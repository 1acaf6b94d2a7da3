/** Links to the pages about the pages. */
export const ABOUT_LINKS = { accessibility: 'Accessibility', privacy: 'Privacy' } as const;

/** What the law asks public bodies to say in these words. */
export const LAW = {
  committed:
    'is committed to making its website accessible, in accordance with the Public Sector Bodies (Websites and Mobile Applications) (No. 2) Accessibility Regulations 2018.',
  status:
    'This website is partially compliant with the Web Content Accessibility Guidelines version 2.2 AA standard, due to the non-compliances listed below.',
  enforcement:
    'The Equality and Human Rights Commission (EHRC) is responsible for enforcing the Public Sector Bodies (Websites and Mobile Applications) (No. 2) Accessibility Regulations 2018 (the ‘accessibility regulations’).',
  complaint: 'If you are not happy with how we respond to your complaint, contact the',
  service: 'Equality Advisory and Support Service (EASS)',
  serviceAt: 'https://www.equalityadvisoryservice.com/',
} as const;

export const ACCESSIBILITY = {
  title: 'Accessibility statement',
  /** Where a line is short, its first word may break. */
  heading: 'Accessi\u00ADbility statement',
  about: 'This page is about the pages that tell you how our surgeries are.',
  canHeading: 'What you can do on our pages',
  can: [
    'Make everything 4 times larger, and still read without scrolling sideways.',
    'Use a keyboard alone, with a clear mark of where you are.',
    'Listen with a screen reader. It tells you once when something changes.',
    'See what is wrong without seeing colours: each state has a shape and a word.',
    'Read everything with scripts switched off.',
  ],
  gapsHeading: 'What does not work yet',
  gapsLead: 'We know of these gaps.',
  gaps: [
    'No disabled people have tried our pages for us yet. A program cannot find all faults.',
    'Nobody from outside has checked our pages yet.',
    'We have not tried each screen reader and each phone by hand.',
    'The screen in a waiting room is made to be read from afar. It cannot be read aloud.',
  ],
  helpHeading: 'If you cannot use our pages',
  help: 'Tell us what you need, or what did not work. We can tell you the same by phone, or on paper in large print.',
  answer: 'We will answer as soon as we can.',
  phone: 'Phone',
  website: 'Our website',
  anySurgery: 'You can also ask at any of our surgeries.',
  lawHeading: 'If you are not happy with our answer',
  statusHeading: 'How accessible our pages are',
  howHeading: 'How we tested our pages',
  how: 'A browser opens each page, in each state and size, each time we change a page. A new version must pass all of it.',
  rules: 'It looks for faults by all the rules of this program, also those that are only good practice:',
  more: 'It also looks at these things.',
  checks: [
    'Nothing scrolls sideways.',
    'Headings stand in order, and the parts of a page have names.',
    'Everything to tap is at least 24 pixels high. On the main pages it is 44.',
    'Where you are is marked when you use a keyboard.',
    'Nothing moves while you read.',
  ],
  pages: 'Pages',
  states: 'States',
  sizes: 'Sizes',
  looks: 'Looks',
  prepared: 'This statement was last gone through on',
} as const;

export const TESTED_WORDS = {
  pages: {
    first: 'All surgeries',
    found: 'Surgeries that you looked for',
    list: 'List of surgeries by letter',
    surgery: 'One surgery',
    poster: 'Poster for the door',
    screen: 'Screen in a waiting room',
    badge: 'Badge on other pages',
    waitingRoom: 'Screen that is being set up',
    follow: 'Tell me about changes',
    followSurgery: 'Tell me about changes at one surgery',
    followSent: 'What to do after you asked',
    accessibility: 'This page',
    privacy: 'Privacy',
    notFound: 'Page that does not exist',
  },
  states: {
    normal: 'All surgeries work normally',
    trouble: 'A surgery has a problem',
    night: 'All surgeries are closed',
  },
  looks: { dark: 'Dark', forced: 'Colours that you chose yourself', still: 'As little movement as possible' },
} as const;

/** "320 pixels wide", "320 pixels wide, as a larger window is at 4 times its size", "360 pixels wide, with text twice as large". */
export function sizeWords({ width, text, zoom }: { width: number; text?: 2; zoom?: 2 | 4 }): string {
  const wide = `${width} pixels wide`;
  if (zoom) return `${wide}, as a window is when all in it is ${zoom} times larger`;
  return text ? `${wide}, with text twice as large` : wide;
}

export const PRIVACY = {
  title: 'Privacy',
  about: 'You can read our pages without telling us who you are.',
  parts: [
    {
      heading: 'What we do not do',
      lines: [
        'We set no cookies.',
        'We do not count or follow visitors.',
        'Our pages load nothing from others. Nobody else learns that you were here.',
        'Nothing here is part of your medical record.',
      ],
    },
    {
      heading: 'What stays on your device',
      lines: [
        'The surgery that you keep as yours stays on your device.',
        'If you use your location, it stays on your device too. We are not told it.',
        'Your device keeps the last pages that you read. It shows them when our page cannot be reached.',
        'You can delete all of it in the settings of your browser.',
      ],
    },
    {
      heading: 'What our server writes down',
      lines: [
        'For each page it notes the time, the page and the internet address that asked for it.',
        'What you type to find a surgery is not noted.',
        'We use these notes only to find faults and attacks.',
      ],
    },
    {
      heading: 'If you ask us to tell you of changes',
      lines: [
        'We keep where to reach you, and what you want to hear about.',
        'We use it for this alone. It is kept locked.',
        'You can stop at any time. Then we delete it.',
      ],
    },
  ],
  askHeading: 'If you have a question',
  ask: 'Ask us at any of our surgeries, or phone us. You can ask to see what we keep about you.',
  ico: 'You can also complain to the',
  icoName: 'Information Commissioner',
  icoAt: 'https://ico.org.uk/make-a-complaint/',
} as const;
