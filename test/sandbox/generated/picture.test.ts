import { describe, expect, it } from 'vitest';
import { COMPANIES, MOVIE_BY_ID, PERSON_BY_ID, SERIES_BY_ID } from '../../../src/sandbox/catalogue/catalogue.ts';
import { generatedMovie } from '../../../src/sandbox/generated/generated-movies.ts';
import { picture } from '../../../src/sandbox/generated/picture.ts';

describe('a picture', () => {
  it('draws an image in the requested size, in the shape of its kind, with the title on it', () => {
    const { poster = '', backdrop = '' } = MOVIE_BY_ID.get(603) ?? {};
    expect(picture(`/w500${poster}`)).toMatch(/^<svg[^>]* width="500" height="750".*<title>The Matrix<\/title>/s);
    expect(picture(`/w1280${backdrop}`)).toContain('width="1280" height="720"');
    expect(picture(`/original${poster}`)).toContain('width="1000" height="1500"');
    expect(picture(`/h632${PERSON_BY_ID.get(31)?.profile ?? ''}`)).toMatch(/height="632".*Tom Hanks/s);
  });

  it('draws images of series, collections and companies, whose logos may be SVG', () => {
    expect(picture(`/w342${SERIES_BY_ID.get(1396)?.poster ?? ''}`)).toContain('Breaking Bad');
    expect(picture('/w342/sandbox-collection-2344-poster-de.jpg')).toContain('The Matrix Collection');
    const logo = COMPANIES.get(1)?.logo ?? '';
    expect(picture(`/original${logo.replace('.png', '.svg')}`)).toMatch(/height="200".*Lucasfilm/s);
    expect(picture(`/w300${logo.replace(/\.\w+$/, '.png')}`)).toMatch(/height="120".*Lucasfilm/s);
  });

  it('draws images of generated movies by their file names', () => {
    const movie = generatedMovie(7_654_321, '2026-01-01');
    expect(picture(`/w342${movie.poster ?? ''}`)).toContain(movie.title);
    expect(picture(`/w342${movie.posters?.[1]?.[0] ?? ''}`)).toContain('width="342" height="513"');
  });

  it('draws the same image each time, and another colour for another file', () => {
    expect(picture('/w500/abc.jpg')).toBe(picture('/w500/abc.jpg'));
    expect(picture('/w500/abc.jpg')).not.toBe(picture('/w500/abd.jpg'));
  });

  it('draws nothing for other paths, and escapes the title', () => {
    for (const path of ['/w500/../secret', '/abc.jpg', '/w500/a/b.jpg', '/w500/abc.exe', '']) expect(picture(path)).toBe(undefined);
    const { poster = '' } = MOVIE_BY_ID.get(787) ?? {};
    expect(picture(`/w500${poster}`)).toContain('Mr. &#38; Mrs. Smith');
  });
});
