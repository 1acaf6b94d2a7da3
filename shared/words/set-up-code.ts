/** Of the form in which somebody types the code of their sheet. */
export const SET_UP_CODE = {
  intro: 'Type the code from the sheet that you were given.',
  label: 'Code',
  hint: 'Twelve letters, such as BCDF-GHJK-MNPR. Capitals and dashes do not matter.',
  wrong: 'Enter the twelve letters of the code. It has no digits and no A, E, I, L, O, Q or U in it.',
  submit: 'Continue',
  submitting: 'Checking the code…',
  link: 'Were you sent a link? Then open all of it, from http to its last letter.',
  fromSheet: 'Were you given a sheet with a code? Set up your account',
} as const;
