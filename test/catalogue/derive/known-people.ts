import { fill, people } from './facts.ts';

/**
 * Widely known facts about people whom no recording describes in full, one per line: name | IMDb id | gender (1 female,
 * 2 male, 3 non-binary) | born | died | place of birth | other names, separated by `;`.
 */
const TABLE = `
Aaron Eckhart|nm0001173|2|1968-03-12||Cupertino, California, USA|
Al Pacino|nm0000199|2|1940-04-25||New York City, New York, USA|Alfredo James Pacino
Alan Rickman|nm0000614|2|1946-02-21|2016-01-14|London, England, UK|Alan Sidney Patrick Rickman
Alec Guinness|nm0000027|2|1914-04-02|2000-08-05|London, England, UK|Sir Alec Guinness
Ana de Armas|nm1869101|1|1988-04-30||Havana, Cuba|Ana Celia de Armas Caso
Andrew Garfield|nm1940449|2|1983-08-20||Los Angeles, California, USA|
Andrew Stanton|nm0004056|2|1965-12-03||Rockport, Massachusetts, USA|
Andy García|nm0000412|2|1956-04-12||Havana, Cuba|Andrés Arturo García Menéndez
Andy Serkis|nm0785227|2|1964-04-20||London, England, UK|
Anne Hathaway|nm0004266|1|1982-11-12||New York City, New York, USA|Anne Jacqueline Hathaway
Anthony Daniels|nm0000355|2|1946-02-21||Salisbury, England, UK|
Anthony Mackie|nm1107001|2|1978-09-23||New Orleans, Louisiana, USA|
Anthony Russo|nm0751577|2|1970-02-03||Cleveland, Ohio, USA|
Arnold Schwarzenegger|nm0000216|2|1947-07-30||Thal, Austria|Arnold Alois Schwarzenegger
Arthur C. Clarke|nm0002009|2|1917-12-16|2008-03-19|Minehead, England, UK|
Ben Affleck|nm0000255|2|1972-08-15||Berkeley, California, USA|
Ben Kingsley|nm0001426|2|1943-12-31||Snainton, England, UK|Krishna Pandit Bhanji
Benicio del Toro|nm0001125|2|1967-02-19||San Germán, Puerto Rico|
Bernard Hill|nm0384060|2|1944-12-17|2024-05-05|Manchester, England, UK|
Bill Paxton|nm0000200|2|1955-05-17|2017-02-25|Fort Worth, Texas, USA|
Billy Dee Williams|nm0001850|2|1937-04-06||New York City, New York, USA|
Bong Joon-ho|nm0094435|2|1969-09-14||Daegu, South Korea|봉준호
Bradley Cooper|nm0177896|2|1975-01-05||Philadelphia, Pennsylvania, USA|
Brian Cox|nm0004051|2|1946-06-01||Dundee, Scotland, UK|
Carl Weathers|nm0001835|2|1948-01-14|2024-02-01|New Orleans, Louisiana, USA|
Carrie Fisher|nm0000402|1|1956-10-21|2016-12-27|Burbank, California, USA|Carrie Frances Fisher
Carrie-Anne Moss|nm0005251|1|1967-08-21||Burnaby, British Columbia, Canada|
Carter Burwell|nm0001980|2|1954-11-18||New York City, New York, USA|
Casey Affleck|nm0000729|2|1975-08-12||Falmouth, Massachusetts, USA|
Cate Blanchett|nm0000949|1|1969-05-14||Melbourne, Australia|Catherine Élise Blanchett
Charlie Kaufman|nm0442109|2|1958-11-19||New York City, New York, USA|
Charlize Theron|nm0000234|1|1975-08-07||Benoni, South Africa|
Chris Evans|nm0262635|2|1981-06-13||Boston, Massachusetts, USA|
Chris Hemsworth|nm1165110|2|1983-08-11||Melbourne, Australia|
Chris Pratt|nm0695435|2|1979-06-21||Virginia, Minnesota, USA|
Christian Bale|nm0000288|2|1974-01-30||Haverfordwest, Wales, UK|Christian Charles Philip Bale
Christoph Waltz|nm0910607|2|1956-10-04||Vienna, Austria|
Christopher Lloyd|nm0000502|2|1938-10-22||Stamford, Connecticut, USA|
Christopher Nolan|nm0634240|2|1970-07-30||London, England, UK|Christopher Edward Nolan;Chris Nolan
Christopher Plummer|nm0001626|2|1929-12-13|2021-02-05|Toronto, Ontario, Canada|
Cillian Murphy|nm0614165|2|1976-05-25||Cork, Ireland|
Clancy Brown|nm0000317|2|1959-01-05||Urbana, Ohio, USA|
Clint Eastwood|nm0000142|2|1930-05-31||San Francisco, California, USA|Clinton Eastwood Jr.
Damien Chazelle|nm3227090|2|1985-01-19||Providence, Rhode Island, USA|
Daniel Craig|nm0185819|2|1968-03-02||Chester, England, UK|
Daniel Radcliffe|nm0705356|2|1989-07-23||London, England, UK|Daniel Jacob Radcliffe
Daryl Hannah|nm0000435|1|1960-12-03||Chicago, Illinois, USA|
Dave Bautista|nm1176985|2|1969-01-18||Washington, D.C., USA|Batista
David Bowie|nm0000309|2|1947-01-08|2016-01-10|London, England, UK|David Robert Jones
David Carradine|nm0001016|2|1936-12-08|2009-06-03|Los Angeles, California, USA|
David Fincher|nm0000399|2|1962-08-28||Denver, Colorado, USA|
David Morse|nm0001556|2|1953-10-11||Beverly, Massachusetts, USA|
David Prowse|nm0001190|2|1935-07-01|2020-11-28|Bristol, England, UK|
David Thewlis|nm0000667|2|1963-03-20||Blackpool, England, UK|David Wheeler
Denis Villeneuve|nm0898288|2|1967-10-03||Trois-Rivières, Québec, Canada|
Diane Keaton|nm0000473|1|1946-01-05|2025-10-11|Los Angeles, California, USA|Diane Hall
Diane Kruger|nm1208167|1|1976-07-15||Algermissen, Germany|Diane Heidkrüger
Djimon Hounsou|nm0005023|2|1964-04-24||Cotonou, Benin|
Don Johnson|nm0000467|2|1949-12-15||Flat Creek, Missouri, USA|
Drew Barrymore|nm0000106|1|1975-02-22||Culver City, California, USA|
Ed Harris|nm0000438|2|1950-11-28||Englewood, New Jersey, USA|
Edward Furlong|nm0000411|2|1977-08-02||Glendale, California, USA|
Edward Norton|nm0001570|2|1969-08-18||Boston, Massachusetts, USA|Edward Harrison Norton
Elijah Wood|nm0000704|2|1981-01-28||Cedar Rapids, Iowa, USA|
Elliot Page|nm0680983|3|1987-02-21||Halifax, Nova Scotia, Canada|
Emily Blunt|nm1289434|1|1983-02-23||London, England, UK|
Emma Stone|nm1297015|1|1988-11-06||Scottsdale, Arizona, USA|Emily Jean Stone
Emma Watson|nm0914612|1|1990-04-15||Paris, France|Emma Charlotte Duerre Watson
Eric Roth|nm0744839|2|1945-03-22||New York City, New York, USA|
Ethan Coen|nm0001053|2|1957-09-21||Minneapolis, Minnesota, USA|
Ethan Hawke|nm0000160|2|1970-11-06||Austin, Texas, USA|
Florence Pugh|nm6073955|1|1996-01-03||Oxford, England, UK|
Fran Walsh|nm0909638|1|1959-01-10||Wellington, New Zealand|
Frances McDormand|nm0000531|1|1957-06-23||Gibson City, Illinois, USA|Cynthia Ann Smith
Francis Ford Coppola|nm0000338|2|1939-04-07||Detroit, Michigan, USA|
Frank Darabont|nm0001104|2|1959-01-28||Montbéliard, France|
Gary Oldman|nm0000198|2|1958-03-21||London, England, UK|Gary Leonard Oldman
Gary Sinise|nm0000641|2|1955-03-17||Blue Island, Illinois, USA|
George Clooney|nm0000123|2|1961-05-06||Lexington, Kentucky, USA|
George Lucas|nm0000184|2|1944-05-14||Modesto, California, USA|George Walton Lucas Jr.
George Miller|nm0004306|2|1945-03-03||Brisbane, Australia|
Giovanni Ribisi|nm0000610|2|1974-12-17||Los Angeles, California, USA|
Guy Pearce|nm0001602|2|1967-10-05||Ely, England, UK|
Guy Ritchie|nm0005363|2|1968-09-10||Hatfield, England, UK|
Gwyneth Paltrow|nm0000569|1|1972-09-27||Los Angeles, California, USA|
Haley Joel Osment|nm0005286|2|1988-04-10||Los Angeles, California, USA|
Hans Zimmer|nm0001877|2|1957-09-12||Frankfurt am Main, Germany|
Harrison Ford|nm0000148|2|1942-07-13||Chicago, Illinois, USA|
Harvey Keitel|nm0000172|2|1939-05-13||New York City, New York, USA|
Hayao Miyazaki|nm0594503|2|1941-01-05||Tokyo, Japan|宮崎駿
Heath Ledger|nm0005132|2|1979-04-04|2008-01-22|Perth, Australia|
Helen Hunt|nm0000166|1|1963-06-15||Culver City, California, USA|
Hilary Swank|nm0005476|1|1974-07-30||Lincoln, Nebraska, USA|
Hugh Jackman|nm0413168|2|1968-10-12||Sydney, Australia|
Ian McKellen|nm0005212|2|1939-05-25||Burnley, England, UK|Sir Ian McKellen
J.K. Simmons|nm0799777|2|1955-01-09||Grosse Pointe, Michigan, USA|
Jack Nicholson|nm0000197|2|1937-04-22||Neptune City, New Jersey, USA|
Jake Gyllenhaal|nm0350453|2|1980-12-19||Los Angeles, California, USA|
James Cameron|nm0000116|2|1954-08-16||Kapuskasing, Ontario, Canada|James Francis Cameron
James Gunn|nm0348181|2|1966-08-05||St. Louis, Missouri, USA|
Jamie Foxx|nm0004937|2|1967-12-13||Terrell, Texas, USA|Eric Marlon Bishop
Jamie Lee Curtis|nm0000130|1|1958-11-22||Santa Monica, California, USA|
Jared Leto|nm0001467|2|1971-12-26||Bossier City, Louisiana, USA|
Jason Momoa|nm0597388|2|1979-08-01||Honolulu, Hawaii, USA|
Jason Statham|nm0005458|2|1967-07-26||Shirebrook, England, UK|
Javier Bardem|nm0000849|2|1969-03-01||Las Palmas, Spain|
Jeff Bridges|nm0000313|2|1949-12-04||Los Angeles, California, USA|
Jena Malone|nm0540441|1|1984-11-21||Sparks, Nevada, USA|
Jeremy Renner|nm0719637|2|1971-01-07||Modesto, California, USA|
Jesse Eisenberg|nm0251986|2|1983-10-05||New York City, New York, USA|
Jessica Chastain|nm1567113|1|1977-03-24||Sacramento, California, USA|
Jim Carrey|nm0000120|2|1962-01-17||Newmarket, Ontario, Canada|James Eugene Carrey
Joaquin Phoenix|nm0001618|2|1974-10-28||San Juan, Puerto Rico|Joaquín Rafael Bottom;Leaf Phoenix
Joe Pantoliano|nm0001592|2|1951-09-12||Hoboken, New Jersey, USA|
Joe Pesci|nm0000582|2|1943-02-09||Newark, New Jersey, USA|
Joel Coen|nm0001054|2|1954-11-29||Minneapolis, Minnesota, USA|Roderick Jaynes
John C. McGinley|nm0001525|2|1959-08-03||New York City, New York, USA|
John Cazale|nm0001030|2|1935-08-12|1978-03-12|Revere, Massachusetts, USA|
John Goodman|nm0000422|2|1952-06-20||St. Louis, Missouri, USA|
John Malkovich|nm0000518|2|1953-12-09||Christopher, Illinois, USA|
John McTiernan|nm0001532|2|1951-01-08||Albany, New York, USA|
John Travolta|nm0000237|2|1954-02-18||Englewood, New Jersey, USA|
John Turturro|nm0001806|2|1957-02-28||New York City, New York, USA|
Jonathan Nolan|nm0634300|2|1976-06-06||London, England, UK|
Joseph Gordon-Levitt|nm0330687|2|1981-02-17||Los Angeles, California, USA|
Josh Brolin|nm0000982|2|1968-02-12||Santa Monica, California, USA|
Joss Whedon|nm0923736|2|1964-06-23||New York City, New York, USA|
Julianne Moore|nm0000194|1|1960-12-03||Fayetteville, North Carolina, USA|Julie Anne Smith
Julie Delpy|nm0000365|1|1969-12-21||Paris, France|
Kate Winslet|nm0000701|1|1975-10-05||Reading, England, UK|Kate Elizabeth Winslet
Keanu Reeves|nm0000206|2|1964-09-02||Beirut, Lebanon|Keanu Charles Reeves
Kelly Macdonald|nm0531808|1|1976-02-23||Glasgow, Scotland, UK|
Ken Watanabe|nm0913822|2|1959-10-21||Uonuma, Japan|渡辺謙
Kenneth Branagh|nm0000110|2|1960-12-10||Belfast, Northern Ireland, UK|
Kirsten Dunst|nm0000379|1|1982-04-30||Point Pleasant, New Jersey, USA|
Lana Wachowski|nm0905154|1|1965-06-21||Chicago, Illinois, USA|The Wachowskis
Lawrence Kasdan|nm0001410|2|1949-01-14||Miami, Florida, USA|
Leonardo DiCaprio|nm0000138|2|1974-11-11||Los Angeles, California, USA|Leonardo Wilhelm DiCaprio;Leo DiCaprio
Liam Neeson|nm0000553|2|1952-06-07||Ballymena, Northern Ireland, UK|
Lilly Wachowski|nm0905152|1|1967-12-29||Chicago, Illinois, USA|The Wachowskis
Liv Tyler|nm0000239|1|1977-07-01||New York City, New York, USA|
Lucy Liu|nm0005154|1|1968-12-02||New York City, New York, USA|
M. Night Shyamalan|nm0796117|2|1970-08-06||Mahé, Puducherry, India|Manoj Nelliyattu Shyamalan
Maggie Gyllenhaal|nm0350454|1|1977-11-16||New York City, New York, USA|
Marion Cotillard|nm0182839|1|1975-09-30||Paris, France|
Mark Hamill|nm0000434|2|1951-09-25||Oakland, California, USA|Mark Richard Hamill
Mark Ruffalo|nm0749263|2|1967-11-22||Kenosha, Wisconsin, USA|
Mark Wahlberg|nm0000242|2|1971-06-05||Boston, Massachusetts, USA|Marky Mark
Marlon Brando|nm0000008|2|1924-04-03|2004-07-01|Omaha, Nebraska, USA|
Martin Scorsese|nm0000217|2|1942-11-17||New York City, New York, USA|
Matt Damon|nm0000354|2|1970-10-08||Cambridge, Massachusetts, USA|Matthew Paige Damon
Matthew McConaughey|nm0000190|2|1969-11-04||Uvalde, Texas, USA|
Max von Sydow|nm0001884|2|1929-04-10|2020-03-08|Lund, Sweden|
Michael Caine|nm0000323|2|1933-03-14||London, England, UK|Maurice Joseph Micklewhite
Michael Fassbender|nm1055413|2|1977-04-02||Heidelberg, Germany|
Michael J. Fox|nm0000150|2|1961-06-09||Edmonton, Alberta, Canada|
Michael Madsen|nm0000514|2|1957-09-25|2025-07-03|Chicago, Illinois, USA|
Michelle Rodriguez|nm0735442|1|1978-07-12||San Antonio, Texas, USA|
Michelle Williams|nm0931329|1|1980-09-09||Kalispell, Montana, USA|
Miranda Otto|nm0001584|1|1967-12-16||Brisbane, Australia|
Morgan Freeman|nm0000151|2|1937-06-01||Memphis, Tennessee, USA|
Orlando Bloom|nm0089217|2|1977-01-13||Canterbury, England, UK|
Oscar Isaac|nm1209966|2|1979-03-09||Guatemala City, Guatemala|
Park Chan-wook|nm0661791|2|1963-08-23||Seoul, South Korea|박찬욱
Patrick Swayze|nm0000664|2|1952-08-18|2009-09-14|Houston, Texas, USA|
Peter Cushing|nm0001088|2|1913-05-26|1994-08-11|Kenley, England, UK|
Peter Jackson|nm0001392|2|1961-10-31||Pukerua Bay, New Zealand|Sir Peter Jackson
Peter Stormare|nm0001780|2|1953-08-27||Arbrå, Sweden|
Philip Seymour Hoffman|nm0000450|2|1967-07-23|2014-02-02|Fairport, New York, USA|
Quentin Tarantino|nm0000233|2|1963-03-27||Knoxville, Tennessee, USA|Quentin Jerome Tarantino
Ray Liotta|nm0000501|2|1954-12-18|2022-05-26|Newark, New Jersey, USA|
Rebecca Hall|nm1588970|1|1982-05-03||London, England, UK|
Rian Johnson|nm0426059|2|1973-12-17||Silver Spring, Maryland, USA|
Richard Harris|nm0001321|2|1930-10-01|2002-10-25|Limerick, Ireland|
Richard Linklater|nm0000500|2|1960-07-30||Houston, Texas, USA|
Ridley Scott|nm0000631|2|1937-11-30||South Shields, England, UK|Sir Ridley Scott
Robert De Niro|nm0000134|2|1943-08-17||New York City, New York, USA|
Robert Downey Jr.|nm0000375|2|1965-04-04||New York City, New York, USA|RDJ
Robert Duvall|nm0000380|2|1931-01-05||San Diego, California, USA|
Robert Pattinson|nm1500155|2|1986-05-13||London, England, UK|
Robert Zemeckis|nm0000709|2|1952-05-14||Chicago, Illinois, USA|
Robin Wright|nm0000705|1|1966-04-08||Dallas, Texas, USA|Robin Wright Penn
Roger Deakins|nm0005683|2|1949-05-24||Torquay, England, UK|
Ron Howard|nm0000165|2|1954-03-01||Duncan, Oklahoma, USA|
Rupert Grint|nm0342488|2|1988-08-24||Harlow, England, UK|
Russell Crowe|nm0000128|2|1964-04-07||Wellington, New Zealand|
Rutger Hauer|nm0000442|2|1944-01-23|2019-07-19|Breukelen, Netherlands|
Ryan Gosling|nm0331516|2|1980-11-12||London, Ontario, Canada|
Ryan Reynolds|nm0005351|2|1976-10-23||Vancouver, British Columbia, Canada|
Sam Elliott|nm0000385|2|1944-08-09||Sacramento, California, USA|
Sam Worthington|nm0941777|2|1976-08-02||Godalming, England, UK|
Samuel L. Jackson|nm0000168|2|1948-12-21||Washington, D.C., USA|
Scarlett Johansson|nm0424060|1|1984-11-22||New York City, New York, USA|
Sean Astin|nm0000276|2|1971-02-25||Santa Monica, California, USA|
Sean Bean|nm0000293|2|1959-04-17||Sheffield, England, UK|Shaun Mark Bean
Sean Young|nm0000707|1|1959-11-20||Louisville, Kentucky, USA|
Sergio Leone|nm0001466|2|1929-01-03|1989-04-30|Rome, Italy|
Sigourney Weaver|nm0000244|1|1949-10-08||New York City, New York, USA|Susan Alexandra Weaver
Song Kang-ho|nm0814280|2|1967-01-17||Gimhae, South Korea|송강호
Stanley Kubrick|nm0000040|2|1928-07-26|1999-03-07|New York City, New York, USA|
Stellan Skarsgård|nm0001745|2|1951-06-13||Gothenburg, Sweden|
Stephen Lang|nm0002332|2|1952-07-11||New York City, New York, USA|
Steven Spielberg|nm0000229|2|1946-12-18||Cincinnati, Ohio, USA|Steven Allan Spielberg
Sylvester Stallone|nm0000230|2|1946-07-06||New York City, New York, USA|Sly
Talia Shire|nm0001735|1|1946-04-25||Lake Success, New York, USA|
Terry Gilliam|nm0000416|2|1940-11-22||Minneapolis, Minnesota, USA|
Tilda Swinton|nm0842770|1|1960-11-05||London, England, UK|
Tim Roth|nm0000619|2|1961-05-14||London, England, UK|
Timothée Chalamet|nm3154303|2|1995-12-27||New York City, New York, USA|
Tom Hardy|nm0362766|2|1977-09-15||London, England, UK|
Tom Hiddleston|nm1089991|2|1981-02-09||London, England, UK|
Tommy Lee Jones|nm0000169|2|1946-09-15||San Saba, Texas, USA|
Toni Collette|nm0001057|1|1972-11-01||Sydney, Australia|
Uma Thurman|nm0000235|1|1970-04-29||Boston, Massachusetts, USA|
Viggo Mortensen|nm0001557|2|1958-10-20||New York City, New York, USA|
Vin Diesel|nm0004874|2|1967-07-18||Alameda County, California, USA|Mark Sinclair
Willem Dafoe|nm0000353|2|1955-07-22||Appleton, Wisconsin, USA|William James Dafoe
Woody Harrelson|nm0000437|2|1961-07-23||Midland, Texas, USA|
Zendaya|nm3918035|1|1996-09-01||Oakland, California, USA|Zendaya Maree Stoermer Coleman
Zoe Saldaña|nm0757855|1|1978-06-19||Passaic, New Jersey, USA|Zoe Saldana
`;

/** Adds widely known facts to the people found so far, by name; of namesakes, to the best known. */
export function addKnownPeople(): void {
  const byName = new Map(
    [...people.values()].toSorted((a, b) => (a.popularity ?? 0) - (b.popularity ?? 0)).map((person) => [person.name, person] as const),
  );
  for (const line of TABLE.trim().split('\n')) {
    const [name = '', imdb, gender, born, died, place, aka = ''] = line.split('|');
    const person = byName.get(name);
    if (!person) throw new Error(`Nothing names ${name}.`);
    fill(person, { imdb, gender: Number(gender), born, died, place, aka: aka.split(';').filter(Boolean) });
  }
}
