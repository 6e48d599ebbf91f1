import { describe, expect, it } from 'vitest';
import { createLocate } from '../../src/http/place.ts';

describe('a request without BASE_PATH', () => {
  it.each([
    // A server of its own.
    ['/graphql', undefined, '', '/graphql'],
    ['/graphql?query={a}&x=/health', undefined, '', '/graphql'],
    ['/graphql/', undefined, '', '/graphql'],
    ['/graphql/?query={a}', undefined, '', '/graphql'],
    ['http://gateway.test/graphql?x', undefined, '', '/graphql'],
    ['http://gateway.test', undefined, '', '/'],
    ['/', undefined, '', '/'],
    ['/?x', undefined, '', '/'],
    ['*', undefined, '', '/*'],
    ['/metrics', undefined, '', '/metrics'],
    ['/sandbox/t/p/w500/a.svg', undefined, '', '/sandbox/t/p/w500/a.svg'],
    ['/api/sandbox/approve?request_token=x', undefined, '/api', '/sandbox/approve'],
    // A server that hands over the whole URL.
    ['/api/graphql?query={a}', undefined, '/api', '/graphql'],
    ['/v1/movies/ready/', undefined, '/v1/movies', '/ready'],
    ['/api/metrics', undefined, '', '/api/metrics'],
    ['/api/nowhere', undefined, '', '/api/nowhere'],
    ['/%67raphql', undefined, '', '/%67raphql'],
    ['/Graphql', undefined, '', '/Graphql'],
    ['/mygraphql', undefined, '', '/mygraphql'],
    // A framework that strips the path of a mount, and keeps the URL.
    ['/graphql?x', '/api/graphql?x', '/api', '/graphql'],
    ['/metrics', '/api/metrics', '/api', '/metrics'],
    ['/nowhere', '/api/nowhere', '/api', '/nowhere'],
    ['/', '/api', '/api', '/'],
    ['/', '/api/', '/api', '/'],
    ['/?x=y', '/api?x=y', '/api', '/'],
    ['/health', '/my%20api/v1/health', '/my%20api/v1', '/health'],
    // A mount at the endpoint itself.
    ['/?query={a}', '/graphql?query={a}', '', '/graphql'],
    ['/', '/api/graphql', '/api', '/graphql'],
    ['/', '/metrics', '', '/metrics'],
    ['/', '/api/metrics', '/api/metrics', '/'],
    // A URL that was rewritten.
    ['/graphql', '/somewhere/else', '', '/graphql'],
    // Paths that would lead to another host.
    ['//evil.example', undefined, '', '//evil.example'],
    ['/', '//evil.example/api', '', '/'],
    ['/', '/\\evil.example', '', '/'],
    ['//evil.example/graphql', undefined, '', '/graphql'],
  ])('at %s (originally %s) is below %j at %s', (url, originalUrl, base, path) => {
    expect(createLocate('')({ url, originalUrl })).toEqual({ base, path });
  });
});

describe('a request with BASE_PATH=/api/v1', () => {
  it.each([
    // Whether a proxy strips the path or not.
    ['/api/v1/graphql', undefined, '/graphql'],
    ['/graphql', undefined, '/graphql'],
    ['/api/v1/metrics/', undefined, '/metrics'],
    ['/metrics', undefined, '/metrics'],
    ['/api/v1', undefined, '/'],
    ['/api/v1/?x', undefined, '/'],
    ['/', undefined, '/'],
    ['/api/v10', undefined, '/api/v10'],
    ['/api/v10/metrics', undefined, '/api/v10/metrics'],
    // Whether a framework strips it, or a part of it.
    ['/metrics', '/api/v1/metrics', '/metrics'],
    ['/v1/metrics', '/api/v1/metrics', '/metrics'],
    ['/', '/api/v1', '/'],
  ])('at %s (originally %s) is at %s, and links begin with that path', (url, originalUrl, path) => {
    expect(createLocate('/api/v1')({ url, originalUrl })).toEqual({ base: '/api/v1', path });
  });
});
