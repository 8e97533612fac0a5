import { RESOURCES, type FieldFormat, type Resource } from '../../fleetio/resources';
import { isAtLeast } from '../../fleetio/versions';
import { code } from '../layout';
import type { SnippetRequest } from '../model';
import { pascalCase } from '../names';

/** The TypeScript type of each kind of value. Decimals are texts in lists, and numbers in some records (section 6.3). */
const TYPES: Readonly<Record<FieldFormat, string>> = {
  text: 'string | null',
  number: 'string | number | null',
  date: 'string | null',
  dateTime: 'string | null',
  cents: 'number | null',
  yesNo: 'boolean',
  flag: 'boolean',
};

/** The types of nested fields stand in objects of their own. */
interface Fields {
  [name: string]: string | Fields;
}

/** What a record is called in code: `MeterEntry`. */
export function recordName({ resource, name }: SnippetRequest): string {
  return resource
    ? pascalCase(RESOURCES[resource].singular.split(/\W+/))
    : pascalCase([...name.slice(1), 'record']);
}

/**
 * The TypeScript interface of the record that a request gives, with the fields that the catalogue knows. The same one
 * may stand twice in a file, which an index signature in its body may not.
 */
export function recordInterface(request: SnippetRequest): string {
  return code`
    interface ${recordName(request)} extends Record<string, unknown> {
      ${lines(request.resource ? fieldsOf(RESOURCES[request.resource], request) : { id: 'number' })}
    }
  `;
}

function fieldsOf(resource: Resource, { apiVersion }: SnippetRequest): Fields {
  const fields: Fields = { id: 'number' };
  for (const view of [...resource.label, ...resource.description, ...resource.tooltip]) {
    const old = resource.renames?.find((rename) => rename.new === view.field)?.old;
    const name = isAtLeast(apiVersion, resource.cursorSince) ? view.field : (old ?? view.field);
    place(fields, name.split('.'), TYPES[view.format ?? 'text']);
  }
  return fields;
}

function place(fields: Fields, [name = '', ...deeper]: readonly string[], type: string): void {
  if (deeper.length === 0) {
    fields[name] ??= type;
    return;
  }
  const nested = fields[name];
  const object = typeof nested === 'object' ? nested : {};
  fields[name] = object;
  place(object, deeper, type);
}

function lines(fields: Fields): string {
  const written = Object.entries(fields).map(([name, type]) =>
    typeof type === 'string'
      ? `${name}: ${type};`
      : code`
          ${name}: {
            ${lines(type)}
          } | null;
        `,
  );
  return written.join('\n');
}
