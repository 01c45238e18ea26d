/** The types of commander, with flags and arguments inferred; at run time it is commander itself. */
declare module 'commander' {
  export * from '@commander-js/extra-typings';
}
