import { type Edit, lineAfter, lineBefore, type Place, placeholder, type Replacement } from './edits';

/** Replaces a secret in files that are no programs, each in the way of the tool that reads it. */
export type FileRule = (place: Place) => Replacement | undefined;

const reads = (...edits: Edit[]): Replacement => ({ kind: 'environment', edits });
const names = ({ start, end }: Place, newText: string): Replacement => ({
  kind: 'placeholder',
  edits: [{ start, end, newText }],
});

export const COMPOSE = /(?:^|\/)(?:docker-)?compose[\w.-]*\.ya?ml$/i;
export const GITHUB_WORKFLOW = /(?:^|\/)\.github\/(?:workflows|actions)\/.+\.ya?ml$/i;
export const GITLAB = /(?:^|\/)\.gitlab-ci[\w.-]*\.ya?ml$/i;

/** YAML: compose files, workflows and templates have a way to read; in others the variable is named. */
export const inYaml: FileRule = (place) => {
  const { text, path, variable } = place;
  if (GITHUB_WORKFLOW.test(path)) {
    return reads(yamlValue(place, `\${{ secrets.${variable} }}`));
  }
  if (text.includes('<%=')) {
    return reads(yamlValue(place, `<%= ENV.fetch('${variable}') %>`));
  }
  const edit = yamlValue(place, `\${${variable}}`);
  return COMPOSE.test(path) || GITLAB.test(path) ? reads(edit) : { kind: 'placeholder', edits: [edit] };
};

/** A value in a YAML file; in a flow collection braces mean something else unless they are quoted. */
function yamlValue({ text, start, end }: Place, value: string): Edit {
  const before = lineBefore(text, start);
  const isQuoted = before.split('"').length % 2 === 0 || before.split("'").length % 2 === 0;
  const scalar = /(?:[{[,]|:\s|^\s*-\s)\s*([^{[,:"']*)$/.exec(before);
  const isFlow = /[{[][^}\]]*$/.test(before.replace(/"[^"]*"|'[^']*'|\$\{\{.*?\}\}|\$\{.*?\}/g, ''));
  if (isQuoted || !isFlow || scalar === null) {
    return { start, end, newText: value };
  }
  const head = scalar[1] ?? '';
  return { start: start - head.length, end, newText: `"${head}${value}"` };
}

/** What begins a line that is a comment. */
const COMMENT = /^\s*(?:#|\/\/)/;

/** An instruction of a Dockerfile with the lines that it goes on over. */
const INSTRUCTION = /^[ \t]*(?:[A-Z]+|[a-z]+)[ \t](?:[^\n]*\\\r?\n)*[^\n]*$/gm;

/** Dockerfile: a build argument, declared before the instruction where it is not yet. */
export const inDockerfile: FileRule = (place) => {
  const { text, start, end, variable } = place;
  if (COMMENT.test(lineBefore(text, start))) {
    return placeholder(place);
  }
  const instruction = [...text.matchAll(INSTRUCTION)].find(
    ({ index, 0: code }) => index <= start && start < index + code.length,
  );
  if (instruction === undefined) {
    return undefined;
  }
  const argument = /^\s*ARG\s+([A-Za-z_]\w*)(=["']?)$/i.exec(text.slice(instruction.index, start));
  if (argument !== null) {
    const quote = /^["']/.exec(lineAfter(text, end))?.[0] ?? '';
    return reads({ start: start - (argument[2] ?? '').length, end: end + quote.length, newText: '' });
  }
  const isSingle = /^[^']*(?:'[^']*'[^']*)*'[^']*$/.test(lineBefore(text, start));
  const newText = isSingle ? `'"\${${variable}}"'` : `\${${variable}}`;
  const stage = text.slice(text.lastIndexOf('\nFROM', start) + 1, start);
  const eol = text.includes('\r\n') ? '\r\n' : '\n';
  const isDeclared = new RegExp(`^\\s*ARG\\s+${variable}\\b`, 'im').test(stage);
  const at = instruction.index;
  return reads(...(isDeclared ? [] : [{ start: at, end: at, newText: `ARG ${variable}${eol}` }]), {
    start,
    end,
    newText,
  });
};

/** Terraform: a sensitive variable, declared at the end where it is not yet; it is read from `TF_VAR_…`. */
export const inTerraform: FileRule = (place) => {
  const { text, start, end, path, variable } = place;
  const before = lineBefore(text, start);
  if (path.endsWith('.tfvars') || COMMENT.test(before)) {
    return placeholder(place);
  }
  const after = lineAfter(text, end);
  const asDefault = /^(\s*)default(\s*)=\s*"$/.exec(before);
  if (asDefault !== null && after.startsWith('"')) {
    const block = blockAround(text, start);
    const indent = asDefault[1] ?? '';
    return /^\s*sensitive\s*=/m.test(block)
      ? reads({ start: start - before.length, end: endOfLine(text, end), newText: '' })
      : reads({ start: start - before.length, end: end + 1, newText: `${indent}sensitive = true` });
  }
  const name = variable.toLowerCase();
  const isWhole = before.endsWith('"') && after.startsWith('"');
  const value = isWhole
    ? { start: start - 1, end: end + 1, newText: `var.${name}` }
    : { start, end, newText: `\${var.${name}}` };
  const isDeclared = new RegExp(`variable\\s+"${name}"`).test(text);
  const block = `\nvariable "${name}" {\n  type      = string\n  sensitive = true\n}\n`;
  const gap = text.endsWith('\n') ? '' : '\n';
  return reads(
    value,
    ...(isDeclared ? [] : [{ start: text.length, end: text.length, newText: gap + block }]),
  );
};

function blockAround(text: string, offset: number): string {
  const end = text.indexOf('\n}', offset);
  return text.slice(text.lastIndexOf('{', offset), end < 0 ? text.length : end);
}

function endOfLine(text: string, offset: number): number {
  const end = text.indexOf('\n', offset);
  return end < 0 ? text.length : end + 1;
}

const POSTMAN = /"_postman_id"|schema\.getpostman\.com/;
export const VSCODE_FILE = /(?:^|\/)\.vscode\/[\w-]+\.json$|(?:^|\/)devcontainer\.json$/;

/** JSON holds no expressions; some programs that read it have a way of their own. */
export const inJson: FileRule = (place) => {
  const { text, path, variable } = place;
  if (POSTMAN.test(text)) {
    return names(place, `{{${variable}}}`);
  }
  if (VSCODE_FILE.test(path)) {
    const scope = path.includes('devcontainer') ? 'localEnv' : 'env';
    return { ...names(place, `\${${scope}:${variable}}`), kind: 'environment' };
  }
  return names(place, `\${${variable}}`);
};

/** Requests of the REST Client. */
export const inHttp: FileRule = (place) => ({
  ...names(place, `{{$processEnv ${place.variable}}}`),
  kind: 'environment',
});

/** Files that are read as they are, and texts. */
export const inText: FileRule = placeholder;
