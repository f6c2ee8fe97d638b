import type {
  CurveFigure,
  FateFigure,
  Figure,
  RangesFigure,
  SeriesFigure,
  TrajectoryFigure,
} from '../model/figure.ts';
import { Problem } from '../model/problem.ts';
import { drawCurve } from './curve.ts';
import { drawFate } from './fate.ts';
import type { Format } from './format.ts';
import { marksKey } from './marks.ts';
import { drawRanges } from './ranges.ts';
import { acrossSeries, drawSeries } from './series.ts';
import { acrossTrajectory, drawTrajectory } from './trajectory.ts';

/** What the numbers over a time chart mean; undefined where it has none, or names in their place. */
export function keyOf(figure: Figure, format: Pick<Format, 'variant'>): ReturnType<typeof marksKey> {
  if (figure.form === 'series') return marksKey(figure.marks, acrossSeries(figure), format);
  if (figure.form === 'trajectory') return marksKey(figure.marks, acrossTrajectory(figure), format);
  return undefined;
}

export type { Format } from './format.ts';
export { drawShape } from './shape.ts';

/** Figures that are pictures; the others are tables and lists, which pages write as such. */
export type DrawnFigure = CurveFigure | FateFigure | RangesFigure | SeriesFigure | TrajectoryFigure;

const forms: {
  [F in DrawnFigure['form']]: (figure: Extract<DrawnFigure, { form: F }>, format: Format) => string;
} = {
  curve: drawCurve,
  fate: drawFate,
  ranges: drawRanges,
  series: drawSeries,
  trajectory: drawTrajectory,
};

/** True for a figure that `drawFigure` can draw. */
export function isDrawn(figure: Figure): figure is DrawnFigure {
  return figure.form in forms;
}

/** A figure as SVG text. A Problem where the figure is a table or a list. */
export function drawFigure(figure: Figure, format: Format): string {
  if (!isDrawn(figure)) {
    throw new Problem(
      `"${figure.title}" is a ${figure.form} of words and numbers, not a picture.`,
      'Take it as .json or .csv.',
    );
  }
  const draw = forms[figure.form] as (figure: DrawnFigure, format: Format) => string;
  return draw(figure, format);
}
