import { readFileSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';

/** Says what the compiler finds in a file that was changed; undefined when it finds nothing. */
export type CheckTypes = (file: string) => string | undefined;

/**
 * A compiler for files below `root` that are changed one after the other. A planted bug that does not compile would be
 * found by the compiler, and its tests would fail without having tested anything.
 */
export function openCompiler(root: string, files: readonly string[]): CheckTypes {
  const configFile = path.join(root, 'tsconfig.json');
  const { config } = ts.readConfigFile(configFile, (file) => ts.sys.readFile(file)) as { config: object };
  const { options } = ts.parseJsonConfigFileContent(config, ts.sys, root);
  const service = ts.createLanguageService({
    ...ts.sys,
    useCaseSensitiveFileNames: () => ts.sys.useCaseSensitiveFileNames,
    // What a planted bug no longer uses is left where it is.
    getCompilationSettings: () => ({ ...options, noUnusedLocals: false, noUnusedParameters: false }),
    getScriptFileNames: () => files.map((file) => path.join(root, file)),
    getScriptVersion: (file) => (isBelow(root, file) ? readFileSync(file, 'utf8') : ''),
    getScriptSnapshot: (file) => {
      const text = ts.sys.readFile(file);
      return text === undefined ? undefined : ts.ScriptSnapshot.fromString(text);
    },
    getCurrentDirectory: () => root,
    getDefaultLibFileName: (settings) => ts.getDefaultLibFilePath(settings),
  });
  return (file) => {
    const name = path.join(root, file);
    const [found] = [...service.getSyntacticDiagnostics(name), ...service.getSemanticDiagnostics(name)];
    return found && ts.flattenDiagnosticMessageText(found.messageText, ' ');
  };
}

function isBelow(root: string, file: string): boolean {
  return file.startsWith(`${root}${path.sep}`) && !file.includes('node_modules');
}
