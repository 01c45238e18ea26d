/** Rules of composite alarms: `ALARM("a") OR (ALARM("b") AND NOT OK("c"))`. */

/** State of each alarm, by name. */
export type States = (name: string) => string | undefined;

/**
 * True if the rule holds. Throws a `SyntaxError` for what isn't a rule.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutCompositeAlarm.html
 */
export function ruleHolds(rule: string, states: States): boolean {
  const parser = new RuleParser(tokensOf(rule), states);
  return parser.whole();
}

/** Names of the alarms that a rule speaks of; none for what isn't a rule. */
export const alarmsIn = (rule: string): readonly string[] =>
  tokensOf(rule).flatMap((token, at, all) =>
    all[at - 1] === '(' && STATES.includes(all[at - 2] ?? '') ? [nameIn(token)] : [],
  );

const STATES: readonly string[] = ['ALARM', 'OK', 'INSUFFICIENT_DATA'];
const TOKEN = /\s*("(?:[^"\\]|\\.)*"|[()]|[^\s()"]+)/y;

function tokensOf(text: string): readonly string[] {
  const tokens: string[] = [];
  TOKEN.lastIndex = 0;
  while (text.slice(TOKEN.lastIndex).trim() !== '') {
    const [, token] = TOKEN.exec(text) ?? [];
    if (token === undefined) throw new SyntaxError(`no rule of a composite alarm: ${text}`);
    tokens.push(token);
  }
  return tokens;
}

/** A rule may name an alarm by its ARN. */
const nameIn = (token: string): string =>
  token
    .replace(/^"|"$/g, '')
    .replace(/\\(.)/g, '$1')
    .replace(/^arn:[^:]*:cloudwatch:[^:]*:\d*:alarm:/, '');

class RuleParser {
  readonly tokens: readonly string[];
  readonly states: States;
  at = 0;

  constructor(tokens: readonly string[], states: States) {
    this.tokens = tokens;
    this.states = states;
  }

  whole(): boolean {
    const holds = this.either();
    if (this.at < this.tokens.length) throw new SyntaxError(`the rule goes on with ${this.tokens[this.at]}`);
    return holds;
  }

  either(): boolean {
    let holds = this.both();
    while (this.takes('OR')) holds = this.both() || holds;
    return holds;
  }

  both(): boolean {
    let holds = this.one();
    while (this.takes('AND')) holds = this.one() && holds;
    return holds;
  }

  one(): boolean {
    if (this.takes('NOT')) return !this.one();
    if (this.takes('TRUE')) return true;
    if (this.takes('FALSE')) return false;
    if (this.takes('(')) {
      const holds = this.either();
      this.needs(')');
      return holds;
    }
    const state = this.tokens[this.at++] ?? '';
    if (!STATES.includes(state)) throw new SyntaxError(`no state ${state}`);
    this.needs('(');
    const name = nameIn(this.tokens[this.at++] ?? '');
    this.needs(')');
    return this.states(name) === state;
  }

  takes(token: string): boolean {
    const isIt = this.tokens[this.at] === token;
    if (isIt) this.at += 1;
    return isIt;
  }

  needs(token: string): void {
    if (!this.takes(token)) throw new SyntaxError(`expected ${token}`);
  }
}
