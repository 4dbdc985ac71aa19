declare module 'dynalite' {
  import type { Server } from 'node:http';

  interface DynaliteOptions {
    createTableMs?: number;
    updateTableMs?: number;
    deleteTableMs?: number;
  }

  /** An in-memory DynamoDB; closing the server closes its store. */
  export default function dynalite(options?: DynaliteOptions): Server;
}
