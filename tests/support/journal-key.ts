/** Of every journal that a test opens without a data folder of its own. */
export const TEST_KEY_SECRET = 'a-key-of-the-tests-that-seals-nothing-real';
