import type { TableFigure } from '../../model/figure.ts';
import { type Compared, isClear } from './look-weeks.ts';

const points = (value: number) => {
  const whole = Math.round(100 * value);
  return whole === 0 ? '0' : `${whole < 0 ? '\u2212' : '+'}${Math.abs(whole)}`;
};

/** What followed weeks with few and with more looks, a row for each number of each channel. */
export function tableOf(compared: Compared[]): TableFigure {
  return {
    form: 'table',
    title: 'What followed in the four weeks after',
    note: 'Means over weeks; the difference with its 95 % range. It is no experiment',
    columns: [
      { label: 'Number', numeric: false },
      { label: 'After few looks', numeric: true },
      { label: 'After more', numeric: true },
      { label: 'Difference in points', numeric: true },
      { label: 'Weeks', numeric: true },
      { label: 'After few it is', numeric: false },
    ],
    rows: compared.map((one) => {
      const { value, low, high, marked, unmarked } = one.difference;
      return {
        label: `${one.label}, ${one.channel}`,
        cells: [
          { value: marked.mean, as: 'share', strong: true },
          { value: unmarked.mean, as: 'share' },
          `${points(value)} (${points(low)} to ${points(high)})`,
          `${marked.n} and ${unmarked.n}`,
          isClear(one) ? (value > 0 ? 'higher' : 'lower') : 'no clear difference',
        ],
      };
    }),
  };
}
