import { recordCalls } from './http/stored-records.ts';

/** A category of materials as we write it, in OutSmart's own words. */
export interface OutsmartCategory {
  /** Identity: OutSmart inserts or updates by it. */
  readonly cat_code: string;
  readonly cat_name: string;
  /** Whether it is shown. */
  readonly cat_display: 0 | 1;
}

/**
 * Categories by their code, see {@link recordCalls}. The materials of one that is hidden stay in it.
 *
 * Reference: `GET` and `POST /categories/`, https://knowledge.out-smart.com/openapi/material-categories
 */
export const {
  post: postCategories,
  list: listCategories,
  switchOff: hideCategory,
} = recordCalls<OutsmartCategory>({
  endpoint: 'categories',
  keyField: 'cat_code',
  activeField: 'cat_display',
  filter: { endpoint: 'category' },
});
