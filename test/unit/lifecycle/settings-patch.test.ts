import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { settingsSchema, type Settings } from '../../../shared/connections/settings/settings.ts';
import { patchSettings, settingsPatchSchema } from '../../../shared/lifecycle/settings/settings-patch.ts';
import { parseBody } from '../../../shared/http/parse-request.ts';
import { apiRequest, thrownBy } from '../../support/api-request.ts';

const defaults = settingsSchema.parse({});
const mine = settingsSchema.parse({
  language: 'en',
  imports: { changedSince: '2026-01-31', customers: { enabled: false, groupIds: [1, 2] } },
  exports: { hours: { rounding: 15 } },
});

function patched(settings: Settings, patch: object): Settings {
  const body = JSON.stringify(patch);
  return patchSettings(settings, parseBody(settingsPatchSchema, apiRequest({ body })));
}

describe('a patch of settings', () => {
  it('leaves alone what it does not name, at every depth', () => {
    const settings = patched(mine, { imports: { customers: { includeArchived: true } } });

    expect(settings).toEqual({
      ...mine,
      imports: { ...mine.imports, customers: { ...mine.imports.customers, includeArchived: true } },
    });
  });

  it('replaces lists as a whole', () => {
    expect(patched(mine, { imports: { customers: { groupIds: [3] } } }).imports.customers.groupIds).toEqual([
      3,
    ]);
  });

  it.each([
    ['a key', { language: null }, { ...mine, language: 'de' }],
    [
      'a key that may be null',
      { imports: { changedSince: null } },
      { ...mine, imports: { ...mine.imports, changedSince: null } },
    ],
    [
      'a key that nothing reads',
      { notifyEmail: null, exports: { attachPdf: null, sendByEmail: false } },
      mine,
    ],
    [
      'a section',
      { imports: { customers: null } },
      { ...mine, imports: { ...mine.imports, customers: defaults.imports.customers } },
    ],
    ['all imports', { imports: null }, { ...mine, imports: defaults.imports }],
  ])('puts %s back to the default with null', (_, patch, wanted) => {
    expect(patched(mine, patch)).toEqual(wanted);
  });

  it('changes nothing when it is empty, and leaves what it was made from as it is', () => {
    const before = structuredClone(mine);

    expect(patched(mine, {})).toEqual(mine);
    patched(mine, { imports: { customers: { groupIds: [9], enabled: null } }, exports: null });
    expect(mine).toEqual(before);
  });

  it('gives any settings when it holds all of them, and is the same applied twice', () => {
    const settings = fc.record({
      language: fc.constantFrom('de', 'en'),
      budgetShare: fc.integer({ min: 1, max: 100 }).map((percent) => percent / 100),
      imports: fc.record({
        changedSince: fc.constantFrom(null, '2026-01-31'),
        customers: fc.record({ enabled: fc.boolean(), groupIds: fc.array(fc.integer({ min: 1, max: 9 })) }),
        hourTypes: fc.record({ rule: fc.record({ units: fc.array(fc.constantFrom('h', 'Std')) }) }),
      }),
    });
    fc.assert(
      fc.property(settings, settings, (some, others) => {
        const from = settingsSchema.parse(some);
        const to = settingsSchema.parse(others);

        expect(patched(from, to)).toEqual(to);
        expect(patched(patched(from, others), others)).toEqual(patched(from, others));
      }),
      { numRuns: 50 },
    );
  });

  it.each([
    [{ notifyEmail: 'a@example.com' }, 'notifyEmail', 'Nothing reads this setting yet. Leave it out.'],
    [{ exports: { attachPdf: true } }, 'exports.attachPdf', 'Nothing reads this setting yet. Leave it out.'],
    [
      { exports: { sendByEmail: true } },
      'exports.sendByEmail',
      'Nothing reads this setting yet. Leave it out.',
    ],
    [{ budgetShare: 0 }, 'budgetShare', 'Must be at least 0.01.'],
    [{ exports: { defaultVatPercent: 2e-142 } }, 'exports.defaultVatPercent', 'Must be a multiple of 0.01.'],
    [{ budgetShare: 0.015 }, 'budgetShare', 'Must be a multiple of 0.01.'],
    [
      { imports: { products: { groupIds: Array.from({ length: 501 }, (_, i) => i + 1) } } },
      'imports.products.groupIds',
      'Must have at most 500 elements.',
    ],
    [{ langauge: 'de' }, 'langauge', 'Unknown field. Did you mean "language"?'],
    [{ exports: { hour: {} } }, 'exports.hour', 'Unknown field. Did you mean "hours"?'],
    [{ imports: { customers: { enabled: 'no' } } }, 'imports.customers.enabled', 'Must be true or false.'],
    [{ imports: { hourTypes: { rule: 5 } } }, 'imports.hourTypes.rule', 'Must be an object.'],
  ])('refuses %j', (patch, field, message) => {
    expect(thrownBy(() => patched(mine, patch))).toMatchObject({ status: 422, errors: [{ field, message }] });
  });
});
