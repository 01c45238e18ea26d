/** Command lines that people copy into a shell. */

/** A word of a command line as a POSIX shell reads it back. */
export const shellWord = (text: string): string =>
  /^[\w./@:+,=…-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;

/**
 * Text beside commands that may be copied with them: not every shell takes what stands behind `#` for a comment, so
 * whatever one could interpret is quoted.
 */
export const inertText = (text: string): string => (/^[\p{L}\p{N} +,.@:/_-]*$/u.test(text) ? text : shellWord(text));

/** An option with its value, or a word that stands alone. */
export type Argument = string | readonly [option: string, value: string];

/** Names, ids and ARNs of AWS; nothing that a shell would interpret, or that the AWS CLI would read from a file. */
const PLAIN = /^[\w+=,.@:/-]{1,2048}$/;
const FROM_ELSEWHERE = /^(?:fileb?|https?):/i;

/** True if text of an event may stand in a command that is printed. */
const isPlainValue = (text: string): boolean => PLAIN.test(text) && !FROM_ELSEWHERE.test(text);

/**
 * `aws …` for people to run; undefined if a value is no name of AWS's: then a record was forged, or the name needs an
 * eye. `json` documents are the program's own.
 */
export function awsCommand(
  args: readonly Argument[],
  { region, json }: { readonly region?: string | undefined; readonly json?: readonly [string, object] } = {},
): string | undefined {
  const all: readonly Argument[] = [...args, ...(region === undefined ? [] : [['--region', region] as const])];
  if (!all.every((argument) => typeof argument === 'string' || isPlainValue(argument[1]))) return undefined;
  const words = all.flatMap((argument) => {
    if (typeof argument === 'string') return [argument];
    const [option, value] = argument;
    // A name may begin with a hyphen, and is no option then.
    return value.startsWith('-') ? [`${option}=${value}`] : [option, value];
  });
  const document = json === undefined ? [] : [json[0], JSON.stringify(json[1])];
  return ['aws', ...words, ...document].map(shellWord).join(' ');
}
