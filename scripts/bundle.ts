/**
 * Bundles the function: one file, which needs only Node.js and its AWS SDK from the Lambda runtime. Bundles the start of
 * the program too: each file that `--help` loads costs a hundredth of its time.
 */
import { createHash } from 'node:crypto';
import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join, relative, resolve, sep } from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import { type BuildOptions, build, type Plugin, transform } from 'esbuild';
import { bundleThread, bundleUsual } from './bundle-usual.ts';

/**
 * Of the texts of `rules show`, a third of the bundle, alerts hold only the steps to take. The formatter puts each of
 * these properties at the beginning of a line, two spaces in, and its end alike; one that isn't found just stays.
 */
const EXPLANATIONS = /^ {2}(?:why|references|cis|securityHub): (?:[{[].*[}\]],\n|[{[]\n[\s\S]*?\n {2}[}\]],\n)/gm;

/** Alerts name the first step only: of each list of steps the lines behind the first go. */
const FURTHER_STEPS =
  /^( {2}respond: \{\n {4}en: \[\n {6}.*\n)(?: {6}.*\n)*( {4}\],\n {4}ja: \[\n {6}.*\n)(?: {6}.*\n)*/gm;

const withoutExplanations: Plugin = {
  name: 'without-explanations',
  setup({ onLoad }) {
    onLoad({ filter: /src[\\/]rules[\\/].*\.ts$/ }, async ({ path }) => ({
      contents: (await readFile(path, 'utf8')).replace(EXPLANATIONS, '').replace(FURTHER_STEPS, '$1$2'),
      loader: 'ts',
    }));
  },
};

/** Sentences about settings that AWS would refuse: the settings in the zip were checked when it was made. */
const withoutRefusals: Plugin = {
  name: 'without-refusals',
  setup({ onLoad }) {
    onLoad({ filter: /src[\\/]core[\\/]patterns[\\/]pattern-words\.ts$/ }, () => ({
      contents: `const words = new Proxy({}, { get: () => () => 'AWS would refuse it' });
        export const PATTERN_PROBLEMS = { en: words, ja: words };`,
      loader: 'js',
    }));
  },
};

/** A text of one line, or the name of one. */
const TEXT = String.raw`(?:'(?:[^'\\\n]|\\.)*'|\`(?:[^\`\\\n]|\\.)*\`|[A-Za-z_]+)(?=[,\s])`;
const HINTS = new RegExp(String.raw`\bhint:\s+${TEXT}`, 'g');
/** Of the sentences on vendors' answers, these tables hold hints alone. */
const VENDORS_HINTS = /^ {2}slack: \{$[\s\S]*?(?=^ {2}mail: \{$)/m;
const VENDORS_HINT = new RegExp(String.raw`(?<=:\s+(?:\(\w*\) => )?)${TEXT}(?=,\n)`, 'g');

/** What to do about a refused message or a damaged file is said by commands: the function says only why. */
const withoutHints: Plugin = {
  name: 'without-hints',
  setup({ onLoad }) {
    const filter = /src[\\/]messages[\\/](?:sending[\\/]answers\.(?:en|ja)|look-back[\\/](?:files|other-kinds))\.ts$/;
    onLoad({ filter }, async ({ path }) => ({
      contents: (await readFile(path, 'utf8'))
        .replace(VENDORS_HINTS, (tables) => tables.replace(VENDORS_HINT, "''"))
        .replace(HINTS, "hint: ''"),
      loader: 'ts',
    }));
  },
};

/** Nothing that AWS hands to the function is YAML: there it is text that is no record, and its parser stays out. */
const withoutYaml: Plugin = {
  name: 'without-yaml',
  setup({ onLoad }) {
    onLoad({ filter: /src[\\/]sources[\\/]yaml-items\.ts$/ }, () => ({
      contents: `export class YamlItems {
        push(text) { return [{ kind: 'text', text, at: 'line 1' }]; }
        end() { return []; }
      }`,
      loader: 'js',
    }));
  },
};

const FUNCTION: BuildOptions = {
  entryPoints: ['src/lambda/index.ts'],
  outfile: 'dist/lambda/index.cjs',
  bundle: true,
  platform: 'node',
  target: 'node22',
  // The runtime finds its own SDK by NODE_PATH, which `require` heeds and `import` doesn't.
  format: 'cjs',
  supported: { 'dynamic-import': false },
  // The proxy's libraries are loaded only if the environment names a proxy, which the template's doesn't.
  external: ['@aws-sdk/*', 'agent-base', 'https-proxy-agent', 'proxy-from-env'],
  minify: true,
  charset: 'utf8',
  legalComments: 'none',
  logLevel: 'warning',
};

/** AWS is asked little by the function: what is known of the answers to other calls stays out. */
function withoutOtherCalls(calls: ReadonlySet<string>): Plugin {
  return {
    name: 'without-other-calls',
    setup({ onLoad }) {
      onLoad({ filter: /src[\\/]aws[\\/]answers\.ts$/ }, async ({ path }) => ({
        contents: (await readFile(path, 'utf8')).replace(/^ {2}([A-Z]\w+): (?:'\w+'|null),\n/gm, (line, call) =>
          calls.has(call) ? line : '',
        ),
        loader: 'ts',
      }));
    },
  };
}

/** Commands of the SDK that the bundle's sources name. */
async function callsOf(plugins: Plugin[]): Promise<ReadonlySet<string>> {
  const { metafile } = await build({ ...FUNCTION, plugins, write: false, metafile: true });
  const texts = await Promise.all(
    Object.keys(metafile?.inputs ?? {})
      .filter((path) => path.startsWith('src/'))
      .map((path) => readFile(path, 'utf8')),
  );
  return new Set([...texts.join('\n').matchAll(/\b([A-Z]\w+)Command\b/g)].map(([, call = '']) => call));
}

const plugins = [withoutExplanations, withoutRefusals, withoutYaml, withoutHints];
await build({ ...FUNCTION, plugins: [...plugins, withoutOtherCalls(await callsOf(plugins))] });

await build({
  entryPoints: ['dist/main.js'],
  outfile: 'dist/main.js',
  allowOverwrite: true,
  bundle: true,
  platform: 'node',
  target: 'node20.19',
  format: 'esm',
  // Loaded late: the rest of the program.
  external: ['./cli.js', './node-host.js', './output-lost.js', './messages/help/program.js'],
  charset: 'utf8',
  logLevel: 'warning',
});
// No other module imports these.
await Promise.all(['help-file', 'render/marked'].map((name) => rm(`dist/${name}.js`)));

/** The built-in rules: a hundred modules, which every command that looks at events would load one by one. */
const RULES = resolve('dist/rules');
const OPEN_TO_OTHERS = [join(RULES, 'index.js'), join(RULES, 'deed.js')];
const onlyRules: Plugin = {
  name: 'only-rules',
  setup({ onResolve }) {
    onResolve({ filter: /^\./ }, ({ path, importer, resolveDir }) => {
      const file = resolve(resolveDir, path);
      const isInside = file.startsWith(RULES + sep) && !OPEN_TO_OTHERS.includes(file);
      if (importer === '' || isInside) return undefined;
      return { path: `./${relative(RULES, file).replaceAll(sep, '/')}`, external: true };
    });
  },
};
const rules = await build({
  entryPoints: ['dist/rules/index.js'],
  outfile: 'dist/rules/index.js',
  allowOverwrite: true,
  bundle: true,
  // A rule that throws is reported by its id, so names of functions serve nobody here: 4 kB less to download.
  minifyIdentifiers: true,
  platform: 'node',
  target: 'node20.19',
  format: 'esm',
  charset: 'utf8',
  logLevel: 'warning',
  metafile: true,
  plugins: [onlyRules],
});
const bundledRules = Object.keys(rules.metafile.inputs).map((path) => resolve(path));
await Promise.all(bundledRules.filter((file) => !OPEN_TO_OTHERS.includes(file)).map((file) => rm(file)));

await bundleThread();
await bundleUsual();

/** The page of the HTML report: one file that asks for nothing. Its policy names its own style and program by their hashes. */
const bundled = await build({
  entryPoints: ['page/main.ts', 'page/page.css'],
  outdir: 'report-page',
  write: false,
  bundle: true,
  platform: 'browser',
  target: ['chrome111', 'firefox113', 'safari16.4'],
  format: 'iife',
  minify: true,
  charset: 'utf8',
  legalComments: 'none',
  logLevel: 'warning',
});
const textOf = (ending: string) => bundled.outputFiles.find(({ path }) => path.endsWith(ending))?.text.trim() ?? '';
const [program, style] = [textOf('.js'), textOf('.css')];
const hashOf = (text: string) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
const policy = [
  "default-src 'none'",
  `script-src ${hashOf(program)}`,
  `style-src ${hashOf(style)}`,
  "base-uri 'none'",
  "form-action 'none'",
].join('; ');
const parts: Readonly<Record<string, string>> = { policy, style, program };
const page = await readFile('page/page.html', 'utf8');
const whole = page.replace(/<!--(policy|style|program)-->/g, (_, part: string) => parts[part] ?? '');
// Packed better than the package packs it: 6 kB less to download.
await writeFile('dist/report-page.html.br', brotliCompressSync(whole));

/**
 * Without whitespace and comments the modules take less of the packed package. Names stay, for the stacks of our own
 * errors.
 */
for (const name of await readdir('dist', { recursive: true })) {
  const file = join('dist', name);
  if (!name.endsWith('.js')) continue;
  const code = await readFile(file, 'utf8');
  await writeFile(
    file,
    (await transform(code, { minifyWhitespace: true, minifySyntax: true, charset: 'utf8', target: 'node20.19' })).code,
  );
}
