import { companies, fill } from './facts.ts';

/** Widely known facts about companies, one per line: recorded name | headquarters | homepage | recorded name of the owner. */
const TABLE = `
Lucasfilm Ltd.|San Francisco, California|https://www.lucasfilm.com|The Walt Disney Company
Walt Disney Pictures|Burbank, California|https://movies.disney.com|The Walt Disney Company
Disney Television Animation|Glendale, California||The Walt Disney Company
Walt Disney Imagineering|Glendale, California||The Walt Disney Company
The Walt Disney Company|Burbank, California|https://thewaltdisneycompany.com|
HBO|New York City, New York|https://www.hbo.com|
HBO Films|New York City, New York||HBO
HBO Documentary Films|New York City, New York||HBO
HBO Europe|||HBO
Columbia Pictures|Culver City, California|https://www.sonypictures.com|
Universal Pictures|Universal City, California|https://www.universalpictures.com|
Warner Bros. Pictures|Burbank, California|https://www.warnerbros.com|
Warner Premiere|Burbank, California||Warner Bros. Pictures
Castle Rock Entertainment|Beverly Hills, California||Warner Bros. Pictures
20th Century Fox|Los Angeles, California||The Walt Disney Company
Fox 2000 Pictures|Los Angeles, California||20th Century Fox
Miramax|Los Angeles, California|https://www.miramax.com|
Amblin Entertainment|Universal City, California|https://amblin.com|
Legendary Pictures|Burbank, California|https://www.legendary.com|
DC Comics|Burbank, California|https://www.dc.com|
Syncopy|London||
Working Title Films|London|https://www.workingtitlefilms.com|Universal Pictures
`;

/** The company of this name; of several, the one with the lowest id. */
const named = (name: string) => [...companies.values()].filter((company) => company.name === name).toSorted((a, b) => a.id - b.id)[0];

/** Adds widely known facts to those that the recordings tell of companies. */
export function addKnownCompanies(): void {
  for (const line of TABLE.trim().split('\n')) {
    const [name = '', headquarters, homepage, owner] = line.split('|');
    const company = named(name);
    if (!company) throw new Error(`No recording names the company ${name}.`);
    fill(company, { headquarters, homepage, parent: owner ? named(owner)?.id : undefined });
  }
}
