/** Why a search is not understood (docs/search.md). What was expected follows from it, and from the key where there is one. */
export type QueryProblem =
  /** Nothing but blanks. */
  | 'empty'
  | 'too-long'
  | 'too-many-terms'
  /** A minus with nothing behind it. */
  | 'nothing-negated'
  /** A quote that is not closed. */
  | 'open-quote'
  /** Something follows a closing quote without a blank. */
  | 'after-quote'
  | 'unknown-key'
  /** Nothing behind the colon, or between the quotes. */
  | 'value-missing'
  /** A value that its key does not have. */
  | 'value-unknown'
  /** A range whose end is below its start. */
  | 'range-down';
