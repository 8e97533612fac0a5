import * as vscode from 'vscode';
import { FleetioError } from '../../fleetio/errors';
import { filtersOf, type Filter } from '../../fleetio/request';
import { RESOURCES, type FilterField, type FilterOperator } from '../../fleetio/resources';
import { endpointSnippet, type Endpoint, type ListParameters } from '../../snippets/endpoints';
import { askPick, askText, type StepEnd } from '../platform/steps';
import type { Position } from './askOutput';
import type { EndpointDraft } from './askRequest';

/** The list whose parameters are asked for. */
export interface ListDraft extends EndpointDraft {
  /** Changes with every choice. */
  parameters: ListParameters;
}

interface ParameterItem extends vscode.QuickPickItem {
  /** What the parameters become. */
  readonly change?: ListParameters;
  /** A filter that needs a value first. */
  readonly filter?: { readonly field: FilterField; readonly operator: FilterOperator };
}

/** Asks for filters and the order, one after the other, until the person goes on. */
export async function askParameters(draft: ListDraft, position: Position): Promise<StepEnd> {
  for (;;) {
    let chosen: ParameterItem | undefined;
    const end = await askPick<ParameterItem>({
      ...position,
      title: draft.endpoint.title,
      placeholder: vscode.l10n.t('Filters and order'),
      items: parameterItems(draft),
      active: undefined,
      accept: (item) => {
        chosen = item;
      },
    });
    if (end !== 'next' || chosen === undefined) {
      return end;
    }
    if (chosen.change !== undefined) {
      draft.parameters = chosen.change;
    } else if (chosen.filter === undefined) {
      return 'next';
    } else if ((await askValue(draft, chosen.filter, position)) === 'cancelled') {
      return 'cancelled';
    }
  }
}

/** Whether there is anything to choose in a list. */
export function hasParameters({ resource, kind }: Endpoint): boolean {
  const { filters, sorts, archived } = RESOURCES[resource];
  return kind === 'list' && (filters.length > 0 || sorts.length > 0 || archived === true);
}

function parameterItems({ endpoint, ids, api, parameters }: ListDraft): ParameterItem[] {
  const { t } = vscode.l10n;
  const resource = RESOURCES[endpoint.resource];
  const { filters = [], sort, archived = false } = parameters;
  const query = { resource: endpoint.resource, ...(ids.vehicleId ? { vehicleId: ids.vehicleId } : {}) };
  const isChosen = (field: string, operator: FilterOperator): boolean =>
    filters.some((filter) => filter.field === field && filter.operator === operator);
  return [
    { label: t('$(arrow-right) Go on'), description: summary(parameters) },
    ...filters.map((filter) => ({
      label: `$(filter-filled) ${filterWords(filter)}`,
      description: t('remove'),
      change: { ...parameters, filters: filters.filter((other) => other !== filter) },
    })),
    ...(resource.archived
      ? [
          {
            label: archived ? t('$(archive) The archived ones') : t('$(archive) Not the archived ones'),
            description: archived ? t('change to those in use') : t('change to the archived ones'),
            change: { ...parameters, archived: !archived },
          },
        ]
      : []),
    ...group(
      t('Filter by'),
      filtersOf(resource, query, api.apiVersion).flatMap((field) =>
        field.operators
          .filter((operator) => !isChosen(field.field, operator))
          .map((operator) => ({
            label: `$(filter) ${field.field} ${operatorWords(operator)}`,
            filter: { field, operator },
          })),
      ),
    ),
    ...group(
      t('Order by'),
      resource.sorts.flatMap((field) =>
        (['asc', 'desc'] as const)
          .filter((direction) => sort?.field !== field || sort.direction !== direction)
          .map((direction) => ({
            label:
              direction === 'asc'
                ? t('$(arrow-up) {0} ascending', field)
                : t('$(arrow-down) {0} descending', field),
            change: { ...parameters, sort: { field, direction } },
          })),
      ),
    ),
  ];
}

function group(title: string, items: readonly ParameterItem[]): ParameterItem[] {
  return items.length === 0 ? [] : [{ label: title, kind: vscode.QuickPickItemKind.Separator }, ...items];
}

/** Asks what a field is compared with. */
async function askValue(
  draft: ListDraft,
  { field, operator }: NonNullable<ParameterItem['filter']>,
  position: Position,
): Promise<StepEnd> {
  const { field: name, values } = field;
  const title = `${name} ${operatorWords(operator)}`;
  const withFilter = (value: string): ListParameters => ({
    ...draft.parameters,
    filters: [...(draft.parameters.filters ?? []), { field: name, operator, value }],
  });
  if (values !== undefined && operator === 'eq') {
    return askPick<vscode.QuickPickItem>({
      ...position,
      title,
      placeholder: vscode.l10n.t('Value'),
      items: values.map((label) => ({ label })),
      active: undefined,
      accept: ({ label }) => {
        draft.parameters = withFilter(label);
      },
    });
  }
  return askText({
    ...position,
    title,
    prompt:
      values === undefined ? vscode.l10n.t('Value') : vscode.l10n.t('One or more of {0}', values.join(', ')),
    placeholder: operator === 'include' ? vscode.l10n.t('one, another') : '',
    value: '',
    accept: (text) => {
      const parameters = withFilter(text);
      const problem = problemOf({ ...draft, parameters });
      if (problem === undefined) {
        draft.parameters = parameters;
      }
      return Promise.resolve(problem);
    },
  });
}

function problemOf({ endpoint, ids, parameters, api }: ListDraft): string | undefined {
  try {
    endpointSnippet(endpoint, ids, parameters, api);
    return undefined;
  } catch (error) {
    if (error instanceof FleetioError) {
      return error.message;
    }
    throw error;
  }
}

function summary({ filters = [], sort }: ListParameters): string {
  const { t } = vscode.l10n;
  const order =
    sort && (sort.direction === 'asc' ? t('by {0}', sort.field) : t('by {0}, descending', sort.field));
  return [filters.length === 0 ? t('no filters') : filters.map(filterWords).join(', '), order]
    .filter((part) => part !== undefined)
    .join(' · ');
}

function filterWords({ field, operator, value }: Filter): string {
  return `${field} ${operatorWords(operator)} ${value}`;
}

/** Whatever can be compared is a day or a moment. */
function operatorWords(operator: FilterOperator): string {
  const { t } = vscode.l10n;
  const words: Readonly<Record<FilterOperator, string>> = {
    eq: t('is'),
    like: t('contains'),
    include: t('has'),
    lt: t('is before'),
    lte: t('is at the latest'),
    gt: t('is after'),
    gte: t('is at the earliest'),
  };
  return words[operator];
}
