import type { Child } from 'hono/jsx';
import type { Amount, Goal } from '../../model/goal.ts';
import { Row } from '../layout.tsx';
import type { PlanPageProps, PlanWord } from './props.ts';
import { Change, Day, Facts, Written } from './words.tsx';

/** The goals with their ways, each with what is wrong about it; one that serves another stands after it. */
export function Goals(props: PlanPageProps) {
  const { plan, readable } = props;
  return (
    <>
      <Row id="goals" class="part-of-plan">
        <h2 class="sentence" id="goals">
          {plan.goals.length === 0 ? 'Nothing is promised yet.' : promised(props)}
        </h2>
        <Change href="/plan/goals/new">Add a goal</Change>
        <p class="more no-print">
          <a href="/series">Series and waves that goals can be read on</a>
        </p>
      </Row>
      {inOrder(plan.goals).map((goal) => (
        <GoalRow {...props} goal={goal} />
      ))}
      {readable.length > 0 ? <Readable readable={readable} /> : null}
    </>
  );
}

function promised({ plan, goals }: PlanPageProps): string {
  const refused = plan.goals.filter(({ word }) => goals[word]?.some(({ kind }) => kind === 'refused')).length;
  const all = plan.goals.length === 1 ? 'One goal' : `${plan.goals.length} goals`;
  if (refused === 0) return `${all}, with a purpose, a measure, a result and a date.`;
  return `${all}, of which ${refused === plan.goals.length ? 'none is whole yet' : `${refused} ${refused === 1 ? 'is' : 'are'} not whole yet`}.`;
}

/** Broader goals first, each followed by those that serve it; a circle stands as it comes. */
function inOrder(goals: Goal[]): Goal[] {
  const words = new Set(goals.map(({ word }) => word));
  const found: Goal[] = [];
  const add = (goal: Goal): void => {
    if (found.includes(goal)) return;
    found.push(goal);
    for (const child of goals) if (child.parent === goal.word) add(child);
  };
  for (const goal of goals) if (!goal.parent || !words.has(goal.parent)) add(goal);
  for (const goal of goals) add(goal);
  return found;
}

function GoalRow({ goal, ...props }: PlanPageProps & { goal: Goal }) {
  const { frame, plan, goals } = props;
  const { locale } = frame;
  const words = goals[goal.word] ?? [];
  const parent = plan.goals.find(({ word }) => word === goal.parent);
  return (
    <Row
      id={`goal-${goal.word}`}
      class="goal"
      margin={<States goal={goal} locale={locale} />}
      marginLabel="How far its value is"
    >
      <h3 class="sentence" id={`goal-${goal.word}`}>
        {goal.title}
      </h3>
      <p class="way">
        <Way goal={goal} locale={locale} />
      </p>
      <Facts
        facts={[
          ['Purpose', goal.purpose && purposeWords(goal.purpose)],
          ['Objective', goal.objective],
          ['Read on', goal.measure && <ReadOn {...props} measure={goal.measure} />],
          ['Serves', parent && <a href={`#goal-${parent.word}`}>{parent.title}</a>],
          ['Takes', goal.months !== undefined && `${goal.months} ${goal.months === 1 ? 'month' : 'months'}`],
        ]}
      />
      <Wrongs words={words} />
      <Change href={`/plan/goals/${encodeURIComponent(goal.word)}`}>
        Change<span class="unseen"> {goal.title}</span>
      </Change>
    </Row>
  );
}

/** "From 4 % on 31 January to 30 % by 31 July, 40 % by ... and 50 % by ...". */
function Way({ goal, locale }: { goal: Goal; locale: string }) {
  const { baseline, milestones, result, by } = goal;
  const steps = [...milestones.map(({ by, value }) => ({ on: by, value })), { on: by, value: result }];
  const told: Child[] = steps.map(({ on, value }, index) => (
    <>
      {index === 0 ? '' : index === steps.length - 1 ? ' and ' : ', '}
      {index === steps.length - 1 ? (
        <strong>{whole(value) ?? 'no result'}</strong>
      ) : (
        (whole(value) ?? 'no value')
      )}{' '}
      by {on ? <Day on={on} locale={locale} /> : 'no date'}
    </>
  ));
  const less = goal.direction === 'down' ? ' Less is better.' : '';
  if (!baseline?.value)
    return (
      <>
        To {told}. Where it begins is not said.{less}
      </>
    );
  return (
    <>
      From {whole(baseline.value)}
      {baseline.on ? (
        <>
          {' '}
          on <Day on={baseline.on} locale={locale} />
        </>
      ) : null}{' '}
      to {told}.{less}
    </>
  );
}

function purposeWords({ kind, text, eyes }: NonNullable<Goal['purpose']>): Child {
  const who = [kind, eyes && `in the eyes of ${eyes}`].filter(Boolean).join(', ');
  return (
    <>
      {text ? <Written text={text} /> : null} {text && who ? `(${who})` : who}
    </>
  );
}

function ReadOn({ measure, readable }: PlanPageProps & { measure: string }) {
  const found = readable.find(({ word }) => word.toLowerCase() === measure.toLowerCase());
  return found ? <abbr title={found.word}>{found.label}</abbr> : <code>{measure}</code>;
}

function States({ goal, locale }: { goal: Goal; locale: string }) {
  const states = Object.entries(goal.states);
  if (states.length === 0) return null;
  return (
    <>
      {states.map(([state, { on, evidence }]) => (
        <p class="note">
          <strong>
            {state[0]?.toUpperCase()}
            {state.slice(1)}
          </strong>{' '}
          {on ? <Day on={on} locale={locale} /> : 'on no date'}
          {evidence ? `: ${evidence}` : ''}
        </p>
      ))}
    </>
  );
}

/** An amount as it was written, never broken at its %. */
function whole(amount: Amount | undefined): string | undefined {
  return amount?.written.replace(/\s+%/g, '\u00a0%');
}

/** What the check says, those that keep the goal from being read first. */
function Wrongs({ words }: { words: PlanWord[] }) {
  const refused = words.filter(({ kind }) => kind === 'refused');
  const warnings = words.filter(({ kind }) => kind === 'warning');
  return (
    <>
      {refused.length > 0 ? (
        <div class="cannot wrong">
          <p>
            <strong>This goal is not read until it is whole.</strong>
          </p>
          <ul>
            {refused.map(({ message, help }) => (
              <li>
                {message} {help}
              </li>
            ))}
          </ul>
        </div>
      ) : null}
      {warnings.map(({ message, help }) => (
        <p class="note">
          <strong>{message}</strong> {help}
        </p>
      ))}
    </>
  );
}

function Readable({ readable }: Pick<PlanPageProps, 'readable'>) {
  return (
    <Row class="folds no-print">
      <details class="fold" id="readable">
        <summary>What a goal can be read on ({readable.length})</summary>
        <div>
          <dl class="readable">
            {readable.map(({ word, label }) => (
              <>
                <dt>
                  <code>{word}</code>
                </dt>
                <dd>{label}</dd>
              </>
            ))}
          </dl>
        </div>
      </details>
    </Row>
  );
}
