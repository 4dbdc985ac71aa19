import * as z from 'zod';
import { settingsSchema, type Settings } from './settings.ts';

/** No request may ask for less, but versions until 2026-11-30 stored less. */
const SMALLEST_SHARE = 0.01;
/** What is said of a value that has the right form, but is out of bounds or read by nothing. */
const FORM_IS_RIGHT: readonly z.core.$ZodIssue['code'][] = [
  'too_big',
  'too_small',
  'not_multiple_of',
  'custom',
];

const sectionSchema = z.record(z.string(), z.unknown());
type Section = z.infer<typeof sectionSchema>;
type Path = readonly PropertyKey[];

/**
 * Settings as this version or another one stored them. Unknown keys are kept, so that a rollback finds them again. A
 * value that no request may set any more stays as it is, and one that means nothing here counts as the default.
 */
export const storedSettingsSchema = sectionSchema.transform(readStoredSettings);

/** See {@link storedSettingsSchema}. */
export function readStoredSettings(stored: Section): Settings {
  const readable = withFormerMeaning(structuredClone(stored));
  const kept: Taken[] = [];
  let parsed = settingsSchema.safeParse(readable);
  while (!parsed.success) {
    const taken = takeOut(readable, parsed.error.issues);
    if (taken.length === 0) throw parsed.error;
    kept.push(...taken.filter(({ isKept }) => isKept));
    parsed = settingsSchema.safeParse(readable);
  }
  for (const { path, value } of kept) put(parsed.data, path, value);
  return parsed.data;
}

/** Settings without what this version does not know: what a client is shown, and may send back. */
export function knownSettings(settings: Settings): Settings {
  const known = structuredClone(settings);
  const issues = settingsSchema.safeParse(known).error?.issues ?? [];
  takeOut(
    known,
    issues.filter(({ code }) => code === 'unrecognized_keys'),
  );
  return known;
}

/** The PDF of a work order was on by default while nothing attached it: who never chose it does not get it now. */
function withFormerMeaning(stored: Section): Section {
  const { budgetShare, exports } = stored;
  if (typeof budgetShare === 'number') stored.budgetShare = Math.max(SMALLEST_SHARE, budgetShare);
  if (isSection(exports) && exports.attachPdf === true) exports.attachPdf = false;
  return stored;
}

interface Taken {
  readonly path: Path;
  readonly value: unknown;
  readonly isKept: boolean;
}

/** Takes what the issues are about out of the sections; a list goes as a whole. */
function takeOut(settings: Section, issues: readonly z.core.$ZodIssue[]): Taken[] {
  const places = issues.flatMap((issue) => {
    if (issue.code !== 'unrecognized_keys') {
      return [{ path: placeOf(settings, issue.path), isKept: FORM_IS_RIGHT.includes(issue.code) }];
    }
    const isInList = placeOf(settings, issue.path).length < issue.path.length;
    return issue.keys.map((key) => ({
      path: placeOf(settings, [...issue.path, key]),
      isKept: !isInList,
    }));
  });
  const doubtful = places.filter(({ isKept }) => !isKept).map(({ path }) => nameOf(path));
  const byName = new Map(places.map(({ path }) => [nameOf(path), path]));
  return [...byName].flatMap(([name, path]) => {
    const section = sectionAt(settings, path.slice(0, -1));
    const key = path.at(-1);
    if (!section || key === undefined || !Object.hasOwn(section, key)) return [];
    const value: unknown = Reflect.get(section, key);
    Reflect.deleteProperty(section, key);
    return [{ path, value, isKept: !doubtful.includes(name) }];
  });
}

/** The longest part of a path that leads through sections only. */
function placeOf(settings: Section, path: Path): Path {
  const end = path.findIndex((_, i) => !sectionAt(settings, path.slice(0, i)));
  return end === -1 ? path : path.slice(0, end);
}

function put(settings: Section, path: Path, value: unknown): void {
  const section = sectionAt(settings, path.slice(0, -1));
  const key = path.at(-1);
  if (section && key !== undefined) Reflect.set(section, key, value);
}

function sectionAt(settings: Section, path: Path): Section | undefined {
  return path.reduce<Section | undefined>((section, key) => {
    const next: unknown = section && Reflect.get(section, key);
    return isSection(next) ? next : undefined;
  }, settings);
}

function nameOf(path: Path): string {
  return path.map(String).join('\n');
}

function isSection(value: unknown): value is Section {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
