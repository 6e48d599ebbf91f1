import { describe, expect, it } from 'vitest';
import { COMPANIES, MOVIE_BY_ID, PERSON_BY_ID, SERIES_BY_ID } from '../../../src/sandbox/catalogue/catalogue.ts';
import { generatedMovie } from '../../../src/sandbox/generated/generated-movies.ts';
import { generatedPicture } from '../../../src/sandbox/generated/generated-names.ts';
import { generatedPerson } from '../../../src/sandbox/generated/generated-people.ts';
import { draw } from '../../../src/sandbox/pictures/artwork.ts';
import { picture } from '../../../src/sandbox/pictures/picture.ts';
import { subjectOf, type Kind } from '../../../src/sandbox/pictures/subjects.ts';

const sizeOf = (path: string) => {
  const { width, height } = picture(path) ?? {};
  return [width, height];
};
const titleOf = (path: string) => /<title>(.*)<\/title>/.exec(picture(path)?.svg ?? '')?.[1];

const lettersOf = (kind: Kind, label: string) => draw({ kind, label, genres: [18] }, '/a').body.split('<path transform').length - 1;

describe('a picture', () => {
  it('draws an image in the requested size, in the shape of its kind, with its title', () => {
    const { poster = '', backdrop = '' } = MOVIE_BY_ID.get(603) ?? {};
    const profile = PERSON_BY_ID.get(31)?.profile ?? '';
    expect(titleOf(`/w500${poster}`)).toBe('The Matrix');
    expect(sizeOf(`/w1280${backdrop}`)).toEqual([1280, 720]);
    expect(titleOf(`/h632${profile}`)).toBe('Tom Hanks');
    expect(sizeOf(`/h632${profile}`)[1]).toBe(632);
  });

  it('draws an original in the pixels that the list of images names', () => {
    const rows = [...(MOVIE_BY_ID.get(550)?.posters ?? []), ...(MOVIE_BY_ID.get(550)?.logos ?? []), ...(COMPANIES.get(1)?.logos ?? [])];
    expect(rows.length).toBeGreaterThan(5);
    for (const [file, width, height] of rows) {
      expect(sizeOf(`/original${file}`)).toEqual([width, height]);
      expect(sizeOf(`/w500${file}`)).toEqual([500, Math.round((500 * height) / width)]);
    }
  });

  it('draws images of series, collections and companies, whose logos may be SVG', () => {
    expect(titleOf(`/w342${SERIES_BY_ID.get(1396)?.poster ?? ''}`)).toBe('Breaking Bad');
    expect(titleOf('/w342/sandbox-collection-2344-poster-de.jpg')).toBe('The Matrix Collection');
    const logo = COMPANIES.get(1)?.logo ?? '';
    expect(picture(`/original${logo.replace('.png', '.svg')}`)).toMatchObject({ format: 'svg' });
    expect(picture(`/w300${logo.replace(/\.\w+$/, '.png')}`)).toMatchObject({ format: 'png' });
    expect(titleOf(`/w300${logo}`)).toMatch(/Lucasfilm/);
  });

  it('draws generated stills of recorded series wide, and logos of watch providers as squares', () => {
    const [width, height] = [300, 169];
    expect(picture(`/w300${generatedPicture('s', 1396, 1001)}`)).toMatchObject({ width, height });
    const { logo_path: logo = '' } = MOVIE_BY_ID.get(603)?.providers?.['US']?.flatrate?.[0] ?? {};
    expect(picture(`/w92${logo}`)).toMatchObject({ width: 92, height: 92 });
  });

  it('draws images of generated movies and people by their file names', () => {
    const { title, poster = '', posters = [] } = generatedMovie(7_654_321, '2026-01-01');
    expect(title).toContain(titleOf(`/w342${poster}`));
    expect(sizeOf(`/w342${posters[1]?.[0] ?? ''}`)).toEqual([342, 513]);
    const { name, profile = '' } = generatedPerson(7_654_321);
    expect(titleOf(`/w185${profile}`)).toBe(name);
  });

  it('draws the same image each time, and another one for another file', () => {
    expect(picture('/w500/abc1.jpg')).toEqual(picture('/w500/abc1.jpg'));
    expect(picture('/w500/abc1.jpg')?.svg).not.toBe(picture('/w500/abc2.jpg')?.svg);
  });

  it('draws the title on posters and logos, and nowhere else', () => {
    for (const kind of ['poster', 'logo'] as const) expect(lettersOf(kind, 'Amélie')).toBe(6);
    for (const kind of ['backdrop', 'still'] as const) expect(lettersOf(kind, 'Amélie')).toBe(0);
    // A script that the font lacks leaves no empty boxes.
    expect(lettersOf('poster', '기생충')).toBe(0);
  });

  it('draws nothing for other paths, and escapes the title', () => {
    for (const path of ['/w500/../secret', '/abc.jpg', '/w500/a/b.jpg', '/w500/abc.exe', '/w9999/abc.jpg', '/constructor/abc.jpg', ''])
      expect(picture(path)).toBe(undefined);
    const { poster = '' } = MOVIE_BY_ID.get(787) ?? {};
    expect(titleOf(`/w500${poster}`)).toBe('Mr. &#38; Mrs. Smith');
  });

  it('draws a badge with initials for files that are named by a word', () => {
    expect(subjectOf('/apple-tv.jpg')).toMatchObject({ kind: 'badge', label: 'Apple Tv' });
    expect(subjectOf('/avatar-ada.jpg')).toMatchObject({ kind: 'badge', label: 'Ada' });
    expect(sizeOf('/w92/apple-tv.jpg')).toEqual([92, 92]);
  });
});
