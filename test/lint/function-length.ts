/**
 * A lint rule of this project: no function longer than 120 lines. Lists of fields are exempt, since they are tables: a
 * function whose whole body is an object literal, such as `fields: (t) => ({ … })`.
 */
const MAX_LINES = 120;

interface FunctionNode {
  readonly loc: { readonly start: { readonly line: number }; readonly end: { readonly line: number } };
  readonly body?: { readonly type: string } | null;
}

interface RuleContext {
  report(problem: { node: FunctionNode; message: string }): void;
}

const functionLength = {
  create(context: RuleContext) {
    const check = (node: FunctionNode): void => {
      const lines = node.loc.end.line - node.loc.start.line + 1;
      if (lines <= MAX_LINES || node.body?.type === 'ObjectExpression') return;
      context.report({
        node,
        message: `This function has ${lines} lines; at most ${MAX_LINES} were expected. Give its second idea a name.`,
      });
    };
    return { FunctionDeclaration: check, FunctionExpression: check, ArrowFunctionExpression: check };
  },
};

export default { meta: { name: 'house' }, rules: { 'function-length': functionLength } };
