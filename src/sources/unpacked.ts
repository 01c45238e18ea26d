const MEBIBYTE = 1024 ** 2;

/**
 * The most that is unpacked, in bytes. Deflate packs up to 1032 to 1, so a small input could fill the memory, or keep a
 * machine busy for hours.
 */
export const MOST_UNPACKED = {
  /** A file, read piece by piece. A trail's file holds at most 50 MB; a bigger one was put together by hand. */
  file: 1024 * MEBIBYTE,
  /** A file that is held in memory whole; a larger one is read piece by piece. */
  wholeFile: 64 * MEBIBYTE,
  /** A file that is parsed at once, which takes up to ten times as much memory. */
  parsedFile: 8 * MEBIBYTE,
  /** CloudTrail's digest of an hour. */
  digestFile: 64 * MEBIBYTE,
  /** A subscription's payload: at most 6 MB, the limit of a function's input, and packed about ten to one. */
  payload: 128 * MEBIBYTE,
  /** A record of a stream: at most 10 MB, https://docs.aws.amazon.com/streams/latest/dev/service-sizes-and-limits.html */
  streamRecord: 128 * MEBIBYTE,
};
