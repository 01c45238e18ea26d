/** Metric math as alarms on logs use it: arithmetic, comparisons, and a few functions over single values. */

/** A value of the period; undefined is a missing datapoint. */
export type Datapoint = number | undefined;

/**
 * The expression's value, by the values of the alarm's other queries. Throws a `SyntaxError` for what isn't known here.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/using-metric-math.html
 */
export function evaluateMath(expression: string, values: ReadonlyMap<string, Datapoint>): Datapoint {
  const parser = new MathParser(tokensOf(expression), values);
  return single(parser.whole());
}

/** A list is `METRICS()` or `[m1, m2]`. */
type Value = Datapoint | readonly Datapoint[];

const TOKEN = /\s*(?:(\d+(?:\.\d+)?)|([A-Za-z_]\w*)|("[^"]*")|(&&|\|\||[<>=!]=|[-+*/^(),<>[\]]))/y;

function tokensOf(text: string): readonly string[] {
  const tokens: string[] = [];
  TOKEN.lastIndex = 0;
  while (text.slice(TOKEN.lastIndex).trim() !== '') {
    const found = TOKEN.exec(text)
      ?.slice(1)
      .find((part) => part !== undefined);
    if (found === undefined) throw new SyntaxError(`no metric math: ${text}`);
    tokens.push(found);
  }
  return tokens;
}

type Operation = (a: number, b: number) => number;

/** Weakest first. */
const LEVELS: readonly Readonly<Record<string, Operation>>[] = [
  { '||': (a, b) => Number(a !== 0 || b !== 0), OR: (a, b) => Number(a !== 0 || b !== 0) },
  { '&&': (a, b) => Number(a !== 0 && b !== 0), AND: (a, b) => Number(a !== 0 && b !== 0) },
  {
    '<': (a, b) => Number(a < b),
    '>': (a, b) => Number(a > b),
    '<=': (a, b) => Number(a <= b),
    '>=': (a, b) => Number(a >= b),
    '==': (a, b) => Number(a === b),
    '!=': (a, b) => Number(a !== b),
  },
  { '+': (a, b) => a + b, '-': (a, b) => a - b },
  { '*': (a, b) => a * b, '/': (a, b) => a / b },
];

class MathParser {
  readonly tokens: readonly string[];
  readonly values: ReadonlyMap<string, Datapoint>;
  at = 0;

  constructor(tokens: readonly string[], values: ReadonlyMap<string, Datapoint>) {
    this.tokens = tokens;
    this.values = values;
  }

  whole(): Value {
    const value = this.level(0);
    if (this.at < this.tokens.length) throw new SyntaxError(`no metric math at ${this.tokens[this.at]}`);
    return value;
  }

  level(depth: number): Value {
    const operations = LEVELS[depth];
    if (operations === undefined) return this.factor();
    let left = this.level(depth + 1);
    for (;;) {
      const operation = operations[this.tokens[this.at] ?? ''];
      if (operation === undefined) return left;
      this.at += 1;
      left = both(single(left), single(this.level(depth + 1)), operation);
    }
  }

  factor(): Value {
    const token = this.tokens[this.at++] ?? '';
    if (/^\d/.test(token)) return Number(token);
    if (token === '-') return both(0, single(this.factor()), (a, b) => a - b);
    if (token === '(') return this.until(')')[0];
    if (token === '[') return this.until(']').map(single);
    if (/^[A-Z]/.test(token)) return this.call(token);
    if (!this.values.has(token)) throw new SyntaxError(`no metric ${token}`);
    return this.values.get(token);
  }

  until(end: string): readonly Value[] {
    const found: Value[] = [];
    while (this.tokens[this.at] !== end) {
      if (this.at >= this.tokens.length) throw new SyntaxError(`no ${end}`);
      found.push(this.tokens[this.at]?.startsWith('"') ? this.text() : this.level(0));
      if (this.tokens[this.at] === ',') this.at += 1;
    }
    this.at += 1;
    return found;
  }

  /** The prefix in `METRICS("errors")`, as the metrics whose id has it. */
  text(): Value {
    const wanted = (this.tokens[this.at++] ?? '').slice(1, -1);
    return [...this.values].filter(([id]) => id.includes(wanted)).map(([, value]) => value);
  }

  call(name: string): Value {
    const run = FUNCTIONS[name];
    if (run === undefined || this.tokens[this.at] !== '(') throw new SyntaxError(`no function ${name}`);
    this.at += 1;
    return run(this.until(')'), [...this.values.values()]);
  }
}

type MathFunction = (args: readonly Value[], all: readonly Datapoint[]) => Value;

const FUNCTIONS: Readonly<Record<string, MathFunction>> = {
  METRICS: ([named], all) => named ?? all,
  SUM: (args) => over(args, (numbers) => numbers.reduce((sum, one) => sum + one, 0)),
  MAX: (args) => over(args, (numbers) => Math.max(...numbers)),
  MIN: (args) => over(args, (numbers) => Math.min(...numbers)),
  AVG: (args) => over(args, (numbers) => numbers.reduce((sum, one) => sum + one, 0) / numbers.length),
  FILL: ([value, filling]) => {
    const spare = single(filling);
    return Array.isArray(value) ? value.map((one: Datapoint) => one ?? spare) : (single(value) ?? spare);
  },
  IF: ([condition, yes, no]) => {
    const value = single(condition);
    if (value === undefined) return undefined;
    return value === 0 ? no : yes;
  },
  ABS: ([value]) => both(single(value), 0, (a) => Math.abs(a)),
  CEIL: ([value]) => both(single(value), 0, (a) => Math.ceil(a)),
  FLOOR: ([value]) => both(single(value), 0, (a) => Math.floor(a)),
};

function over(args: readonly Value[], of: (numbers: readonly number[]) => number): Datapoint {
  const numbers = args.flat().filter((one): one is number => one !== undefined);
  return numbers.length === 0 ? undefined : of(numbers);
}

const both = (a: Datapoint, b: Datapoint, of: Operation): Datapoint =>
  a === undefined || b === undefined ? undefined : of(a, b);

function single(value: Value): Datapoint {
  if (typeof value === 'number' || value === undefined) return value;
  throw new SyntaxError('a list where one value is wanted');
}
