import { stripTypeScriptTypes } from 'node:module';

// Types are checked by tsc; jest only needs them gone. Stripping keeps every line and column where it was.
export default {
  process: (source) => ({ code: stripTypeScriptTypes(source) }),
};
