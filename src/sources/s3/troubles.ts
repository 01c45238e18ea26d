/** Objects and folders that could not be read, one sentence for each reason and region. */
import type { Words } from '../../core/language.ts';
import { asWords, wordsFrom } from '../../core/words.ts';
import { S3_WORDS } from '../../messages/look-back/s3.ts';
import type { Reading } from '../source.ts';
import { uriOf } from './address.ts';

export interface Trouble {
  readonly reason: Words;
  readonly hint: Words | undefined;
}

interface Group extends Trouble {
  readonly region: string | null;
  readonly examples: string[];
  count: number;
}

const EXAMPLES = 3;

export class ObjectTroubles {
  readonly #bucket: string;
  readonly #groups = new Map<string, Group>();

  constructor(bucket: string) {
    this.#bucket = bucket;
  }

  get count(): number {
    return this.#groups.size;
  }

  add(key: string, region: string | null, { reason, hint }: Trouble): void {
    const name = `${region ?? ''} ${reason.en}`;
    const group = this.#groups.get(name) ?? { reason, hint, region, examples: [], count: 0 };
    this.#groups.set(name, group);
    group.count += 1;
    if (group.examples.length < EXAMPLES) group.examples.push(uriOf(this.#bucket, key));
  }

  *readings(): Generator<Reading> {
    for (const { region, reason, hint, examples, count } of this.#groups.values()) {
      const shown = [...examples, ...(count > examples.length ? ['…'] : [])].join(', ');
      yield {
        kind: 'not-covered',
        region,
        // The whole sentence names its place.
        from: asWords('cloudtrail'),
        reason: wordsFrom(S3_WORDS, (words, language) =>
          count === 1 ? words.folder(shown, reason[language]) : words.objects(count, shown, reason[language]),
        ),
        ...(hint === undefined ? {} : { hint }),
      };
    }
  }
}
