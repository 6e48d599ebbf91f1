import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { acceptedCoding, acceptedLanguages, acceptedTypes } from '../../src/http/negotiation.ts';

describe('acceptedLanguages', () => {
  it.each([
    { header: 'de', languages: ['de'] },
    { header: 'pt-BR,pt;q=0.9,en-US;q=0.8,en;q=0.7', languages: ['pt-BR', 'pt', 'en-US', 'en'] },
    { header: 'en;q=0.3, fr;q=0.9, de', languages: ['de', 'fr', 'en'] },
    { header: 'da, en-gb;q=0.8, en;q=0.7', languages: ['da', 'en-GB', 'en'] },
    { header: 'de ; q=0.5 , fr', languages: ['fr', 'de'] },
    { header: 'de;q=0.5,fr;q=0.5,it;q=0.5', languages: ['de', 'fr', 'it'] },
    { header: 'de;Q=0.5,fr', languages: ['fr', 'de'] },
    { header: 'de;q=0, fr', languages: ['fr'] },
    { header: 'de;q=0.000, fr;q=0.001', languages: ['fr'] },
    { header: '*', languages: [] },
    { header: 'zh-Hant, *;q=0.5, ja;q=0.1', languages: ['zh-TW', 'ja'] },
    { header: 'nan-Hant-TW, uz-Latn-UZ;q=0.9, zxx;q=0.8, pt-BR-u-hc-h23;q=0.5', languages: ['uz-UZ', 'pt-BR'] },
    { header: 'haw, de', languages: ['de'] },
    { header: '', languages: [] },
    { header: ',,;q=1, ,', languages: [] },
    { header: 'de;q=high, fr', languages: ['fr'] },
    { header: 'de\r\nX: y, fr', languages: ['fr'] },
    { header: 'de;q=0, *', languages: [] },
    { header: '*;q=0, de', languages: ['de'] },
    { header: 'de; q=0.5; level=1, fr;level=1;q=0.6', languages: ['fr', 'de'] },
    { header: 'de\t;\tq=0.5\t,\tfr', languages: ['fr', 'de'] },
    { header: 'de;q="0.5", fr', languages: ['fr', 'de'] },
    { header: 'de;q="0.5, fr', languages: ['de'] },
    { header: 'de;q=-1, fr;q=NaN, it', languages: ['it'] },
    { header: 'de, DE, de;q=0.5, fr, de', languages: ['de', 'fr'] },
    { header: 'fr;q=0.5, de-de;q=0.8, de-DE;q=0.1', languages: ['de-DE', 'fr'] },
    { header: `de, ${'x'.repeat(190)}, fr-CA`, languages: ['de'] },
    { header: `${'x'.repeat(189)}, de, fr-CA;q=0.1`, languages: ['de'] },
    { header: `de${' '.repeat(300)}, fr`, languages: [] },
  ])('reads from the Accept-Language header "$header" the languages $languages', ({ header, languages }) => {
    expect(acceptedLanguages(header)).toEqual(languages);
  });

  it('never fails on an Accept-Language header, and writes languages as TMDB does', () => {
    const tag = fc.constantFrom('de', 'pt-br', 'EN', 'zh-Hant', '*', '', 'x y', 'q=1');
    const weight = fc.constantFrom('', ';q=0.5', ';q=', ';q=-1', ';q=9', ';q=0', ' ; q=0.1', ';level=1');
    const header = fc.array(fc.tuple(tag, weight).map((range) => range.join(''))).map((ranges) => ranges.join(','));
    fc.assert(
      fc.property(fc.oneof(header, fc.string({ unit: 'binary' })), (text) => {
        for (const language of acceptedLanguages(text)) expect(language).toMatch(/^[a-z]{2}(-[A-Z]{2})?$/);
      }),
      { numRuns: 500 },
    );
  });

  it('reads few languages from a very long Accept-Language header', () => {
    expect(acceptedLanguages('de,'.repeat(200_000)).length).toBeLessThan(100);
  });
});

describe('acceptedCoding', () => {
  it.each([
    ['', 'identity'],
    ['*', 'br'],
    ['br', 'br'],
    ['gzip', 'gzip'],
    ['GZip', 'gzip'],
    ['gzip, deflate, br, zstd', 'br'],
    ['gzip;q=0.8, br;q=0.8', 'br'],
    ['br;q=0.5, gzip;q=0.8', 'gzip'],
    ['br;q=0.5,gzip ; q=0.8', 'gzip'],
    ['br;q=0, gzip;q=0.5', 'gzip'],
    ['br; q=0.000, gzip', 'gzip'],
    ['br;q=0, *', 'gzip'],
    ['*;q=0, gzip', 'gzip'],
    ['gzip;q=x, br', 'br'],
    ['identity', 'identity'],
    ['identity, gzip;q=0.5', 'identity'],
    ['identity;q=0, gzip;q=0.1', 'gzip'],
    ['identity;q=0, *', 'br'],
    ['identity;q=0', 'identity'],
    ['*;q=0', 'identity'],
    ['deflate, zstd', 'identity'],
    [';;q=,', 'identity'],
    ['x-gzip', 'identity'],
  ])('chooses from the Accept-Encoding header "%s" the coding %s', (header, coding) => {
    expect(acceptedCoding(header)).toBe(coding);
  });

  it('never fails on an Accept-Encoding header', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (header) => {
        expect(['br', 'gzip', 'identity']).toContain(acceptedCoding(header));
      }),
    );
  });

  it('chooses a coding from a very long header quickly', () => {
    const started = performance.now();
    expect(acceptedCoding(`${'deflate;q=0.5,'.repeat(5000)}gzip`)).toBe('gzip');
    expect(performance.now() - started).toBeLessThan(500);
  });
});

