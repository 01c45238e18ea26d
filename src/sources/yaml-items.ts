/** Cuts the AWS CLI's YAML (`--output yaml`) into the items of its list: `Events:` of CloudTrail, `events:` of logs. */
import { parse } from 'yaml';
import type { Piece } from './json/json-splitter.ts';

/** UTF-16 units of one item. */
const LONGEST_ITEM = 64 * 1024 * 1024;

/** With `--output yaml-stream` the pages are a list. */
const PAGE = /^- (?:Events|events|Records|results|QueryResultRows):\s*$/;

export class YamlItems {
  #rest = '';
  #isInPage = false;
  #item: string[] = [];
  #length = 0;
  #line = 0;
  #start = 1;

  push(chunk: string): readonly Piece[] {
    const lines = `${this.#rest}${chunk}`.split('\n');
    this.#rest = lines.pop() ?? '';
    return lines.flatMap((line) => this.#take(line));
  }

  end(): readonly Piece[] {
    return [...(this.#rest === '' ? [] : this.#take(this.#rest)), ...this.#give()];
  }

  #take(line: string): readonly Piece[] {
    this.#line += 1;
    const isPage = PAGE.test(line);
    const isItem = !isPage && /^ {0,2}- /.test(line);
    // Beside the items of a page its other keys are as far in as the items.
    const isKey = isPage || /^[A-Za-z]\w*:/.test(line) || (this.#isInPage && /^ {2}[A-Za-z]\w*:/.test(line));
    this.#isInPage ||= isPage;
    const before = isItem || isKey ? this.#give() : [];
    if (isItem) this.#start = this.#line;
    if (isItem || (!isKey && this.#item.length > 0)) {
      this.#item.push(line);
      this.#length += line.length;
    }
    return this.#length > LONGEST_ITEM ? [...before, { kind: 'too-long', at: `line ${this.#start}` }] : before;
  }

  #give(): readonly Piece[] {
    if (this.#item.length === 0) return [];
    const text = this.#item.join('\n');
    const at = `line ${this.#start}` as const;
    this.#item = [];
    this.#length = 0;
    try {
      // Without anchors: an alias in hostile text could grow without end.
      const [value]: readonly unknown[] = parse(text, { maxAliasCount: 0, logLevel: 'silent' });
      return [{ kind: 'value', value, within: undefined, at }];
    } catch {
      return [{ kind: 'broken', at }];
    }
  }
}
