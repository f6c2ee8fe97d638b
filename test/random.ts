/** Random numbers for tests of rooms that get theirs as a parameter. */
export { seeded } from '../src/stats/random.ts';
