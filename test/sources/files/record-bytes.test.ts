import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Content } from '../../../src/sources/files/byte-finder.ts';
import { FactsTable, TimeReader } from '../../../src/sources/files/record-bytes.ts';

const two = (most: number) => fc.nat(most).map((number) => String(number).padStart(2, '0'));
/** Times of a few days, some of them impossible, some in another form. */
const TIMES = fc
  .tuple(fc.constantFrom('2026-11-20', '2026-11-21', '2026-02-31', '2026-13-99', '0000-00-00', 'yesterday!'))
  .chain(([date]) =>
    fc.tuple(fc.constant(date), two(25), two(61), two(61), fc.constantFrom('T', ' '), fc.constantFrom('Z', '+')),
  )
  .map(([date, hours, minutes, seconds, t, z]) => `${date}${t}${hours}:${minutes}:${seconds}${z}`);

test('times read from bytes are those that Date reads', () => {
  fc.assert(
    fc.property(fc.array(TIMES, { maxLength: 20 }), (times) => {
      const file = new Content(Buffer.from(times.join('')));
      const reader = new TimeReader();
      for (const [index, time] of times.entries()) {
        const isUsual = /^\d{4}-\d\d-\d\dT.*Z$/.test(time);
        expect(reader.at(file, index * 20)).toBe(isUsual ? Date.parse(time) : undefined);
      }
    }),
  );
});

test('the day is that of each time', () => {
  const times = ['2026-11-20T09:12:41Z', '2026-11-21T09:12:41Z', '2026-11-21T23:59:59Z', '2026-11-20T00:00:00Z'];
  const file = new Content(Buffer.from(times.join('')));
  const reader = new TimeReader();
  expect(times.map((_, index) => reader.at(file, index * 20))).toEqual(times.map((time) => Date.parse(time)));
});

test('a file that ends in a time holds none', () => {
  expect(new TimeReader().at(new Content(Buffer.from('2026-11-20T09:12')), 0)).toBeUndefined();
});

const WORDS = fc.constantFrom(
  'ec2.amazonaws.com',
  'ec2.other',
  'DescribeA',
  'DescribeInstances',
  'DescribeInstance',
  'Get',
  'us-east-1',
  'a"b',
  '',
);

test('facts are those of these very bytes, however alike others are that were judged before', () => {
  const facts = fc.record({ source: WORDS, name: WORDS, region: WORDS, behind: fc.constantFrom(',"x":1}', '}') });
  fc.assert(
    fc.property(fc.array(facts, { maxLength: 30 }), (records) => {
      const table = new FactsTable((source, name) => source.startsWith('ec2') && name.endsWith('s'));
      for (const { source, name, region, behind } of records) {
        const text = `"eventSource":"${source}","eventName":"${name}","awsRegion":"${region}"`;
        const file = new Content(Buffer.from(text + behind));
        const isUsual = [source, name, region].every((word) => /^[\w.-]+$/.test(word)) && !region.includes('.');
        const known = table.factsAt(file, 0, text.indexOf('"eventName"'), file.bytes.length);
        expect(known).toEqual(
          isUsual && behind !== '}'
            ? { mayMatch: source.startsWith('ec2') && name.endsWith('s'), region, length: text.length + 2 }
            : undefined,
        );
      }
    }),
  );
});

test.each(['"eventName":"GetObject"', '"eventSource":"s3.amazonaws.com","eventName":"GetObject","awsRegion":"'])(
  'a record that ends early has no facts: %s',
  (text) => {
    const file = new Content(Buffer.from(text));
    expect(new FactsTable(() => false).factsAt(file, 0, text.indexOf('"eventName"'), text.length)).toBeUndefined();
  },
);

test('names that were made up to be alike are judged one by one', () => {
  let judged = 0;
  const table = new FactsTable(() => {
    judged += 1;
    return false;
  });
  const look = (index: number) => {
    const text = `"eventSource":"ec2.amazonaws.com","eventName":"DescribeInstances${index}","awsRegion":"us-east-1","`;
    return table.factsAt(new Content(Buffer.from(text)), 0, text.indexOf('"eventName"'), text.length);
  };
  for (let index = 0; index < 200; index += 1) look(index);
  expect(judged).toBe(200);
  for (let index = 0; index < 200; index += 1) expect(look(index)).toMatchObject({ mayMatch: false });
  expect(judged).toBe(300);
  for (let index = 0; index < 100; index += 1) look(index);
  expect(judged).toBe(300);
});
