import { seededRandom } from '../../../infra/local/vendors/seeded-random.ts';

/** What may happen at one call of the export, besides nothing. */
export type Mishap =
  /** The call is carried out, and its answer is lost. */
  | 'lost'
  /** The function ends before the call. */
  | 'crashBefore'
  /** The function ends after the call. */
  | 'crashAfter'
  /** The call never arrives, and nobody hears of it. */
  | 'timeout'
  /** As `timeout`, but it arrives after all: soon, after both looks, or after the first late look. */
  | 'late:40'
  | 'late:400'
  | 'late:7200'
  | '429'
  | '500'
  | '409'
  /** Another worker is given a copy of the message and does all it can before this call is made. */
  | 'second'
  /** The queue delivers the message twice, the second time right away or an hour later. */
  | 'twice'
  | 'twiceLater'
  /** Something is missing that the invoice needs. */
  | 'buildFails'
  /** Somebody changes the work order. */
  | 'orderChanges'
  /** Somebody finishes a draft of ours at easybill. */
  | 'personFinishes'
  /** Somebody in the office changes a draft of ours at easybill, or deletes it. */
  | 'officeEdits'
  | 'officeDeletes'
  /** Somebody switches exports off, for longer than late looks take. */
  | 'switchedOff';

/** Decides what happens at the points of one run, in their order. */
export interface Choices<Option = Mishap> {
  next(options: readonly Option[]): Option | undefined;
}

/** A place in a run at which something else happens than nothing. */
export interface Deviation {
  readonly point: number;
  /** From 0. */
  readonly option: number;
}

/** Plays a plan, and notes how many options each point had. */
export class PlannedChoices<Option = Mishap> implements Choices<Option> {
  readonly options: number[] = [];
  readonly #plan: ReadonlyMap<number, number>;

  constructor(plan: readonly Deviation[]) {
    this.#plan = new Map(plan.map(({ point, option }) => [point, option]));
  }

  next(options: readonly Option[]): Option | undefined {
    const option = this.#plan.get(this.options.length);
    this.options.push(options.length);
    return option === undefined ? undefined : options[option];
  }
}

const MOST_MISHAPS = 12;

/** Something happens at one point in eight, until enough has happened. */
export class RandomChoices<Option = Mishap> implements Choices<Option> {
  readonly #random: () => number;
  #mishaps = 0;

  constructor(seed: number) {
    this.#random = seededRandom(seed);
  }

  next(options: readonly Option[]): Option | undefined {
    if (this.#mishaps >= MOST_MISHAPS || this.#random() >= 1 / 8) return undefined;
    this.#mishaps += 1;
    return options[Math.floor(this.#random() * options.length)];
  }
}
