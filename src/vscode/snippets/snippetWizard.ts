import * as vscode from 'vscode';
import { endpointSnippet, type Endpoint, type EndpointId } from '../../snippets/endpoints';
import type { SnippetApi, SnippetRequest } from '../../snippets/model';
import { runSteps, type StepEnd } from '../platform/steps';
import { askDestination, askTarget, type Draft, type Position } from './askOutput';
import { askParameters, hasParameters, type ListDraft } from './askParameters';
import { askEndpoint, askId, type Picked } from './askRequest';
import type { Order } from './deliver';
import type { Destination, SnippetWriter } from './snippetWriter';

type Step = (position: Position) => Promise<StepEnd>;

/** What a person was asked for, as a whole. */
export interface Wanted extends Order {
  readonly destination: Destination;
}

/** Asks, step by step, what code to write and where to put it. */
export class SnippetWizard {
  private readonly draft: Draft = {};
  private readonly editor = vscode.window.activeTextEditor;
  /** They change when an endpoint is picked, as each has ids and filters of its own. */
  private readonly steps: (() => Promise<StepEnd>)[] = [];

  private picked: Picked | undefined;
  private wanted: Wanted | undefined;

  constructor(
    private readonly writer: SnippetWriter,
    private readonly api: SnippetApi,
  ) {}

  /**
   * @param request what to ask for, where it is known already.
   * @returns undefined when the person left.
   */
  async run(request?: SnippetRequest): Promise<Wanted | undefined> {
    if (request === undefined) {
      this.follow(0, (position) => this.askPicked(position));
    } else {
      this.follow(0, ...this.outputSteps(() => request));
    }
    await runSteps(this.steps);
    return this.wanted;
  }

  /** Puts steps behind the first ones, in place of what was there. */
  private follow(kept: number, ...steps: readonly Step[]): void {
    const placed = steps.map((step, at) => () => {
      const totalSteps = this.steps.length;
      return step(totalSteps === 1 ? {} : { step: kept + at + 1, totalSteps });
    });
    this.steps.splice(kept, this.steps.length, ...placed);
  }

  private async askPicked(position: Position): Promise<StepEnd> {
    return askEndpoint(
      this.picked,
      this.api,
      (picked) => {
        if (picked !== this.picked) {
          this.picked = picked;
          this.follow(1, ...('kind' in picked ? this.endpointSteps(picked) : this.outputSteps(() => picked)));
        }
      },
      position,
    );
  }

  private endpointSteps(endpoint: Endpoint): Step[] {
    const { api } = this;
    const ids: Partial<Record<EndpointId['part'], string>> = {};
    const list: ListDraft = { endpoint, ids, api, parameters: {} };
    return [
      ...endpoint.ids.map(
        (id) => (position: Position) =>
          askId(
            list,
            id,
            (text) => {
              ids[id.part] = text;
            },
            position,
          ),
      ),
      ...(hasParameters(endpoint) ? [(position: Position) => askParameters(list, position)] : []),
      ...this.outputSteps(() => endpointSnippet(endpoint, ids, list.parameters, api)),
    ];
  }

  private outputSteps(request: () => SnippetRequest): Step[] {
    const { draft, writer, editor } = this;
    return [
      (position) => askTarget(draft, writer, request(), editor, position),
      async (position) => {
        const end = await askDestination(draft, writer, request(), editor, position);
        const { target, choices, destination } = draft;
        if (end === 'next' && target !== undefined && destination !== undefined) {
          this.wanted = {
            request: request(),
            target,
            choices: choices ?? writer.choices(target),
            destination,
            editor,
          };
        }
        return end;
      },
    ];
  }
}
