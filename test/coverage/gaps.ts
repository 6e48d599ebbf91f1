import type { Operations } from './derive.ts';
import type { ParameterRule } from './left-out.ts';
import type { Row } from './row.ts';

/** The coverage of TMDB's operations: the field for each, and those left out. */
export interface Coverage {
  readonly fields: Readonly<Record<string, Row>>;
  readonly operationsLeftOut: Readonly<Record<string, readonly string[]>>;
  readonly parametersLeftOut: readonly ParameterRule[];
}

/** Whether a rule leaves this parameter of an operation out. */
export const leavesOut = ({ parameter, operations }: ParameterRule, operation: string, name: string): boolean =>
  parameter === name && operations.test(operation);

/** Returns operations and parameters of TMDB that have neither a field nor a reason to be left out; one line each. */
export function missing(operations: Operations, { fields, operationsLeftOut, parametersLeftOut }: Coverage): string[] {
  const leftOut = new Set(Object.values(operationsLeftOut).flat());
  return Object.entries(operations).flatMap(([operation, parameters]) => {
    const row = fields[operation];
    if (!row) return leftOut.has(operation) ? [] : [operation];
    return parameters
      .filter((parameter) => !row.parameters[parameter] && !parametersLeftOut.some((rule) => leavesOut(rule, operation, parameter)))
      .map((parameter) => `${operation}: ${parameter}`);
  });
}

/** Returns rows for anything that TMDB does not offer, and duplicate rows; one line each. */
export function stale(operations: Operations, { fields, operationsLeftOut, parametersLeftOut }: Coverage): string[] {
  const rows = Object.entries(fields).flatMap(([operation, { parameters }]) => {
    const known = operations[operation];
    if (!known) return [`${operation} has a field, but TMDB has no such operation`];
    return Object.keys(parameters).flatMap((parameter) => {
      if (!known.includes(parameter)) return [`${operation}: TMDB has no parameter ${parameter}`];
      return parametersLeftOut.some((rule) => leavesOut(rule, operation, parameter))
        ? [`${operation}: ${parameter} is set, and left out`]
        : [];
    });
  });
  const leftOut = Object.values(operationsLeftOut).flat();
  const operationRows = leftOut.flatMap((operation, index) => {
    if (!operations[operation]) return [`${operation} is left out, but TMDB has no such operation`];
    if (leftOut.indexOf(operation) !== index) return [`${operation} is left out twice`];
    return fields[operation] ? [`${operation} has a field, and is left out`] : [];
  });
  const ruleRows = parametersLeftOut
    .filter((rule) => !Object.entries(operations).some(([operation, names]) => names.some((name) => leavesOut(rule, operation, name))))
    .map((rule) => `${rule.parameter} of ${rule.operations.source} is left out, but TMDB has no such parameter`);
  return [...rows, ...operationRows, ...ruleRows];
}
