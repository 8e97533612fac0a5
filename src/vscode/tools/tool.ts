import type * as vscode from 'vscode';

/** The tools that package.json contributes. */
export type ToolName =
  | 'fleetio_list_vehicles'
  | 'fleetio_get_record'
  | 'fleetio_list_entries'
  | 'fleetio_generate_snippet'
  | 'fleetio_scan_for_leaks';

/**
 * Something that a language model may do, always by leave of the person. It reads and changes nothing.
 *
 * Its input comes from the model. The schema in package.json describes it, but nobody holds the model to that, so a
 * tool checks what it uses.
 */
export interface Tool<Input extends object = object> {
  readonly name: ToolName;
  /** What the person is asked before it runs, and what they read while it does. */
  words(input: Input): Promise<ToolWords>;
  /**
   * Does it. @returns what the model reads.
   * @throws FleetioError, whose words the model gets.
   */
  run(input: Input, signal: AbortSignal): Promise<string>;
}

export interface ToolWords {
  /** A question: `Read vehicles of Example Fleet?` */
  readonly title: string;
  /** What of theirs the model gets. */
  readonly message: string | vscode.MarkdownString;
  /** `Reading vehicles` */
  readonly progress: string;
}
