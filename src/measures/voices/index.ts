import type { Question } from '../../model/measure.ts';
import { askedThemselves } from './asked.ts';
import { emerging } from './emerging.ts';
import { equality } from './equality.ts';
import { goodwill } from './goodwill.ts';
import { learnt } from './learnt.ts';
import { needs } from './needs.ts';
import { ourVoice } from './our-voice.ts';
import { appeal, substance } from './scales.ts';
import { themes } from './themes.ts';

/** What do people say, feel and want? */
export const voices: Question = {
  word: 'voices',
  title: 'What do people say, feel and want?',
  measures: [
    themes,
    needs,
    learnt,
    substance,
    ourVoice,
    appeal,
    equality,
    goodwill,
    askedThemselves,
    emerging,
  ],
};
