import { NEWEST_API_VERSION } from '../fleetio/versions';
import { listSnippet, recordSnippet, type SnippetRequest } from './model';
import type { SnippetTarget } from './target';
import { javascript } from './targets/javascript';
import { pythonRequests } from './targets/python';
import { typescript } from './targets/typescript';

/** A snippet as VS Code reads it from a file. */
export interface EditorSnippet {
  readonly prefix: string;
  readonly description: string;
  /** Line by line, in TextMate's syntax. */
  readonly body: readonly string[];
}

/** Fleetio's own API: what is typed is not tied to any key. */
const API = { apiUrl: 'https://secure.fleetio.com/api', apiVersion: NEWEST_API_VERSION } as const;

/** Stands for the vehicle's id, which the person types over. */
const VEHICLE_ID = 1042;

/** The calls that integrations make first, by what is typed for them. */
const CALLS: Readonly<Record<string, SnippetRequest>> = {
  'fleetio-vehicles': listSnippet({ resource: 'vehicles' }, API),
  'fleetio-vehicle': recordSnippet({ resource: 'vehicles', id: VEHICLE_ID }, API),
  'fleetio-meter-entries': listSnippet({ resource: 'meter_entries', vehicleId: VEHICLE_ID }, API),
  'fleetio-fuel-entries': listSnippet({ resource: 'fuel_entries', vehicleId: VEHICLE_ID }, API),
  'fleetio-service-entries': listSnippet({ resource: 'service_entries', vehicleId: VEHICLE_ID }, API),
  'fleetio-issues': listSnippet({ resource: 'issues', vehicleId: VEHICLE_ID }, API),
};

const LANGUAGES: readonly SnippetTarget[] = [javascript, typescript, pythonRequests];

/** The first line of a function in any of the languages. */
const FUNCTION = /^(?:export )?(?:async )?(?:function|def) .*$/m;

/** The snippets of each language, by the name that VS Code shows; the build writes them to files. */
export const EDITOR_SNIPPETS: Readonly<Record<string, Readonly<Record<string, EditorSnippet>>>> =
  Object.fromEntries(LANGUAGES.map((target) => [target.languageId, snippetsOf(target)]));

function snippetsOf(target: SnippetTarget): Readonly<Record<string, EditorSnippet>> {
  return Object.fromEntries(
    Object.entries(CALLS).map(([prefix, request]) => {
      const name = request.title.replace(String(VEHICLE_ID), 'by id');
      return [
        `Fleetio: ${name}`,
        {
          prefix,
          description: `A function that reads ${name} from the Fleetio API, with the key from the environment`,
          body: bodyOf(selfContained(target, request)),
        },
      ];
    }),
  );
}

/** A function that holds those it needs: a file that takes several snippets must not declare any of them twice. */
function selfContained(target: SnippetTarget, request: SnippetRequest): string {
  const options = { shape: 'function', indent: '\t' } as const;
  const { sections, blankLines } = target.pieces(request, options);
  const helpers = sections.slice(0, -1).filter((section) => FUNCTION.test(section));
  const gap = '\n'.repeat(blankLines + 1);
  const text = helpers.reduce(
    (rest, helper) => rest.replace(helper + gap, ''),
    target.emit(request, options),
  );
  const held = helpers.map((helper) => `${helper.replace(/^(?=.)/gm, '\t')}\n`);
  return text.replace(FUNCTION, (opening) => [opening, ...held].join('\n'));
}

/** The code with the vehicle's id as the one place to type at, the same wherever it stands. */
function bodyOf(text: string): readonly string[] {
  const literal = text.trimEnd().replace(/[\\$]/g, '\\$&');
  return literal.replaceAll(String(VEHICLE_ID), `\${1:${VEHICLE_ID}}`).split('\n');
}
