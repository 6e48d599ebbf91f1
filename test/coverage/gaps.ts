import type { Operations } from './derive.ts';
import type { ParameterRule } from './left-out.ts';
import type { Row } from './row.ts';

/** What is said of TMDB's operations: which field stands for each, and what is left out. */
export interface Said {
  readonly fields: Readonly<Record<string, Row>>;
  readonly operationsLeftOut: Readonly<Record<string, readonly string[]>>;
  readonly parametersLeftOut: readonly ParameterRule[];
}

/** Whether a rule leaves this parameter of a path out. */
const rules = (rule: ParameterRule, path: string, parameter: string): boolean => rule.parameter === parameter && rule.paths.test(path);

/** `GET /3/movie/{movie_id}` → `/3/movie/{movie_id}`. */
export const pathOf = (operation: string): string => operation.slice(operation.indexOf(' ') + 1);

/** What TMDB offers and is neither given a field nor left out with a reason; one line each. */
export function missing(operations: Operations, { fields, operationsLeftOut, parametersLeftOut }: Said): string[] {
  const leftOut = new Set(Object.values(operationsLeftOut).flat());
  return Object.entries(operations).flatMap(([operation, parameters]) => {
    const path = pathOf(operation);
    const row = operation.startsWith('GET ') ? fields[path] : undefined;
    if (!row) return leftOut.has(operation) ? [] : [operation];
    return parameters
      .filter((parameter) => !row.parameters[parameter] && !parametersLeftOut.some((rule) => rules(rule, path, parameter)))
      .map((parameter) => `${operation}: ${parameter}`);
  });
}

/** What is said of things that TMDB does not offer, or said twice; one line each. */
export function stale(operations: Operations, { fields, operationsLeftOut, parametersLeftOut }: Said): string[] {
  const rows = Object.entries(fields).flatMap(([path, { parameters }]) => {
    const known = operations[`GET ${path}`];
    if (!known) return [`GET ${path}: TMDB has no such path`];
    return Object.keys(parameters).flatMap((parameter) => {
      if (!known.includes(parameter)) return [`GET ${path}: TMDB has no parameter ${parameter}`];
      return parametersLeftOut.some((rule) => rules(rule, path, parameter)) ? [`GET ${path}: ${parameter} is set, and left out`] : [];
    });
  });
  const leftOut = Object.values(operationsLeftOut).flat();
  const operationRows = leftOut.flatMap((operation, index) => {
    if (!operations[operation]) return [`${operation} is left out, but TMDB has no such operation`];
    if (leftOut.indexOf(operation) !== index) return [`${operation} is left out twice`];
    return operation.startsWith('GET ') && fields[pathOf(operation)] ? [`${operation} has a field, and is left out`] : [];
  });
  const ruleRows = parametersLeftOut
    .filter((rule) => !Object.entries(operations).some(([operation, names]) => names.some((name) => rules(rule, pathOf(operation), name))))
    .map(({ parameter, paths }) => `${parameter} of ${paths.source} is left out, but TMDB has no such parameter`);
  return [...rows, ...operationRows, ...ruleRows];
}
