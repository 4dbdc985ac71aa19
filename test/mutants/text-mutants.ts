import type { Mutant } from './mutant.ts';

const RENDERED_TESTS = 'test/unit/activity/rendered-texts.test.ts';
const PARAMETER_TESTS = 'test/unit/activity/render-parameter.test.ts';
const TEXT_TESTS = 'test/unit/activity/activity-texts.test.ts';

/** Bugs in what the sync log says. */
export const textMutants: readonly Mutant[] = [
  {
    name: 'cents shown as euros',
    breaks: 'The office reads amounts that are a hundred times too high.',
    file: 'shared/activity/render/numbers.ts',
    find: "return formatted(cents, language, { style: 'currency', currency: 'EUR' }, 100);",
    replace: "return formatted(cents, language, { style: 'currency', currency: 'EUR' });",
    killers: [PARAMETER_TESTS],
  },
  {
    name: 'a record without its kind',
    breaks: 'A bare number begins the sentence, and nobody knows what it is the number of.',
    file: 'shared/activity/render/entry-words.ts',
    find: 'return `${one[language]} ${outsmartKey}`;',
    replace: 'return `${outsmartKey}`;',
    killers: [RENDERED_TESTS],
  },
  {
    name: 'settings by their keys',
    breaks: 'The log names settings as the code does.',
    file: 'shared/activity/render/render-parameter.ts',
    find: 'const label = (settingLabel(key) ?? OTHER_SETTING)[language];',
    replace: 'const label = settingLabel(key)?.[language] ?? key;',
    killers: [RENDERED_TESTS],
  },
  {
    name: 'fields of vendors by their names',
    breaks: 'The log names fields of easybill and OutSmart as their APIs do.',
    file: 'shared/activity/render/render-parameter.ts',
    find: '.map((field) => fieldLabel(field)[language]);',
    replace: '.map((field) => field);',
    killers: [RENDERED_TESTS],
  },
  {
    name: 'parentheses around nothing',
    breaks: 'What is not known is written as a dash in parentheses.',
    file: 'shared/activity/activity-texts.ts',
    find: "const parts = inside.split(', ').filter(isKnown);",
    replace: "const parts = inside.split(', ').filter((part) => part !== '' || isKnown(part));",
    killers: [TEXT_TESTS],
  },
];
