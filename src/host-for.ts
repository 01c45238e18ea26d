/** The world made fit for one command line: its language, its characters, its lines, and no secret in an error. */
import type { Host, Output } from './host.ts';

export async function hostFor(argv: readonly string[], world: Host): Promise<Host> {
  const fitted = await inLines(argv.includes('--plain') ? plain(world) : world);
  return inCharacters(argv, await inLanguage(argv, await discreet(argv, fitted)));
}

/** Only the token of an SNS confirmation link is secret: error messages need its topic. */
const secretIn = (address: string) =>
  /^https:\/\/sns\.[a-z0-9-]+\.amazonaws\.com(?:\.cn)?\/[^#]*[?&]Token=([^&#]+)/i.exec(address)?.[1] ?? address;

/** A webhook pasted in the wrong place must not be repeated in the error; a place in S3 is no secret, and is said. */
async function discreet(argv: readonly string[], host: Host): Promise<Host> {
  const found = argv.flatMap((word) => /[a-z][a-z0-9+.-]*:\/\/.+$/i.exec(word)?.[0] ?? []);
  const addresses = found.filter((address) => !/^s3:\/\//i.test(address));
  if (addresses.length === 0) return host;
  const { redactor } = await import('./delivery/redact.ts');
  const redact = redactor(addresses.map(secretIn));
  return { ...host, stderr: { ...host.stderr, write: (text) => host.stderr.write(redact(text)) } };
}

/** The same host, with the language to print. */
async function inLanguage(argv: readonly string[], host: Host): Promise<Host> {
  const { languageFor } = await import('./settings/language.ts');
  return { ...host, language: await languageFor(argv, host) };
}

/** The same host, with sentences on standard error in lines of the terminal. A pipe and a screen reader take them whole. */
async function inLines(host: Host): Promise<Host> {
  const { stderr, isPlain = false } = host;
  if (!stderr.isTerminal || isPlain) return host;
  const { fitLines } = await import('./render/fit-lines.ts');
  return { ...host, stderr: { ...stderr, write: (text) => stderr.write(fitLines(text, stderr.columns)) } };
}

/** Data stays as it is, byte for byte: only people read a mark. */
const DATA = /^(?:--format=)?(?:json|ndjson|csv|html)$|^(?:template|policy|completion|schema)$/;

/** The same host, with ASCII in place of marks if the locale has no UTF-8. */
async function inCharacters(argv: readonly string[], host: Host): Promise<Host> {
  const { asciiStream, lacksUtf8, toAscii } = await import('./render/ascii.ts');
  if (!lacksUtf8(host.env, process.platform)) return host;
  const inAscii = (output: Output): Output => ({
    ...output,
    stream: asciiStream(output.stream),
    write: (text) => output.write(toAscii(text)),
  });
  const stdout = argv.some((word) => DATA.test(word)) ? host.stdout : inAscii(host.stdout);
  return { ...host, isAscii: true, stdout, stderr: inAscii(host.stderr) };
}

/** Without redrawing, alignment and colours: for screen readers and simple terminals. */
function plain(host: Host): Host {
  const uncoloured = (output: Output): Output => ({ ...output, colour: false });
  return { ...host, isPlain: true, stdout: uncoloured(host.stdout), stderr: uncoloured(host.stderr) };
}
