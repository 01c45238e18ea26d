/** Splits a line as a POSIX shell does, as far as words in single quotes go. */
export function shellWords(line: string): readonly string[] {
  const words: string[] = [];
  const word = /\s*((?:[^\s'"\\$`;&|<>(){}*?~#]|'[^']*'|\\.)+)/y;
  while (line.slice(word.lastIndex).trim() !== '') {
    const found = word.exec(line)?.[1];
    if (found === undefined) throw new Error(`a shell would read more into this: ${line}`);
    words.push(
      found.replace(
        /'([^']*)'|\\(.)|([^'\\]+)/g,
        (_, quoted = '', escaped = '', plain = '') => quoted + escaped + plain,
      ),
    );
  }
  return words;
}