describe('acceptedTypes', () => {
  const JSON_TYPE = 'application/json';
  const GRAPHQL = 'application/graphql-response+json';
  const DEFER_SPEC = 'multipart/mixed;deferspec=20220824';

  it.each<[header: string, whole: string | undefined, incremental: string | undefined]>([
    ['', JSON_TYPE, 'multipart/mixed'],
    ['*/*', JSON_TYPE, 'multipart/mixed'],
    ['application/*', JSON_TYPE, undefined],
    ['multipart/*', undefined, 'multipart/mixed'],
    [JSON_TYPE, JSON_TYPE, undefined],
    ['Application/JSON ; Charset="UTF-8"', JSON_TYPE, undefined],
    ['application/json;charset=latin1', undefined, undefined],
    [`${GRAPHQL}, application/json`, GRAPHQL, undefined],
    [`application/json, ${GRAPHQL}`, JSON_TYPE, undefined],
    [`application/json;q=0.9, ${GRAPHQL}`, GRAPHQL, undefined],
    [`${GRAPHQL};q=0, */*;q=0.1`, JSON_TYPE, 'multipart/mixed'],
    ['*/*, multipart/mixed;q=0', JSON_TYPE, 'text/event-stream'],
    ['text/html', undefined, undefined],
    [',,', undefined, undefined],
    ['multipart/mixed;deferSpec=20220824,application/graphql-response+json,application/json', GRAPHQL, DEFER_SPEC],
    ['multipart/mixed;boundary="graphql";deferSpec=20220824,application/json', JSON_TYPE, DEFER_SPEC],
    ['MULTIPART/Mixed ; DEFERSPEC="20220824" ; Q=0.5, */*', JSON_TYPE, DEFER_SPEC],
    ['multipart/*;deferSpec=20220824', undefined, DEFER_SPEC],
    ['text/event-stream;deferSpec=20220824', undefined, 'text/event-stream;deferspec=20220824'],
    ['text/event-stream;q=0.9, multipart/mixed;deferSpec=20220824;q=0.8', undefined, 'text/event-stream'],
    ['multipart/mixed;subscriptionSpec=1.0', undefined, 'multipart/mixed'],
    ['multipart/mixed;incrementalSpec=v0.2,multipart/mixed;deferSpec=20220824;q=0.5', undefined, DEFER_SPEC],
  ])('chooses from the Accept header "%s" %s for whole results and %s for incremental ones', (header, whole, incremental) => {
    expect(acceptedTypes(header)).toEqual({ whole, incremental, unknownFormat: false });
  });

  it.each<[header: string, whole: string | undefined]>([
    ['multipart/mixed;incrementalSpec=v0.2,application/graphql-response+json,application/json;q=0.9', GRAPHQL],
    ['MULTIPART/MIXED;INCREMENTALSPEC="v0.2", application/json', JSON_TYPE],
    ['multipart/mixed;incrementalSpec=v0.2, */*;q=0.1', JSON_TYPE],
    ['text/event-stream;incrementalSpec=v0.2, application/*', JSON_TYPE],
    ['multipart/mixed;foo="a,b\\"c";incrementalSpec=v0.2, application/json', JSON_TYPE],
    ['multipart/mixed;deferSpec=20990101, application/json', JSON_TYPE],
    ['multipart/mixed;deferSpec=20220824;incrementalSpec=v0.2, application/json', JSON_TYPE],
    ['multipart/mixed;deferSpec=20220824;q=0, application/json', JSON_TYPE],
    ['multipart/mixed;incrementalSpec=v0.2', undefined],
  ])('finds no incremental format that both sides know in the Accept header "%s"', (header, whole) => {
    expect(acceptedTypes(header)).toEqual({ whole, incremental: undefined, unknownFormat: true });
  });

  it('never fails on an Accept header', () => {
    const range = fc.constantFrom('*/*', 'multipart/mixed', 'application/json', 'a/b', '"', '', '/', 'text/event-stream;deferSpec="');
    const parameter = fc.constantFrom('', ';q=0.5', ';q=', ';q=x', ';deferSpec=1,2', ';incrementalSpec="a,', ';=', ';;');
    const header = fc.array(fc.tuple(range, parameter).map((both) => both.join(''))).map((ranges) => ranges.join());
    fc.assert(
      fc.property(fc.oneof(header, fc.string({ unit: 'binary' })), (text) => {
        expect(Object.keys(acceptedTypes(text))).toEqual(['whole', 'incremental', 'unknownFormat']);
      }),
      { numRuns: 500 },
    );
  });

  it.each(['a/b,', '"', ',', '*/*;deferSpec="x",'])('reads a very long Accept header of %s quickly', (piece) => {
    // The quickest of three: the machine may be busy.
    const times = [1, 2, 3].map(() => {
      const started = performance.now();
      acceptedTypes(piece.repeat(5000));
      return performance.now() - started;
    });
    expect(Math.min(...times)).toBeLessThan(100);
  });
});
