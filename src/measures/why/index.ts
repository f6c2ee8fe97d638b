import type { Question } from '../../model/measure.ts';
import { onTrack } from './on-track.ts';
import { valueStates } from './value-states.ts';
import { whatChanged } from './what-changed.ts';

/** Why are we in social, and are we on track to the value we promised? */
export const why: Question = {
  word: 'why',
  title: 'Why are we in social, and are we on track to the value we promised?',
  withoutMessages: true,
  measures: [onTrack, valueStates, whatChanged],
};
