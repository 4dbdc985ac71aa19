import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { connectionSchema } from '../../../../shared/connections/connection.ts';
import { settingsSchema } from '../../../../shared/connections/settings/settings.ts';
import {
  knownSettings,
  readStoredSettings,
} from '../../../../shared/connections/settings/stored-settings.ts';
import { patchSettings } from '../../../../shared/lifecycle/settings/settings-patch.ts';

const defaults = settingsSchema.parse({});

/** Connections as commit 7922272 stored them. */
const storedItems: Record<string, any>[] = JSON.parse(
  readFileSync(join(import.meta.dirname, '../../../simulation/update/stored-imports.json'), 'utf8'),
)
  .flatMap(({ snapshot }: any) => snapshot.tables.connections)
  .filter(({ sk }: any) => sk === 'connection');

describe('stored settings', () => {
  it('are read as commit 7922272 stored them, but for the PDF that nothing attached', () => {
    expect(storedItems.length).toBeGreaterThan(0);
    for (const item of storedItems) {
      const { settings } = connectionSchema.parse(item);
      const { exports } = item.settings;

      expect(exports.attachPdf).toBe(true);
      expect(settings).toMatchObject({ ...item.settings, exports: { ...exports, attachPdf: false } });
    }
  });

  it('keep keys that only another version knows, at every depth and through a patch', () => {
    const stored = {
      ...defaults,
      later: { a: [1] },
      exports: {
        ...defaults.exports,
        laterKey: 'later',
        hours: { ...defaults.exports.hours, laterKey: 1 },
      },
    };

    const read = readStoredSettings(stored);
    const patched = patchSettings(read, { language: 'en', exports: { hours: { rounding: 15 } } });

    expect(read).toEqual(stored);
    expect(patched).toEqual({
      ...stored,
      language: 'en',
      exports: { ...stored.exports, hours: { ...stored.exports.hours, rounding: 15 } },
    });
    expect(knownSettings(patched)).toEqual(
      settingsSchema.parse({ language: 'en', exports: { hours: { rounding: 15 } } }),
    );
  });

  it('take the default where a value means nothing here', () => {
    const stored = {
      language: 'nl',
      imports: { customers: { groupIds: [1, 'x'], enabled: false }, hourTypes: 5 },
      exports: { hours: { text: ['date', 'mood'], rounding: 15 }, dueInDays: 14 },
    };

    expect(readStoredSettings(stored)).toEqual(
      settingsSchema.parse({
        imports: { customers: { enabled: false } },
        exports: { hours: { rounding: 15 }, dueInDays: 14 },
      }),
    );
  });

  it('stay beyond bounds that came later: a filter that is cut would import too much', () => {
    const groupIds = Array.from({ length: 900 }, (_, i) => i + 1);
    const exports = { sendByEmail: true, defaultVatPercent: 19.125 };
    const stored = { notifyEmail: 'office@example.com', imports: { customers: { groupIds } }, exports };

    const read = patchSettings(readStoredSettings(stored), { language: 'en' });

    expect(read).toMatchObject({ ...stored, language: 'en' });
  });

  it('give a share of the budget that work can be paced by', () => {
    expect(readStoredSettings({ budgetShare: 1e-300 }).budgetShare).toBe(0.01);
  });

  it('leave what they are read from as it is', () => {
    const stored = { budgetShare: 0.001, exports: { attachPdf: true, other: 1 }, language: 'nl' };
    const before = structuredClone(stored);

    readStoredSettings(stored);

    expect(stored).toEqual(before);
  });
});
