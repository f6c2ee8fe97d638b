import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parsePlan } from './plan.ts';
import { editPlan } from './plan-edit.ts';
import { readYaml, type Tree, withValue } from './plan-tree.ts';
import { planTemplate } from './template.ts';

const file = `# Ours. Do not touch the spelling.
company:   "Tarnwell  Pumps"   # as in the register
zone: 'Europe/Berlin'


own: {x: [tarnwell,  "tarnwellhelp"], mastodon: [ 'tarnwell@social.example' ]}
brand_colour: petrol   # not Rapport's business
why:
    # indented by four
    answer: >-
        Engineers who know us
        before they need a pump.
    reasons:
    -   They ask there.   # true
    -   "We opened it: stuck."
goals:
  # the first one
  - word: awareness
    title: They know our name
    colour: red
    milestones:
      - {by: 2027-01-31, value: 30 %}   # half way
      - by: 2027-07-31
        value: 40 %

  # the second one
  - word: answers
    title: 'Nobody waits'
    result: 10 %
business:
  days: [mon-fri]
  holidays: [2026-12-25,
    2027-01-01]
`;

/** Lines that differ, with - and +. */
function changed(before: string, after: string): string[] {
  const [a, b] = [before.split('\n'), after.split('\n')];
  return [
    ...a.filter((line) => !b.includes(line)).map((line) => `-${line}`),
    ...b.filter((line) => !a.includes(line)).map((line) => `+${line}`),
  ];
}

const edit = (path: string, value: Parameters<typeof editPlan>[1][number]['value'], from = file) =>
  changed(from, editPlan(from, [{ path: path.split('.'), value }]));

describe('editPlan', () => {
  it('changes nothing where nothing changes, to the byte', () => {
    expect(editPlan(file, [])).toBe(file);
    expect(editPlan(file, [{ path: ['zone'], value: 'Europe/Berlin' }])).toBe(file);
    expect(editPlan(file, [{ path: ['tags'], value: undefined }])).toBe(file);
  });

  it('changes a text in its quotes and leaves its comment', () => {
    expect(edit('company', 'Tarnwell')).toEqual([
      '-company:   "Tarnwell  Pumps"   # as in the register',
      '+company:   "Tarnwell"   # as in the register',
    ]);
    expect(edit('zone', "Europe/O'Berlin")).toEqual(["-zone: 'Europe/Berlin'", "+zone: 'Europe/O''Berlin'"]);
    expect(edit('goals.0.title', 'All: know # our name')).toEqual([
      '-    title: They know our name',
      '+    title: "All: know # our name"',
    ]);
  });

  it('changes one item of a list, and adds and removes items', () => {
    expect(edit('why.reasons', ['They ask there.', 'It is fun.'])).toEqual([
      '-    -   "We opened it: stuck."',
      '+    -   "It is fun."',
    ]);
    expect(edit('why.reasons', ['They ask there.', 'We opened it: stuck.', 'It is fun.'])).toEqual([
      '+    - It is fun.',
    ]);
    expect(edit('why.reasons', ['We opened it: stuck.'])).toEqual(['-    -   They ask there.   # true']);
    expect(edit('own.x', ['tarnwell', 'tarnwellhelp', 'a, b'])).toEqual([
      `-own: {x: [tarnwell,  "tarnwellhelp"], mastodon: [ 'tarnwell@social.example' ]}`,
      `+own: {x: [tarnwell,  "tarnwellhelp", "a, b"], mastodon: [ 'tarnwell@social.example' ]}`,
    ]);
    expect(edit('business.holidays', ['2027-01-01'])).toEqual([
      '-  holidays: [2026-12-25,',
      '-    2027-01-01]',
      '+  holidays: [2027-01-01]',
    ]);
  });

  it('changes, adds and removes keys of a goal, also of one in braces', () => {
    expect(edit('goals.0.milestones.0.value', '35 %')).toEqual([
      '-      - {by: 2027-01-31, value: 30 %}   # half way',
      '+      - {by: 2027-01-31, value: 35 %}   # half way',
    ]);
    expect(edit('goals.1.by', '2027-12-31')).toEqual(['+    by: 2027-12-31']);
    expect(edit('goals.1.result', undefined)).toEqual(['-    result: 10 %']);
    expect(edit('goals.1.purpose', { kind: 'social', eyes: 'customers' })).toEqual([
      '+    purpose:',
      '+      kind: social',
      '+      eyes: customers',
    ]);
    expect(editPlan(file, [{ path: ['goals', '1', 'word'], value: undefined }])).toContain(
      "  - title: 'Nobody waits'\n    result: 10 %\n",
    );
  });

  it('adds and removes whole goals, and keeps what it does not know', () => {
    const added = editPlan(file, [{ path: ['goals', '2'], value: { word: 'third', title: 'More' } }]);
    expect(changed(file, added)).toEqual(['+  - word: third', '+    title: More']);
    expect(added).toContain('    result: 10 %\n  - word: third\n    title: More\nbusiness:');
    const removed = editPlan(file, [{ path: ['goals', '0'], value: undefined }]);
    expect(removed).toContain("  # the second one\n  - word: answers\n    title: 'Nobody waits'");
    expect(removed).not.toContain('awareness');
    expect(removed).toContain("brand_colour: petrol   # not Rapport's business");
    expect(parsePlan(added).unknown).toEqual(['brand_colour', 'goals.awareness.colour']);
  });

  it('writes over a folded text, and several lines as they are', () => {
    const folded = editPlan(file, [{ path: ['why', 'answer'], value: 'Another answer.' }]);
    expect(parsePlan(folded).why.answer).toBe('Another answer.');
    expect(folded).toContain('    reasons:\n    -   They ask there.   # true');
    const lines = editPlan(file, [{ path: ['why', 'success'], value: 'One.\n\nTwo: "2"\n  three' }]);
    expect(parsePlan(lines).why.success).toBe('One.\n\nTwo: "2"\n  three');
    expect(changed(file, lines).every((line) => line.startsWith('+'))).toBe(true);
  });

  it('removes the last key of a part with the part, and takes it in again', () => {
    const without = editPlan(file, [{ path: ['goals'], value: undefined }]);
    expect(without).not.toContain('goals');
    expect(without).toContain('business:\n  days: [mon-fri]');
    const one = editPlan('business:\n  days: [mon]\nzone: UTC\n', [
      { path: ['business', 'days'], value: undefined },
    ]);
    expect(one).toBe('zone: UTC\n');
  });

  it('puts a new part below the lines of the template that explain it', () => {
    const made = editPlan(planTemplate, [
      { path: ['zone'], value: 'Europe/Berlin' },
      { path: ['own'], value: { x: ['tarnwell'] } },
    ]);
    expect(made).toContain('# zone: Europe/Berlin\nzone: Europe/Berlin\n\n# How pages');
    expect(made.indexOf('\nown:\n')).toBeGreaterThan(made.indexOf("#   '*'"));
    expect(made.indexOf('\nown:\n')).toBeLessThan(made.indexOf('# When somebody'));
    expect(parsePlan(made)).toMatchObject({ zone: 'Europe/Berlin', own: { x: ['tarnwell'] } });
    expect(editPlan('', [{ path: ['zone'], value: 'UTC' }])).toBe('zone: UTC\n');
    expect(editPlan('company: a', [{ path: ['zone'], value: 'UTC' }])).toBe('company: a\nzone: UTC\n');
  });

  it('keeps the line ends of Windows, and a byte order mark', () => {
    const windows = `\ufeff${file.replaceAll('\n', '\r\n')}`;
    const edited = editPlan(windows, [{ path: ['goals', '1', 'by'], value: '2027-12-31' }]);
    expect(edited.startsWith('\ufeff# Ours')).toBe(true);
    expect(edited.replaceAll('\r\n', '')).not.toContain('\n');
    expect(edited.replace('    by: 2027-12-31\r\n', '')).toBe(windows);
  });

  it('fills a key that had nothing after it', () => {
    expect(
      editPlan('company: a\ngoals:\nzone: UTC # here\n', [{ path: ['goals'], value: [{ word: 'x' }] }]),
    ).toBe('company: a\ngoals:\n  - word: x\nzone: UTC # here\n');
  });

  it('refuses what is no YAML, with its line', () => {
    expect(() => editPlan('company: "a\nzone: x', [{ path: ['zone'], value: 'UTC' }])).toThrow(
      'plan.yaml, line',
    );
  });
});

