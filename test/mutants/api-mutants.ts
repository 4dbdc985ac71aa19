import type { Mutant } from './mutant.ts';

const STORED = 'shared/connections/settings/stored-settings.ts';
const STORED_TESTS = 'test/unit/connections/settings/stored-settings.test.ts';
const PROBLEMS_TESTS = 'test/unit/management/problems.test.ts';

/** Bugs in the management API and in how settings are read. */
export const apiMutants: readonly Mutant[] = [
  {
    name: 'settings of another version thrown away',
    breaks: 'After a rollback, what was set in between is lost with the next change.',
    file: STORED,
    find: '  for (const { path, value } of kept) put(parsed.data, path, value);',
    replace: '  for (const { path, value } of kept.slice(kept.length)) put(parsed.data, path, value);',
    killers: [STORED_TESTS],
  },
  {
    name: 'a stored PDF that nobody chose',
    breaks:
      'Connections from before would attach the PDF of every work order once something reads the setting.',
    file: STORED,
    find: 'exports.attachPdf === true) exports.attachPdf = false;',
    replace: 'exports.attachPdf === true) exports.attachPdf = true;',
    killers: [STORED_TESTS],
  },
  {
    name: 'a step that tiny numbers slip through',
    breaks: 'A request that validates ends with 500, as DynamoDB takes no such number.',
    file: 'shared/connections/settings/setting-kinds.ts',
    find: '    .refine((value) => Number(value.toFixed(2)) === value,',
    replace: '    .refine((value) => Number(value.toFixed(2)) === value || value < 0.001,',
    killers: ['test/unit/lifecycle/settings-patch.test.ts'],
  },
  {
    name: 'a page of the log with a cursor to nothing',
    breaks: 'Whoever asks for warnings gets an empty page and takes it for the end.',
    file: 'shared/aws/fill-page.ts',
    find: '    if (next === undefined) break;',
    replace: '    if (next === undefined || parts === 0) break;',
    killers: ['test/unit/aws/fill-page.test.ts'],
  },
  {
    name: 'a problem made of what the settings leave out',
    breaks: 'The office is shown hundreds of work orders about which there is nothing to do.',
    file: 'shared/exports/ledger/open-problems.ts',
    find: "return entry.problem !== undefined && LEVEL_OF[entry.problem.code] !== 'info';",
    replace: 'return entry.problem !== undefined && entry.problem.code in LEVEL_OF;',
    killers: [PROBLEMS_TESTS],
  },
  {
    name: 'a number taken for another work order',
    breaks: 'The office exports the work order whose row id happens to be the number it typed.',
    file: 'shared/management/named-orders.ts',
    find: '  if (workOrderIds.length <= 1) return { name, workOrderIds };',
    replace: '  if (workOrderIds.length <= 2) return { name, workOrderIds };',
    killers: ['test/unit/management/named-orders.test.ts'],
  },
];
