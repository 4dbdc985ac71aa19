import type { EasybillDocument } from '../../../infra/local/vendors/easybill/index.ts';
import type { HttpWorld } from './http-world.ts';

/** What of a world is watched. */
type Watched = Pick<HttpWorld, 'documents' | 'entry' | 'orderStatus' | 'connection'>;

/** Watches the calls to the vendors for what must never happen, although at rest nobody could tell. */
export class HttpWatch {
  /** One sentence each. */
  readonly violations: string[] = [];
  readonly #world: Watched;
  /** Documents that were there at the last look, undefined when nobody looked since one was made. */
  #seen: Set<number> | undefined;
  #isHandled = false;

  constructor(world: Watched) {
    this.#world = world;
  }

  async before(call: string): Promise<void> {
    if (call === 'easybill POST /documents') this.#beforeMaking();
    if (call.includes('/done') && (await this.#bound())?.is_draft === false) {
      this.violations.push('a finished invoice was to be finished again');
    }
  }

  async after(call: string, fault: string | undefined): Promise<void> {
    if (call === 'easybill GET /documents' && fault === undefined) {
      this.#seen = new Set(this.#world.documents().map(({ id }) => id));
    }
    this.seeDocuments();
    if (this.#isHandled || this.#world.orderStatus() !== 'Afgehandeld') return;
    this.#isHandled = true;
    const bound = await this.#bound();
    if (!bound) this.violations.push('handled without a stored invoice');
    const isFinal = this.#world.connection.settings.exports.document === 'final';
    if (isFinal && bound?.is_draft) this.violations.push('handled before the invoice was finished');
  }

  /** After whatever may have made or finished a document. */
  seeDocuments(): void {
    const final = this.#world.documents().filter(({ is_draft: isDraft }) => !isDraft);
    if (final.length > 1) this.violations.push('two invoices are finished');
  }

  /** One that arrived after the last look cannot be known of; it is removed later on. */
  #beforeMaking(): void {
    const seen = this.#seen;
    const known = this.#world.documents().filter(({ id }) => seen === undefined || seen.has(id));
    if (known.length > 0) this.violations.push('a second document was made without a look');
    this.#seen = undefined;
  }

  async #bound(): Promise<EasybillDocument | undefined> {
    const documentId = (await this.#world.entry())?.documentId;
    return this.#world.documents().find(({ id }) => id === documentId);
  }
}
