import type { Filter } from '../../model/filter.ts';
import type { Sentence } from '../../model/sentence.ts';
import type { Compared } from './change.ts';
import { type Stretch, stretchWords } from './stretch.ts';

/** By which rule the sentences were chosen, with what it came to this time. */
export function ruleOf(numbers: Compared[], own: Stretch, filter: Filter): Sentence {
  const held = numbers.filter(({ comparison }) => comparison);
  const changed = held.filter(({ comparison }) => comparison?.changed).length;
  const longer = numbers.filter((one) => one.longer).length;
  const then = filter.compare === 'year' ? 'the same days a year before' : stretchWords(own).one;
  return [
    ...(numbers.length === 0
      ? ['No number can be told of these days.']
      : ([
          { value: numbers.length, as: 'count' },
          ` ${numbers.length === 1 ? 'number' : 'numbers'} can be told, channel by channel; `,
          ...(held.length === 0
            ? ['none could be compared with its past.']
            : ([
                { value: held.length, as: 'count' },
                ` ${held.length === 1 ? 'was' : 'were'} compared, of which `,
                { value: changed, as: 'count' },
                ' changed.',
              ] satisfies Sentence)),
        ] satisfies Sentence)),
    ` A number with a range is compared with ${then}; a count of all messages with its own eight before.`,
    ' It is called changed when the difference lies beyond its range after correction for how many were looked at (Holm, 5 %): in fewer than one brief of twenty in which nothing changed does one claim a change.',
    ' Changed numbers come first, the strongest first, one a measure, at most three; then the first number of each question that is not in yet, and of goals a second; at least three sentences where so many can be told, at most five.',
    ...(longer > 0
      ? [
          ` Where these days hold too little of a channel, its number is of a longer stretch and says so (${longer} of them).`,
        ]
      : []),
  ];
}
