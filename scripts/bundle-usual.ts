/**
 * Bundles what every command loads, what a usual `replay` loads beside it, and what it loads to read settings: some two
 * hundred and fifty modules, which Node.js would look for, read and link one by one, for a quarter of the time of a short
 * run.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { type InputOptions, type Plugin, rolldown } from 'rolldown';
import { A_SIGN_IN, recordAt, writeCorpus } from '../bench/corpus.ts';

const DIST = resolve('dist');
/** The launcher names it, and it is a bundle already. */
const MAIN = join(DIST, 'main.js');

const SETTINGS = 'trusted: [203.0.113.0/24]\n';
const START = [['--version']];
const replays = (folder: string) => [
  ['replay', folder, '--format', 'table', '--language', 'en'],
  ['replay', folder, '--format', 'json', '--language', 'ja'],
];

/** Tells each module on standard error; written at once, for `console` in the thread of the hooks may come too late. */
const TELL_MODULES = `import { register } from 'node:module'; register('data:text/javascript,' + encodeURIComponent(\`
  import { writeSync } from 'node:fs';
  export const load = (url, context, next) => (writeSync(2, 'loads ' + url + '\\\\n'), next(url, context));\`));`;

/** Files of the build that one of the runs loads, in order of their names. */
function modulesOf(runs: readonly (readonly string[])[], cwd: string): readonly string[] {
  const hooks = `data:text/javascript,${encodeURIComponent(TELL_MODULES)}`;
  const urls = runs.flatMap((args) => {
    const command = ['--import', hooks, resolve('bin/login-watch.js'), ...args];
    const { status, stderr } = spawnSync(process.execPath, command, { cwd, encoding: 'utf8' });
    if (status !== 0) throw new Error(`in the build, \`${args.join(' ')}\` ended with status ${status}: ${stderr}`);
    return [...stderr.matchAll(/^loads (file:.*)$/gm)].map(([, url = '']) => url);
  });
  return [...new Set(urls.map((url) => fileURLToPath(url)))].filter((file) => file.startsWith(DIST + sep)).sort();
}

/**
 * Makes those bundles. The file of each of their modules then only passes on what a bundle holds under a name of its
 * own, so that whoever imports it gets the same functions and classes.
 */
export async function bundleUsual(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'login-watch-build-'));
  try {
    writeCorpus(folder, { records: 10, perFile: 10, at: (index) => recordAt(index * A_SIGN_IN) });
    const start = modulesOf(START, folder);
    const usual = modulesOf(replays(folder), folder);
    await writeFile(join(folder, 'login-watch.yaml'), SETTINGS);
    const withSettings = modulesOf(replays(folder), folder);
    const done = new Set<string>();
    for (const [name, files] of Object.entries({ start, usual, 'with-settings': withSettings })) {
      const rest = files.filter((file) => file !== MAIN && !done.has(file));
      await bundle(join(DIST, `${name}.js`), rest, done);
      for (const file of rest) done.add(file);
    }
    await removeUnasked(done);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** `earlier`: modules whose files pass on what an earlier bundle holds. */
async function bundle(outfile: string, files: readonly string[], earlier: ReadonlySet<string>): Promise<void> {
  const modules = await Promise.all(files.map(async (file, at) => ({ file, at, names: await namesIn(file) })));
  const lists = (of: (name: string, inBundle: string) => string) =>
    modules.map(({ file, at, names }) => ({ file, list: names.map((name) => of(name, `m${at}_${name}`)).join(', ') }));
  const entry = lists((name, inBundle) => `${name} as ${inBundle}`).map(
    ({ file, list }) => `export { ${list} } from '${from(DIST, file)}';`,
  );
  await write(outfile, {
    input: ENTRY,
    makeAbsoluteExternalsRelative: false,
    plugins: [madeEntry(entry.join('\n')), onlyThese(new Set([...files, ...earlier]))],
  });
  const passedOn = lists((name, inBundle) => `${inBundle} as ${name}`);
  await Promise.all(
    passedOn.map(({ file, list }) => writeFile(file, `export { ${list} } from '${from(dirname(file), outfile)}';\n`)),
  );
}

async function namesIn(file: string): Promise<readonly string[]> {
  const { metafile } = await build({ entryPoints: [file], write: false, metafile: true, format: 'esm' });
  return Object.values(metafile.outputs)[0]?.exports ?? [];
}

function from(folder: string, file: string): string {
  const path = relative(folder, file).replaceAll('\\', '/');
  return path.startsWith('.') ? path : `./${path}`;
}

/** A thread of `--threads` starts with what it needs, and not with all of the program. */
export async function bundleThread(): Promise<void> {
  const file = join(DIST, 'sources/files/threads/thread.js');
  await write(file, { input: file });
}

/** Constants stay constants, whose value the compiler knows; as variables they made reading files a tenth slower. */
async function write(file: string, options: InputOptions): Promise<void> {
  const built = await rolldown({ ...options, platform: 'node' });
  await built.write({ file, format: 'esm', topLevelVar: false });
}

const ENTRY = 'entry-of-bundle';
const madeEntry = (code: string): Plugin => ({
  name: 'made-entry',
  resolveId: (path) => (path === ENTRY ? join(DIST, ENTRY) : undefined),
  load: (path) => (path === join(DIST, ENTRY) ? { code, moduleType: 'js' } : undefined),
});

/** Other modules and packages stay where they are; those inside that find files beside themselves go on finding them. */
const onlyThese = (inside: ReadonlySet<string>): Plugin => ({
  name: 'only-these',
  resolveId(path, importer, { kind }) {
    if (importer === undefined) return undefined;
    if (!path.startsWith('.')) return { id: path, external: true };
    const file = resolve(dirname(importer), path);
    // What is loaded late stays late, by way of its own file.
    return inside.has(file) && kind === 'import-statement' ? { id: file } : { id: from(DIST, file), external: true };
  },
  async transform(code, path) {
    if (!code.includes('import.meta.url')) return undefined;
    const own = `new URL(${JSON.stringify(from(DIST, path))}, import.meta.url).href`;
    return { code: code.replaceAll('import.meta.url', own) };
  },
});

const IMPORTED = /\b(?:from|import)\s*\(?\s*['"](\.[^'"]+)['"]/g;

/** Removes files that only pass on, if no other file imports them. */
async function removeUnasked(passOn: ReadonlySet<string>): Promise<void> {
  const names = await readdir(DIST, { recursive: true });
  const others = names.map((name) => join(DIST, name)).filter((file) => file.endsWith('.js') && !passOn.has(file));
  const asked = new Set(
    (await Promise.all(others.map(async (file) => importedBy(file, await readFile(file, 'utf8'))))).flat(),
  );
  await Promise.all([...passOn].filter((file) => !asked.has(file)).map((file) => rm(file)));
}

const importedBy = (file: string, text: string) =>
  [...text.matchAll(IMPORTED)].map(([, path = '']) => resolve(dirname(file), path));
