import { globSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { buildSync } from 'esbuild';

const projectRoot = join(import.meta.dirname, '..', '..');

// An ES module has no `require`, but bundled CommonJS packages (aws4) call it for Node's own modules, and for nothing
// else. `createRequire` would take as long as loading a small function.
const COMMONJS_BANNER =
  'const require=name=>{const found=process.getBuiltinModule(name);if(found)return found;' +
  'throw new Error("Cannot find module "+name)};';

const SOURCE_MAP_COMMENT = /\/\/# sourceMappingURL=\S+\n$/;

let bundles: string | undefined;

/**
 * The folder with the bundle of a function: `index.mjs`, one minified ES module with the SDK inside, and its source map
 * unless that is not wanted. All functions are bundled together when the first is asked for, since they share most of
 * what they import. Equal sources give equal bytes wherever the project lies.
 */
export function functionBundle(name: string, { sourceMap }: { readonly sourceMap: boolean }): string {
  bundles ??= bundleAll();
  return join(bundles, sourceMap ? 'mapped' : 'plain', name);
}

function bundleAll(): string {
  const entries = globSync('functions/*/handler.ts', { cwd: projectRoot }).sort();
  // Source maps tell the way from here to the sources; nothing is written here.
  const outdir = join(projectRoot, 'cdk.out');
  const { outputFiles } = buildSync({
    absWorkingDir: projectRoot,
    entryPoints: Object.fromEntries(entries.map((entry) => [join(folderOf(entry), 'index'), entry])),
    outdir,
    write: false,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    platform: 'node',
    target: 'node24',
    format: 'esm',
    mainFields: ['module', 'main'],
    minify: true,
    banner: { js: COMMONJS_BANNER },
    sourcemap: true,
    sourcesContent: false,
  });
  const written = mkdtempSync(join(tmpdir(), 'bundles-'));
  process.once('exit', () => {
    rmSync(written, { recursive: true, force: true });
  });
  for (const { path, contents, text } of outputFiles) {
    const file = relative(outdir, path);
    write(join(written, 'mapped', file), contents);
    if (file.endsWith('.mjs')) write(join(written, 'plain', file), text.replace(SOURCE_MAP_COMMENT, ''));
  }
  return written;
}

function folderOf(entry: string): string {
  return relative('functions', dirname(entry));
}

function write(file: string, contents: string | Uint8Array): void {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, contents);
}
