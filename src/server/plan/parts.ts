import type { Part } from './part.ts';
import type { RowsPlan } from './rows.ts';

/** The three questions, and what the company answered. */
export const whyPart: Part = {
  what: 'why',
  title: 'Why are we in social?',
  lead: 'What do we get out of this? What is the return on it? And how do we know? Write as you would say it; bad reasons are welcome, they are the ones worth a second look.',
  base: ['why'],
  sets: [
    {
      legend: 'The answer',
      fields: [
        { name: 'answer', label: 'What we get out of this', as: 'text' },
        { name: 'reasons', label: 'Our reasons, one a line', as: 'lines' },
        { name: 'success', label: 'Success, in a social context', as: 'text' },
        { name: 'roi', label: 'Return on investment, as we use the word', as: 'text' },
        { name: 'untraceable', label: 'What leaves no trace, one thing a line', as: 'lines' },
      ],
    },
    {
      legend: 'Agreed, and asked again',
      fields: [
        { name: 'by', label: 'Agreed by', as: 'line' },
        { name: 'on', label: 'On', as: 'date', beside: true },
        { name: 'review', label: 'Next review', as: 'date' },
        { name: 'drawing_table', label: 'Back to the drawing table, every year', as: 'line', beside: true },
      ],
    },
  ],
};

const groupRows: RowsPlan = {
  name: 'groups',
  label: 'group',
  keyed: true,
  blank: 2,
  columns: [
    { name: 'word', label: 'Word', as: 'line', hint: 'By which channels name it. Such as: engineers' },
    { name: 'name', label: 'Name', as: 'line' },
    { name: 'size.value', label: 'How many', as: 'line' },
    { name: 'size.low', label: 'At least', as: 'line' },
    { name: 'size.high', label: 'At most', as: 'line' },
    { name: 'note', label: 'Note', as: 'line' },
    { name: 'members', label: 'Members', as: 'words' },
  ],
};

/** Target groups, all in one form. */
export const groupsPart: Part = {
  what: 'groups',
  title: 'Whom do we want to reach?',
  lead: 'Each target group under a word. To take one out, empty its line; to add more than two, save and come back.',
  base: [],
  sets: [{ legend: 'Target groups', rows: groupRows }],
};

/** Planned waves of questions. */
export const surveysPart: Part = {
  what: 'surveys',
  title: 'Whom do we ask, and when?',
  lead: 'Waves of the same question show what changes. A goal reads them as survey/WORD. To take one out, empty its line.',
  base: [],
  sets: [
    {
      legend: 'Planned waves',
      rows: {
        name: 'surveys',
        label: 'wave',
        blank: 3,
        columns: [
          { name: 'on', label: 'On', as: 'date' },
          { name: 'question', label: 'Question', as: 'line' },
          { name: 'people', label: 'People', as: 'line' },
          { name: 'deff', label: 'Design effect', as: 'line' },
        ],
      },
    },
    {
      legend: 'Weights',
      note: 'Where respondents tell of themselves what is known of the whole group, their answers are weighted so that both agree.',
      fields: [
        {
          name: 'margins',
          label: 'What the group is like, one thing a line',
          as: 'margins',
          hint: 'The name that the survey keeps as a margin, and how much of the group each of its values is; “or” joins two. Such as: size: 1-49 = 30 %; 50-249 or 250+ = 70 %',
        },
      ],
    },
  ],
};

/** Who we are, when we are there, and how we sell. */
export const companyPart: Part = {
  what: 'company',
  title: 'Who are we, and when are we there?',
  lead: 'What Rapport cannot find in your files. A change of accounts or hours changes the numbers: they are drawn anew.',
  base: [],
  sets: [
    {
      legend: 'The company',
      fields: [
        { name: 'company', label: 'Company', as: 'line' },
        { name: 'zone', label: 'Time zone', as: 'line' },
        { name: 'locale', label: 'Language of numbers and dates', as: 'line' },
        {
          name: 'own',
          label: 'Own accounts, one platform a line',
          as: 'accounts',
          hint: 'Each account becomes a channel; * holds names that are yours on any platform. Such as: x: tarnwell, tarnwellhelp',
        },
      ],
    },
    {
      legend: 'At the desk',
      fields: [
        { name: 'business.days', label: 'Days', as: 'words' },
        { name: 'business.hours', label: 'Hours', as: 'line', beside: true },
        { name: 'business.zone', label: 'Time zone of the desk', as: 'line' },
        { name: 'business.holidays', label: 'Holidays', as: 'words' },
        { name: 'closed_after_days', label: 'A conversation is closed after days', as: 'line' },
      ],
    },
    {
      legend: 'When messages are coded by hand',
      fields: [
        {
          name: 'agreement',
          label: 'Agreement asked for (alpha)',
          as: 'line',
          hint: 'Between 0 and 1. A number that rests on codes is withheld under it. Left empty: 0.667, the lowest that Krippendorff allows; 0.8 is what he asks for.',
        },
      ],
    },
    {
      legend: 'How long a purchase takes',
      note: 'A goal that is shorter than this is called short.',
      fields: [
        { name: 'sales_cycle.months.low', label: 'Months, at least', as: 'line' },
        { name: 'sales_cycle.months.high', label: 'Months, at most', as: 'line', beside: true },
        { name: 'sales_cycle.people.low', label: 'People who decide, at least', as: 'line' },
        { name: 'sales_cycle.people.high', label: 'People who decide, at most', as: 'line', beside: true },
      ],
    },
  ],
};

/** The tree of tags. */
export const tagsPart: Part = {
  what: 'tags',
  title: 'What do we sort by?',
  lead: 'Tags as a tree: a slash goes one step down.',
  base: [],
  sets: [
    {
      legend: 'Tags',
      fields: [{ name: 'tags', label: 'One tag a line', as: 'paths', hint: 'Such as: product/seals' }],
    },
  ],
};
