export interface MatchedRule {
  readonly id: string;
  readonly title?: string;
  /** The fields it reads. */
  readonly fields: readonly string[];
  /** Whether an event matches; `now` is the clock of rules that ask for it, in milliseconds since 1970. */
  readonly matches: (event: unknown, options?: { readonly now?: number }) => boolean;
}

export declare const rules: readonly MatchedRule[];

/** The ids of the rules that the event matches. */
export declare function matches(event: unknown): string[];
