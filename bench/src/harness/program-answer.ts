/** What a program that was run tells of itself: one line of JSON on its standard output. */
export interface ProgramAnswer {
  /** The timed part, without the start of the process. */
  readonly milliseconds: number;
  /** Most memory that the process ever had resident, as the system counts it. */
  readonly peakRssBytes: number;
  /** Whatever else it counted. */
  readonly counts: Readonly<Record<string, number>>;
}