describe('any edit', () => {
  const paths = [
    ['company'],
    ['zone'],
    ['own', 'x'],
    ['why', 'answer'],
    ['why', 'reasons'],
    ['why', 'reasons', '1'],
    ['goals', '0'],
    ['goals', '0', 'title'],
    ['goals', '0', 'milestones', '0'],
    ['goals', '0', 'milestones', '1', 'value'],
    ['goals', '1', 'result'],
    ['goals', '2'],
    ['business', 'days'],
    ['groups'],
  ];
  const values: fc.Arbitrary<Tree | undefined> = fc.oneof(
    fc.constant(undefined),
    fc.constantFrom(
      '30 %',
      'yes: no',
      '# x',
      "it's",
      ' two  words ',
      'a\n\nb\n',
      '- x',
      '*',
      'true',
      '"',
      '{a, b}',
      '',
    ),
    fc.array(fc.constantFrom('a', 'b, c', 'They ask there.', '{d'), { minLength: 1, maxLength: 3 }),
    fc.constant<Tree>({ word: 'new', title: 'T: t', milestones: [{ by: '2027-01-01' }] }),
  );

  it('holds what was asked, and keeps the lines of others with their comments', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.constantFrom(...paths), values), { maxLength: 3 }), (edits) => {
        const changes = edits.map(([path, value]) => ({ path, value }));
        const after = editPlan(file, changes);
        const wanted = changes.reduce<Tree>(
          (tree, { path, value }) => withValue(tree, path, value) ?? {},
          readYaml(file).tree,
        );
        expect(readYaml(after).tree).toEqual(wanted);
        expect(after).toContain('# Ours. Do not touch the spelling.');
        expect(after).toContain("brand_colour: petrol   # not Rapport's business");
        expect(after).toContain('mastodon: [ ');
      }),
      { numRuns: 200 },
    );
  });

  it('takes several lines wherever they are put', () => {
    for (const path of paths) {
      const after = editPlan(file, [{ path, value: 'a\n\n b\n' }]);
      expect(readYaml(after).tree).toEqual(withValue(readYaml(file).tree, path, 'a\n\n b\n'));
    }
  });

  it('that finds no place piece by piece still keeps comments and unknown keys', () => {
    const odd = '? company\n: a # here\n? goals\n: - word: x # the first\n    colour: red\n';
    const after = editPlan(odd, [{ path: ['goals', '0', 'title'], value: 'X' }]);
    expect(after).toContain('# here');
    expect(after).toContain('# the first');
    expect(parsePlan(after).goals[0]?.title).toBe('X');
    expect(parsePlan(after).unknown).toEqual(['goals.x.colour']);
  });
});
