interface Step<Route> {
  words: Map<string, Step<Route>>;
  any?: Step<Route>;
  route?: Route;
}

export interface Found<Route> {
  route: Route;
  params: string[];
}

/**
 * Makes a function that finds the route of a path, and the ids in the path, by a tree of segments. A fixed word wins
 * over an id.
 */
export function routerOf<Route>(routes: Iterable<readonly [pattern: string, route: Route]>): (path: string) => Found<Route> | undefined {
  const root: Step<Route> = { words: new Map() };
  for (const [pattern, route] of routes) {
    let step = root;
    for (const segment of pattern.split('/')) {
      const next: Step<Route> = (segment.startsWith('{') ? step.any : step.words.get(segment)) ?? { words: new Map() };
      if (segment.startsWith('{')) step.any = next;
      else step.words.set(segment, next);
      step = next;
    }
    step.route = route;
  }
  return (path) => {
    const segments = path.split('/');
    const walk = (step: Step<Route>, index: number, params: string[]): Found<Route> | undefined => {
      const segment = segments[index];
      if (segment === undefined) return step.route && { route: step.route, params };
      const word = step.words.get(segment);
      return (word && walk(word, index + 1, params)) ?? (step.any && walk(step.any, index + 1, [...params, segment]));
    };
    return walk(root, 0, []);
  };
}
