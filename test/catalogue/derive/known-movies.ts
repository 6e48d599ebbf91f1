/**
 * Widely known facts about movies that the recordings do not describe in full, which derive-catalogue.ts adds to the rows
 * it found. One movie per line, fields separated by `|`: TMDB id, IMDb id | original title | release | minutes | original
 * language | country | US certificate | genre ids | directors | writers | cast as `name=character` | German title, if
 * different | keywords | collection (TMDB id and name).
 */
const TABLE = `
603 tt0133093|The Matrix|1999-03-31|136|en|US|R|28,878|Lana Wachowski;Lilly Wachowski|Lana Wachowski;Lilly Wachowski|Keanu Reeves=Neo;Laurence Fishburne=Morpheus;Carrie-Anne Moss=Trinity;Hugo Weaving=Agent Smith;Joe Pantoliano=Cypher;Gloria Foster=Oracle;Marcus Chong=Tank|Matrix|artificial intelligence;virtual reality;dystopia;martial arts;hacker|2344 The Matrix Collection
27205 tt1375666|Inception|2010-07-15|148|en|US|PG-13|28,878,12|Christopher Nolan|Christopher Nolan|Leonardo DiCaprio=Dom Cobb;Joseph Gordon-Levitt=Arthur;Ken Watanabe=Saito;Tom Hardy=Eames;Elliot Page=Ariadne;Marion Cotillard=Mal Cobb;Cillian Murphy=Robert Fischer;Tom Berenger=Peter Browning;Michael Caine=Stephen Miles||dream;heist;subconscious|
238 tt0068646|The Godfather|1972-03-14|175|en|US|R|18,80|Francis Ford Coppola|Francis Ford Coppola;Mario Puzo|Marlon Brando=Vito Corleone;Al Pacino=Michael Corleone;James Caan=Sonny Corleone;Robert Duvall=Tom Hagen;Diane Keaton=Kay Adams;John Cazale=Fredo Corleone;Talia Shire=Connie Corleone|Der Pate|mafia;organized crime;based on novel or book|230 The Godfather Collection
240 tt0071562|The Godfather Part II|1974-12-20|202|en|US|R|18,80|Francis Ford Coppola|Francis Ford Coppola;Mario Puzo|Al Pacino=Michael Corleone;Robert Duvall=Tom Hagen;Diane Keaton=Kay Corleone;Robert De Niro=Vito Corleone;John Cazale=Fredo Corleone;Talia Shire=Connie Corleone;Lee Strasberg=Hyman Roth|Der Pate - Teil II|mafia;organized crime|230 The Godfather Collection
680 tt0110912|Pulp Fiction|1994-09-10|154|en|US|R|53,80|Quentin Tarantino|Quentin Tarantino;Roger Avary|John Travolta=Vincent Vega;Samuel L. Jackson=Jules Winnfield;Uma Thurman=Mia Wallace;Bruce Willis=Butch Coolidge;Ving Rhames=Marsellus Wallace;Harvey Keitel=Winston Wolfe;Tim Roth=Pumpkin;Amanda Plummer=Honey Bunny||nonlinear timeline;hitman;drug dealer|
13 tt0109830|Forrest Gump|1994-06-23|142|en|US|PG-13|35,18,10749|Robert Zemeckis|Eric Roth|Tom Hanks=Forrest Gump;Robin Wright=Jenny Curran;Gary Sinise=Lt. Dan Taylor;Mykelti Williamson=Bubba Blue;Sally Field=Mrs. Gump;Haley Joel Osment=Forrest Gump Jr.||vietnam war;running;based on novel or book|
11 tt0076759|Star Wars|1977-05-25|121|en|US|PG|12,28,878|George Lucas|George Lucas|Mark Hamill=Luke Skywalker;Harrison Ford=Han Solo;Carrie Fisher=Princess Leia Organa;Peter Cushing=Grand Moff Tarkin;Alec Guinness=Obi-Wan Kenobi;Anthony Daniels=C-3PO;Kenny Baker=R2-D2;Peter Mayhew=Chewbacca;David Prowse=Darth Vader|Krieg der Sterne|space opera;rebellion;spacecraft|10 Star Wars Collection
1891 tt0080684|The Empire Strikes Back|1980-05-20|124|en|US|PG|12,28,878|Irvin Kershner|Leigh Brackett;Lawrence Kasdan|Mark Hamill=Luke Skywalker;Harrison Ford=Han Solo;Carrie Fisher=Princess Leia;Billy Dee Williams=Lando Calrissian;Anthony Daniels=C-3PO;David Prowse=Darth Vader;Frank Oz=Yoda|Das Imperium schlägt zurück|space opera;rebellion|10 Star Wars Collection
1892 tt0086190|Return of the Jedi|1983-05-25|132|en|US|PG|12,28,878|Richard Marquand|Lawrence Kasdan;George Lucas|Mark Hamill=Luke Skywalker;Harrison Ford=Han Solo;Carrie Fisher=Princess Leia;Billy Dee Williams=Lando Calrissian;Ian McDiarmid=The Emperor;David Prowse=Darth Vader|Die Rückkehr der Jedi-Ritter|space opera;rebellion|10 Star Wars Collection
275 tt0116282|Fargo|1996-03-08|98|en|US|R|80,18,53|Joel Coen|Ethan Coen;Joel Coen|||small town;kidnapping;snow|
19995 tt0499549|Avatar|2009-12-15|162|en|US|PG-13|28,12,14,878|James Cameron|James Cameron|Sam Worthington=Jake Sully;Zoe Saldaña=Neytiri;Sigourney Weaver=Dr. Grace Augustine;Stephen Lang=Colonel Miles Quaritch;Michelle Rodriguez=Trudy Chacón;Giovanni Ribisi=Parker Selfridge;Joel David Moore=Norm Spellman|Avatar - Aufbruch nach Pandora|space colony;alien planet|87096 Avatar Collection
76600 tt1630029|Avatar: The Way of Water|2022-12-14|192|en|US|PG-13|878,12,28|James Cameron|James Cameron;Rick Jaffa;Amanda Silver|Sam Worthington=Jake Sully;Zoe Saldaña=Neytiri;Sigourney Weaver=Kiri;Stephen Lang=Colonel Quaritch;Kate Winslet=Ronal;Cliff Curtis=Tonowari||alien planet;ocean|87096 Avatar Collection
335984 tt1856101|Blade Runner 2049|2017-10-04|164|en|US|R|878,18|Denis Villeneuve|Hampton Fancher;Michael Green|Ryan Gosling=K;Harrison Ford=Rick Deckard;Ana de Armas=Joi;Sylvia Hoeks=Luv;Robin Wright=Lieutenant Joshi;Dave Bautista=Sapper Morton;Jared Leto=Niander Wallace;Mackenzie Davis=Mariette||artificial intelligence;dystopia;android|422837 Blade Runner Collection
78 tt0083658|Blade Runner|1982-06-25|118|en|US|R|878,18,53|Ridley Scott|Hampton Fancher;David Webb Peoples|Harrison Ford=Rick Deckard;Rutger Hauer=Roy Batty;Sean Young=Rachael;Edward James Olmos=Gaff;Daryl Hannah=Pris;William Sanderson=J.F. Sebastian||artificial intelligence;dystopia;android|422837 Blade Runner Collection
157336 tt0816692|Interstellar|2014-11-05|169|en|US|PG-13|12,18,878|Christopher Nolan|Jonathan Nolan;Christopher Nolan|Matthew McConaughey=Cooper;Anne Hathaway=Brand;Jessica Chastain=Murph;Michael Caine=Professor Brand;Casey Affleck=Tom;Mackenzie Foy=Murph (10 Yrs.);Matt Damon=Mann||space travel;wormhole;black hole|
155 tt0468569|The Dark Knight|2008-07-16|152|en|US|PG-13|18,28,80,53|Christopher Nolan|Jonathan Nolan;Christopher Nolan|Christian Bale=Bruce Wayne / Batman;Heath Ledger=Joker;Aaron Eckhart=Harvey Dent;Michael Caine=Alfred;Maggie Gyllenhaal=Rachel Dawes;Gary Oldman=Jim Gordon;Morgan Freeman=Lucius Fox||superhero;vigilante;organized crime|263 The Dark Knight Collection
272 tt0372784|Batman Begins|2005-06-10|140|en|US|PG-13|18,80,28|Christopher Nolan|David S. Goyer;Christopher Nolan|Christian Bale=Bruce Wayne / Batman;Michael Caine=Alfred;Liam Neeson=Ducard;Katie Holmes=Rachel Dawes;Gary Oldman=Jim Gordon;Cillian Murphy=Dr. Jonathan Crane;Morgan Freeman=Lucius Fox||superhero;vigilante|263 The Dark Knight Collection
49026 tt1345836|The Dark Knight Rises|2012-07-17|165|en|US|PG-13|28,80,18,53|Christopher Nolan|Jonathan Nolan;Christopher Nolan||||263 The Dark Knight Collection
1124 tt0482571|The Prestige|2006-10-17|130|en|US|PG-13|18,9648,878|Christopher Nolan|Jonathan Nolan;Christopher Nolan|Hugh Jackman=Robert Angier;Christian Bale=Alfred Borden;Michael Caine=Cutter;Scarlett Johansson=Olivia Wenscombe;Rebecca Hall=Sarah Borden;David Bowie=Nikola Tesla|Prestige - Die Meister der Magie|magic;rivalry|
77 tt0209144|Memento|2000-10-11|113|en|US|R|9648,53|Christopher Nolan|Christopher Nolan|Guy Pearce=Leonard Shelby;Carrie-Anne Moss=Natalie;Joe Pantoliano=Teddy;Mark Boone Junior=Burt;Stephen Tobolowsky=Sammy Jankis||amnesia;nonlinear timeline|
577922 tt6723592|Tenet|2020-08-22|150|en|US|PG-13|28,53,878|Christopher Nolan|Christopher Nolan|John David Washington=The Protagonist;Robert Pattinson=Neil;Elizabeth Debicki=Kat;Kenneth Branagh=Andrei Sator;Michael Caine=Sir Michael Crosby||time;spy|
872585 tt15398776|Oppenheimer|2023-07-19|181|en|US|R|18,36|Christopher Nolan|Christopher Nolan|Cillian Murphy=J. Robert Oppenheimer;Emily Blunt=Kitty Oppenheimer;Matt Damon=Leslie Groves;Robert Downey Jr.=Lewis Strauss;Florence Pugh=Jean Tatlock;Josh Hartnett=Ernest Lawrence;Tom Conti=Albert Einstein||physics;world war ii;biography|
278 tt0111161|The Shawshank Redemption|1994-09-23|142|en|US|R|18,80|Frank Darabont|Frank Darabont|Tim Robbins=Andy Dufresne;Morgan Freeman=Ellis Boyd 'Red' Redding;Bob Gunton=Warden Norton;William Sadler=Heywood;Clancy Brown=Captain Hadley;James Whitmore=Brooks Hatlen|Die Verurteilten|prison;friendship;escape|
424 tt0108052|Schindler's List|1993-12-15|195|en|US|R|18,36,10752|Steven Spielberg|Steven Zaillian|Liam Neeson=Oskar Schindler;Ben Kingsley=Itzhak Stern;Ralph Fiennes=Amon Goeth;Caroline Goodall=Emilie Schindler;Embeth Davidtz=Helen Hirsch|Schindlers Liste|world war ii;holocaust (shoah);based on true story|
497 tt0120689|The Green Mile|1999-12-10|189|en|US|R|14,18,80|Frank Darabont|Frank Darabont|Tom Hanks=Paul Edgecomb;David Morse=Brutus 'Brutal' Howell;Michael Clarke Duncan=John Coffey;Bonnie Hunt=Jan Edgecomb;James Cromwell=Warden Hal Moores;Sam Rockwell=William 'Wild Bill' Wharton||prison;death row|
807 tt0114369|Se7en|1995-09-22|127|en|US|R|80,9648,53|David Fincher|Andrew Kevin Walker|Morgan Freeman=William Somerset;Brad Pitt=David Mills;Gwyneth Paltrow=Tracy Mills;Kevin Spacey=John Doe;R. Lee Ermey=Police Captain;John C. McGinley=California|Sieben|serial killer;detective|
1949 tt0443706|Zodiac|2007-03-02|157|en|US|R|80,9648,53|David Fincher|James Vanderbilt|Jake Gyllenhaal=Robert Graysmith;Mark Ruffalo=Dave Toschi;Robert Downey Jr.=Paul Avery;Anthony Edwards=William Armstrong;Brian Cox=Melvin Belli;John Carroll Lynch=Arthur Leigh Allen|Zodiac - Die Spur des Killers|serial killer;journalist|
37799 tt1285016|The Social Network|2010-10-01|121|en|US|PG-13|18|David Fincher|Aaron Sorkin|Jesse Eisenberg=Mark Zuckerberg;Andrew Garfield=Eduardo Saverin;Justin Timberlake=Sean Parker;Armie Hammer=Cameron Winklevoss;Josh Pence=Tyler Winklevoss;Rooney Mara=Erica Albright||internet;friendship|
4922 tt0421715|The Curious Case of Benjamin Button|2008-12-25|166|en|US|PG-13|18,14,10749|David Fincher|Eric Roth|Brad Pitt=Benjamin Button;Cate Blanchett=Daisy;Taraji P. Henson=Queenie;Julia Ormond=Caroline;Jason Flemyng=Thomas Button;Tilda Swinton=Elizabeth Abbott|Der seltsame Fall des Benjamin Button|aging;love|
120 tt0120737|The Lord of the Rings: The Fellowship of the Ring|2001-12-18|179|en|NZ|PG-13|12,14,28|Peter Jackson|Fran Walsh;Philippa Boyens;Peter Jackson|Elijah Wood=Frodo Baggins;Ian McKellen=Gandalf;Viggo Mortensen=Aragorn;Sean Astin=Samwise Gamgee;Liv Tyler=Arwen;Orlando Bloom=Legolas;Sean Bean=Boromir;Cate Blanchett=Galadriel|Der Herr der Ringe - Die Gefährten|magic;quest;based on novel or book|119 The Lord of the Rings Collection
121 tt0167261|The Lord of the Rings: The Two Towers|2002-12-18|179|en|NZ|PG-13|12,14,28|Peter Jackson|Fran Walsh;Philippa Boyens;Peter Jackson|Elijah Wood=Frodo Baggins;Ian McKellen=Gandalf;Viggo Mortensen=Aragorn;Sean Astin=Samwise Gamgee;Andy Serkis=Gollum;Bernard Hill=Théoden;Miranda Otto=Éowyn|Der Herr der Ringe - Die zwei Türme|magic;quest|119 The Lord of the Rings Collection
122 tt0167260|The Lord of the Rings: The Return of the King|2003-12-17|201|en|NZ|PG-13|12,14,28|Peter Jackson|Fran Walsh;Philippa Boyens;Peter Jackson|Elijah Wood=Frodo Baggins;Ian McKellen=Gandalf;Viggo Mortensen=Aragorn;Sean Astin=Samwise Gamgee;Andy Serkis=Gollum;Miranda Otto=Éowyn;John Noble=Denethor|Der Herr der Ringe - Die Rückkehr des Königs|magic;quest|119 The Lord of the Rings Collection
671 tt0241527|Harry Potter and the Philosopher's Stone|2001-11-16|152|en|GB|PG|12,14|Chris Columbus|Steve Kloves|Daniel Radcliffe=Harry Potter;Rupert Grint=Ron Weasley;Emma Watson=Hermione Granger;Richard Harris=Albus Dumbledore;Robbie Coltrane=Rubeus Hagrid;Maggie Smith=Minerva McGonagall;Alan Rickman=Severus Snape|Harry Potter und der Stein der Weisen|magic;school;based on novel or book|1241 Harry Potter Collection
673 tt0304141|Harry Potter and the Prisoner of Azkaban|2004-05-31|141|en|GB|PG|12,14|Alfonso Cuarón|Steve Kloves|Daniel Radcliffe=Harry Potter;Rupert Grint=Ron Weasley;Emma Watson=Hermione Granger;Gary Oldman=Sirius Black;David Thewlis=Remus Lupin;Michael Gambon=Albus Dumbledore;Emma Thompson=Sybil Trelawney|Harry Potter und der Gefangene von Askaban|magic;school;time travel|1241 Harry Potter Collection
24428 tt0848228|The Avengers|2012-04-25|143|en|US|PG-13|878,28,12|Joss Whedon|Joss Whedon|Robert Downey Jr.=Tony Stark / Iron Man;Chris Evans=Steve Rogers / Captain America;Mark Ruffalo=Bruce Banner / Hulk;Chris Hemsworth=Thor;Scarlett Johansson=Natasha Romanoff / Black Widow;Jeremy Renner=Clint Barton / Hawkeye;Tom Hiddleston=Loki|Marvel's The Avengers|superhero;alien invasion;based on comic|86311 The Avengers Collection
299534 tt4154796|Avengers: Endgame|2019-04-24|181|en|US|PG-13|12,878,28|Anthony Russo;Joe Russo|Christopher Markus;Stephen McFeely|Robert Downey Jr.=Tony Stark / Iron Man;Chris Evans=Steve Rogers / Captain America;Mark Ruffalo=Bruce Banner / Hulk;Chris Hemsworth=Thor;Scarlett Johansson=Natasha Romanoff / Black Widow;Jeremy Renner=Clint Barton / Hawkeye;Josh Brolin=Thanos||superhero;time travel;based on comic|86311 The Avengers Collection
1726 tt0371746|Iron Man|2008-04-30|126|en|US|PG-13|28,878,12|Jon Favreau|Mark Fergus;Hawk Ostby|Robert Downey Jr.=Tony Stark / Iron Man;Terrence Howard=Rhodey;Jeff Bridges=Obadiah Stane;Gwyneth Paltrow=Pepper Potts;Shaun Toub=Yinsen;Clark Gregg=Agent Coulson||superhero;based on comic|131292 Iron Man Collection
118340 tt2015381|Guardians of the Galaxy|2014-07-30|121|en|US|PG-13|28,878,12|James Gunn|James Gunn;Nicole Perlman|Chris Pratt=Peter Quill / Star-Lord;Zoe Saldaña=Gamora;Dave Bautista=Drax;Vin Diesel=Groot;Bradley Cooper=Rocket;Lee Pace=Ronan;Karen Gillan=Nebula||space opera;superhero;based on comic|
293660 tt1431045|Deadpool|2016-02-09|108|en|US|R|28,12,35|Tim Miller|Rhett Reese;Paul Wernick|Ryan Reynolds=Wade Wilson / Deadpool;Morena Baccarin=Vanessa;Ed Skrein=Ajax;T.J. Miller=Weasel;Gina Carano=Angel Dust;Brianna Hildebrand=Negasonic Teenage Warhead||superhero;anti hero;based on comic|
68718 tt1853728|Django Unchained|2012-12-25|165|en|US|R|18,37|Quentin Tarantino|Quentin Tarantino|Jamie Foxx=Django;Christoph Waltz=Dr. King Schultz;Leonardo DiCaprio=Calvin Candie;Kerry Washington=Broomhilda von Shaft;Samuel L. Jackson=Stephen;Don Johnson=Big Daddy||slavery;bounty hunter|
16869 tt0361748|Inglourious Basterds|2009-08-19|153|en|US|R|18,53,10752|Quentin Tarantino|Quentin Tarantino|Brad Pitt=Lt. Aldo Raine;Mélanie Laurent=Shosanna;Christoph Waltz=Col. Hans Landa;Eli Roth=Sgt. Donny Donowitz;Michael Fassbender=Lt. Archie Hicox;Diane Kruger=Bridget von Hammersmark;Daniel Brühl=Fredrick Zoller||world war ii;revenge|
500 tt0105236|Reservoir Dogs|1992-09-02|99|en|US|R|80,53|Quentin Tarantino|Quentin Tarantino|Harvey Keitel=Mr. White;Tim Roth=Mr. Orange;Michael Madsen=Mr. Blonde;Chris Penn=Nice Guy Eddie;Steve Buscemi=Mr. Pink;Lawrence Tierney=Joe Cabot;Quentin Tarantino=Mr. Brown|Reservoir Dogs - Wilde Hunde|heist;undercover cop|
24 tt0266697|Kill Bill: Vol. 1|2003-10-10|111|en|US|R|28,80|Quentin Tarantino|Quentin Tarantino|Uma Thurman=The Bride;Lucy Liu=O-Ren Ishii;Vivica A. Fox=Vernita Green;Daryl Hannah=Elle Driver;David Carradine=Bill;Michael Madsen=Budd;Sonny Chiba=Hattori Hanzo||revenge;martial arts|
11324 tt1130884|Shutter Island|2010-02-14|138|en|US|R|18,53,9648|Martin Scorsese|Laeta Kalogridis|Leonardo DiCaprio=Teddy Daniels;Mark Ruffalo=Chuck Aule;Ben Kingsley=Dr. Cawley;Max von Sydow=Dr. Naehring;Michelle Williams=Dolores;Emily Mortimer=Rachel 1;Patricia Clarkson=Rachel 2||island;amnesia;based on novel or book|
1422 tt0407887|The Departed|2006-10-04|151|en|US|R|18,53,80|Martin Scorsese|William Monahan|Leonardo DiCaprio=Billy Costigan;Matt Damon=Colin Sullivan;Jack Nicholson=Frank Costello;Mark Wahlberg=Dignam;Martin Sheen=Queenan;Ray Winstone=Mr. French;Vera Farmiga=Madolyn|Departed - Unter Feinden|undercover cop;organized crime|
769 tt0099685|GoodFellas|1990-09-12|145|en|US|R|18,80|Martin Scorsese|Nicholas Pileggi;Martin Scorsese|Ray Liotta=Henry Hill;Robert De Niro=James Conway;Joe Pesci=Tommy DeVito;Lorraine Bracco=Karen Hill;Paul Sorvino=Paul Cicero|GoodFellas - Drei Jahrzehnte in der Mafia|mafia;organized crime;based on true story|
348 tt0078748|Alien|1979-05-25|117|en|US|R|27,878|Ridley Scott|Dan O'Bannon|Sigourney Weaver=Ripley;Tom Skerritt=Dallas;Veronica Cartwright=Lambert;Harry Dean Stanton=Brett;John Hurt=Kane;Ian Holm=Ash;Yaphet Kotto=Parker|Alien - Das unheimliche Wesen aus einer fremden Welt|spacecraft;android;alien life-form|8091 Alien Collection
679 tt0090605|Aliens|1986-07-18|137|en|US|R|28,53,878|James Cameron|James Cameron|Sigourney Weaver=Ripley;Carrie Henn=Newt;Michael Biehn=Corporal Hicks;Lance Henriksen=Bishop;Paul Reiser=Burke;Bill Paxton=Private Hudson;Jenette Goldstein=Private Vasquez|Aliens - Die Rückkehr|spacecraft;android;alien life-form|8091 Alien Collection
98 tt0172495|Gladiator|2000-05-04|155|en|US|R|28,18,12|Ridley Scott|David Franzoni;John Logan;William Nicholson|Russell Crowe=Maximus;Joaquin Phoenix=Commodus;Connie Nielsen=Lucilla;Oliver Reed=Proximo;Richard Harris=Marcus Aurelius;Djimon Hounsou=Juba;Derek Jacobi=Gracchus||ancient rome;gladiator;revenge|
105 tt0088763|Back to the Future|1985-07-03|116|en|US|PG|12,35,878|Robert Zemeckis|Robert Zemeckis;Bob Gale|Michael J. Fox=Marty McFly;Christopher Lloyd=Emmett Brown;Lea Thompson=Lorraine Baines;Crispin Glover=George McFly;Thomas F. Wilson=Biff Tannen;Claudia Wells=Jennifer Parker|Zurück in die Zukunft|time travel;high school|264 Back to the Future Collection
857 tt0120815|Saving Private Ryan|1998-07-24|169|en|US|R|18,36,10752|Steven Spielberg|Robert Rodat|Tom Hanks=Captain John Miller;Tom Sizemore=Sergeant Horvath;Edward Burns=Private Reiben;Barry Pepper=Private Jackson;Vin Diesel=Private Caparzo;Giovanni Ribisi=Medic Wade;Matt Damon=Private Ryan|Der Soldat James Ryan|world war ii;d-day|
640 tt0264464|Catch Me If You Can|2002-12-16|141|en|US|PG-13|18,80|Steven Spielberg|Jeff Nathanson|Leonardo DiCaprio=Frank Abagnale Jr.;Tom Hanks=Carl Hanratty;Christopher Walken=Frank Abagnale;Martin Sheen=Roger Strong;Nathalie Baye=Paula Abagnale;Amy Adams=Brenda Strong||con artist;based on true story|
85 tt0082971|Raiders of the Lost Ark|1981-06-12|115|en|US|PG|12,28|Steven Spielberg|Lawrence Kasdan|Harrison Ford=Indiana Jones;Karen Allen=Marion;Paul Freeman=Belloq;Ronald Lacey=Toht;John Rhys-Davies=Sallah;Denholm Elliott=Marcus Brody|Jäger des verlorenen Schatzes|archaeologist;treasure|84 Indiana Jones Collection
329 tt0107290|Jurassic Park|1993-06-11|127|en|US|PG-13|12,878|Steven Spielberg|Michael Crichton;David Koepp|Sam Neill=Dr. Alan Grant;Laura Dern=Dr. Ellie Sattler;Jeff Goldblum=Dr. Ian Malcolm;Richard Attenborough=John Hammond;Samuel L. Jackson=Ray Arnold;Wayne Knight=Dennis Nedry||dinosaur;island;based on novel or book|328 Jurassic Park Collection
578 tt0073195|Jaws|1975-06-20|124|en|US|PG|27,53,12|Steven Spielberg|Peter Benchley;Carl Gottlieb|Roy Scheider=Chief Martin Brody;Robert Shaw=Quint;Richard Dreyfuss=Matt Hooper;Lorraine Gary=Ellen Brody;Murray Hamilton=Mayor Vaughn|Der weiße Hai|shark;beach;based on novel or book|
594 tt0362227|The Terminal|2004-06-17|128|en|US|PG-13|35,18|Steven Spielberg|Sacha Gervasi;Jeff Nathanson|Tom Hanks=Viktor Navorski;Catherine Zeta-Jones=Amelia Warren;Stanley Tucci=Frank Dixon;Chi McBride=Mulroy;Diego Luna=Enrique Cruz;Zoe Saldaña=Dolores Torres|Terminal|airport;immigrant|
38 tt0338013|Eternal Sunshine of the Spotless Mind|2004-03-19|108|en|US|R|878,18,10749|Michel Gondry|Charlie Kaufman|Jim Carrey=Joel Barish;Kate Winslet=Clementine Kruczynski;Kirsten Dunst=Mary;Mark Ruffalo=Stan;Elijah Wood=Patrick;Tom Wilkinson=Dr. Mierzwiak|Vergiss mein nicht!|memory;love|
73 tt0120586|American History X|1998-10-30|119|en|US|R|18|Tony Kaye|David McKenna|Edward Norton=Derek Vinyard;Edward Furlong=Danny Vinyard;Beverly D'Angelo=Doris Vinyard;Ethan Suplee=Seth Ryan;Avery Brooks=Bob Sweeney;Stacy Keach=Cameron Alexander||prison;racism;brother|
489 tt0119217|Good Will Hunting|1997-12-05|127|en|US|R|18|Gus Van Sant|Matt Damon;Ben Affleck|Robin Williams=Sean Maguire;Matt Damon=Will Hunting;Ben Affleck=Chuckie;Stellan Skarsgård=Lambeau;Minnie Driver=Skylar;Casey Affleck=Morgan||mathematics;friendship;therapy|
115 tt0118715|The Big Lebowski|1998-03-06|117|en|US|R|35,80|Joel Coen|Ethan Coen;Joel Coen|||bowling;mistaken identity;kidnapping|
4944 tt0887883|Burn After Reading|2008-09-12|96|en|US|R|35,18|Joel Coen;Ethan Coen|Joel Coen;Ethan Coen|George Clooney=Harry Pfarrer;Frances McDormand=Linda Litzke;John Malkovich=Osbourne Cox;Tilda Swinton=Katie Cox;Brad Pitt=Chad Feldheimer;Richard Jenkins=Ted|Burn After Reading - Wer verbrennt sich hier die Finger?|blackmail;spy|
6977 tt0477348|No Country for Old Men|2007-11-09|122|en|US|R|80,18,53|Joel Coen;Ethan Coen|Joel Coen;Ethan Coen|Tommy Lee Jones=Ed Tom Bell;Javier Bardem=Anton Chigurh;Josh Brolin=Llewelyn Moss;Woody Harrelson=Carson Wells;Kelly Macdonald=Carla Jean Moss||hitman;desert;based on novel or book|
607 tt0119654|Men in Black|1997-07-02|98|en|US|PG-13|28,12,35,878|Barry Sonnenfeld|Ed Solomon|||secret agency;alien life-form|86055 Men in Black Collection
862 tt0114709|Toy Story|1995-10-30|81|en|US|G|16,12,10751,35|John Lasseter|Joss Whedon;Andrew Stanton;Joel Cohen;Alec Sokolow|Tom Hanks=Woody (voice);Tim Allen=Buzz Lightyear (voice);Don Rickles=Mr. Potato Head (voice);Jim Varney=Slinky Dog (voice);Wallace Shawn=Rex (voice);John Ratzenberger=Hamm (voice)||toy;friendship|10194 Toy Story Collection
12 tt0266543|Finding Nemo|2003-05-30|100|en|US|G|16,10751|Andrew Stanton|Andrew Stanton;Bob Peterson;David Reynolds|Albert Brooks=Marlin (voice);Ellen DeGeneres=Dory (voice);Alexander Gould=Nemo (voice);Willem Dafoe=Gill (voice);Brad Garrett=Bloat (voice)|Findet Nemo|ocean;fish;father and son|
10681 tt0910970|WALL·E|2008-06-22|98|en|US|G|16,10751,878|Andrew Stanton|Andrew Stanton;Jim Reardon|Ben Burtt=WALL·E (voice);Elissa Knight=EVE (voice);Jeff Garlin=Captain (voice);Fred Willard=Shelby Forthright;John Ratzenberger=John (voice);Sigourney Weaver=Ship's Computer (voice)|WALL·E - Der Letzte räumt die Erde auf|robot;dystopia;spacecraft|
245891 tt2911666|John Wick|2014-10-22|101|en|US|R|28,53|Chad Stahelski|Derek Kolstad|Keanu Reeves=John Wick;Michael Nyqvist=Viggo Tarasov;Alfie Allen=Iosef Tarasov;Willem Dafoe=Marcus;Ian McShane=Winston;Lance Reddick=Charon;Adrianne Palicki=Ms. Perkins||hitman;revenge|404609 John Wick Collection
453 tt0268978|A Beautiful Mind|2001-12-14|135|en|US|PG-13|18,10749|Ron Howard|Akiva Goldsman|Russell Crowe=John Nash;Ed Harris=Parcher;Jennifer Connelly=Alicia Nash;Christopher Plummer=Dr. Rosen;Paul Bettany=Charles|A Beautiful Mind - Genie und Wahnsinn|mathematics;based on true story|
568 tt0112384|Apollo 13|1995-06-30|140|en|US|PG|18,36|Ron Howard|William Broyles Jr.;Al Reinert|Tom Hanks=Jim Lovell;Bill Paxton=Fred Haise;Kevin Bacon=Jack Swigert;Gary Sinise=Ken Mattingly;Ed Harris=Gene Kranz;Kathleen Quinlan=Marilyn Lovell||space travel;based on true story|
141 tt0246578|Donnie Darko|2001-01-19|113|en|US|R|14,18,9648|Richard Kelly|Richard Kelly|Jake Gyllenhaal=Donnie Darko;Jena Malone=Gretchen Ross;Maggie Gyllenhaal=Elizabeth Darko;Drew Barrymore=Karen Pomeroy;Patrick Swayze=Jim Cunningham;Mary McDonnell=Rose Darko||time travel;high school|
70 tt0405159|Million Dollar Baby|2004-12-15|132|en|US|PG-13|18|Clint Eastwood|Paul Haggis|Clint Eastwood=Frankie Dunn;Hilary Swank=Maggie Fitzgerald;Morgan Freeman=Scrap;Jay Baruchel=Danger Barch;Anthony Mackie=Shawrelle Berry||boxing|
161 tt0240772|Ocean's Eleven|2001-12-07|117|en|US|PG-13|53,80|Steven Soderbergh|Ted Griffin|George Clooney=Danny Ocean;Brad Pitt=Rusty Ryan;Matt Damon=Linus Caldwell;Andy García=Terry Benedict;Julia Roberts=Tess Ocean;Don Cheadle=Basher Tarr;Bernie Mac=Frank Catton||heist;casino;las vegas|304 Ocean's Collection
629 tt0114814|The Usual Suspects|1995-07-19|106|en|US|R|18,80,53|Bryan Singer|Christopher McQuarrie|Stephen Baldwin=McManus;Gabriel Byrne=Keaton;Benicio del Toro=Fenster;Kevin Pollak=Hockney;Kevin Spacey=Verbal Kint;Chazz Palminteri=Dave Kujan;Pete Postlethwaite=Kobayashi|Die üblichen Verdächtigen|heist;nonlinear timeline|
107 tt0208092|Snatch|2000-09-01|103|en|GB|R|80,35|Guy Ritchie|Guy Ritchie|Jason Statham=Turkish;Brad Pitt=Mickey O'Neil;Benicio del Toro=Franky Four Fingers;Vinnie Jones=Bullet Tooth Tony;Stephen Graham=Tommy;Alan Ford=Brick Top;Dennis Farina=Cousin Avi|Snatch - Schweine und Diamanten|boxing;diamond|
627 tt0117951|Trainspotting|1996-02-23|94|en|GB|R|18,80|Danny Boyle|John Hodge|Ewan McGregor=Renton;Ewen Bremner=Spud;Jonny Lee Miller=Sick Boy;Robert Carlyle=Begbie;Kelly Macdonald=Diane;Kevin McKidd=Tommy|Trainspotting - Neue Helden|drug addiction;friendship|
8358 tt0162222|Cast Away|2000-12-22|143|en|US|PG-13|12,18|Robert Zemeckis|William Broyles Jr.|Tom Hanks=Chuck Noland;Helen Hunt=Kelly Frears;Nick Searcy=Stan;Chris Noth=Jerry Lovett;Lari White=Bettina Peterson|Cast Away - Verschollen|island;survival|
745 tt0167404|The Sixth Sense|1999-08-06|107|en|US|PG-13|9648,53,18|M. Night Shyamalan|M. Night Shyamalan|Bruce Willis=Malcolm Crowe;Haley Joel Osment=Cole Sear;Toni Collette=Lynn Sear;Olivia Williams=Anna Crowe;Donnie Wahlberg=Vincent Grey|The Sixth Sense - Der sechste Sinn|ghost;psychologist|
562 tt0095016|Die Hard|1988-07-15|132|en|US|R|28,53|John McTiernan|Jeb Stuart;Steven E. de Souza|Bruce Willis=John McClane;Alan Rickman=Hans Gruber;Bonnie Bedelia=Holly Gennaro McClane;Reginald VelJohnson=Al Powell;William Atherton=Thornburg;Alexander Godunov=Karl|Stirb langsam|heist;skyscraper;christmas|1570 Die Hard Collection
63 tt0114746|Twelve Monkeys|1995-12-29|129|en|US|R|878,53,9648|Terry Gilliam|David Webb Peoples;Janet Peoples|Bruce Willis=James Cole;Madeleine Stowe=Kathryn Railly;Brad Pitt=Jeffrey Goines;Christopher Plummer=Dr. Goines;David Morse=Dr. Peters|12 Monkeys|time travel;dystopia;virus|
280 tt0103064|Terminator 2: Judgment Day|1991-07-03|137|en|US|R|28,53,878|James Cameron|James Cameron;William Wisher|Arnold Schwarzenegger=The Terminator;Linda Hamilton=Sarah Connor;Edward Furlong=John Connor;Robert Patrick=T-1000;Earl Boen=Dr. Silberman;Joe Morton=Miles Dyson|Terminator 2 - Tag der Abrechnung|artificial intelligence;time travel;android|528 The Terminator Collection
106 tt0093773|Predator|1987-06-12|107|en|US|R|878,28,12,53|John McTiernan|Jim Thomas;John Thomas|Arnold Schwarzenegger=Dutch;Carl Weathers=Dillon;Elpidia Carrillo=Anna;Bill Duke=Mac;Jesse Ventura=Blain;Sonny Landham=Billy||jungle;alien life-form|
1366 tt0075148|Rocky|1976-11-21|120|en|US|PG|18|John G. Avildsen|Sylvester Stallone|Sylvester Stallone=Rocky Balboa;Talia Shire=Adrian;Burt Young=Paulie;Carl Weathers=Apollo Creed;Burgess Meredith=Mickey||boxing;philadelphia|1575 Rocky Collection
597 tt0120338|Titanic|1997-11-18|194|en|US|PG-13|18,10749|James Cameron|James Cameron|Leonardo DiCaprio=Jack Dawson;Kate Winslet=Rose DeWitt Bukater;Billy Zane=Cal Hockley;Kathy Bates=Molly Brown;Frances Fisher=Ruth DeWitt Bukater;Gloria Stuart=Old Rose;Bill Paxton=Brock Lovett||ship;love;based on true story|
289 tt0034583|Casablanca|1943-01-15|102|en|US|PG|18,10749|Michael Curtiz|Julius J. Epstein;Philip G. Epstein;Howard Koch|Humphrey Bogart=Rick Blaine;Ingrid Bergman=Ilsa Lund;Paul Henreid=Victor Laszlo;Claude Rains=Captain Renault;Conrad Veidt=Major Strasser;Sydney Greenstreet=Ferrari;Peter Lorre=Ugarte||world war ii;love|
539 tt0054215|Psycho|1960-06-22|109|en|US|R|27,53,9648|Alfred Hitchcock|Joseph Stefano|Anthony Perkins=Norman Bates;Janet Leigh=Marion Crane;Vera Miles=Lila Crane;John Gavin=Sam Loomis;Martin Balsam=Arbogast;John McIntire=Al Chambers||motel;shower;based on novel or book|
429 tt0060196|Il buono, il brutto, il cattivo|1966-12-22|161|it|IT|R|37|Sergio Leone|Age;Furio Scarpelli;Luciano Vincenzoni;Sergio Leone|Clint Eastwood=Blondie;Eli Wallach=Tuco;Lee Van Cleef=Angel Eyes;Aldo Giuffrè=Captain Clinton;Mario Brega=Corporal Wallace;Luigi Pistilli=Father Pablo Ramirez|Zwei glorreiche Halunken|bounty hunter;treasure|
670 tt0364569|올드보이|2003-11-21|120|ko|KR|R|18,53,9648,28|Park Chan-wook|Hwang Jo-yun;Park Chan-wook|Choi Min-sik=Oh Dae-su;Yoo Ji-tae=Lee Woo-jin;Kang Hye-jung=Mi-do;Kim Byeong-ok=Mr. Han;Oh Dal-su=Park Cheol-woong|Oldboy|revenge;memory|
496243 tt6751668|기생충|2019-05-30|133|ko|KR|R|35,53,18|Bong Joon-ho|Bong Joon-ho;Han Jin-won|Song Kang-ho=Kim Ki-taek;Lee Sun-kyun=Park Dong-ik;Cho Yeo-jeong=Yeon-kyo;Choi Woo-shik=Ki-woo;Park So-dam=Ki-jung;Jang Hye-jin=Chung-sook|Parasite|class differences;con artist|
129 tt0245429|千と千尋の神隠し|2001-07-20|125|ja|JP|PG|16,10751,14|Hayao Miyazaki|Hayao Miyazaki|Rumi Hiiragi=Chihiro (voice);Miyu Irino=Haku (voice);Mari Natsuki=Yubaba / Zeniba (voice);Takashi Naito=Akio (voice);Yasuko Sawaguchi=Yuko (voice);Bunta Sugawara=Kamaji (voice)|Chihiros Reise ins Zauberland|magic;witch;spirit|
76 tt0112471|Before Sunrise|1995-01-27|101|en|US|R|18,10749|Richard Linklater|Richard Linklater;Kim Krizan|Ethan Hawke=Jesse;Julie Delpy=Céline;Andrea Eckert=Wife on Train;Hanno Pöschl=Husband on Train;Karl Bruckschwaiger=Guy on Bridge;Tex Rubinowitz=Guy on Bridge;Erni Mangold=Palm Reader;Dominik Castell=Street Poet||love;vienna, austria|123800 Before... Collection
80 tt0381681|Before Sunset|2004-06-16|80|en|US|R|18,10749|Richard Linklater|Richard Linklater;Julie Delpy;Ethan Hawke|Ethan Hawke=Jesse;Julie Delpy=Celine;Vernon Dobtcheff=Bookstore Manager;Louise Lemoine Torrès=Journalist #1;Rodolphe Pauly=Journalist #2||paris, france;love|123800 Before... Collection
546554 tt8946378|Knives Out|2019-11-27|131|en|US|PG-13|35,80,9648|Rian Johnson|Rian Johnson|Daniel Craig=Benoit Blanc;Chris Evans=Ransom Drysdale;Ana de Armas=Marta Cabrera;Jamie Lee Curtis=Linda Drysdale;Michael Shannon=Walt Thrombey;Don Johnson=Richard Drysdale;Toni Collette=Joni Thrombey|Knives Out - Mord ist Familiensache|detective;murder mystery|
313369 tt3783958|La La Land|2016-12-01|129|en|US|PG-13|35,18,10749,10402|Damien Chazelle|Damien Chazelle|Ryan Gosling=Sebastian;Emma Stone=Mia;John Legend=Keith;Rosemarie DeWitt=Laura;J.K. Simmons=Bill||jazz;musical;love|
76341 tt1392190|Mad Max: Fury Road|2015-05-13|121|en|AU|R|28,12,878|George Miller|George Miller;Brendan McCarthy;Nico Lathouris|Tom Hardy=Max Rockatansky;Charlize Theron=Imperator Furiosa;Nicholas Hoult=Nux;Hugh Keays-Byrne=Immortan Joe;Rosie Huntington-Whiteley=The Splendid Angharad;Zoë Kravitz=Toast the Knowing||desert;dystopia|
438631 tt1160419|Dune|2021-09-15|155|en|US|PG-13|878,12|Denis Villeneuve|Jon Spaihts;Denis Villeneuve;Eric Roth|Timothée Chalamet=Paul Atreides;Rebecca Ferguson=Lady Jessica;Oscar Isaac=Duke Leto Atreides;Jason Momoa=Duncan Idaho;Stellan Skarsgård=Baron Harkonnen;Zendaya=Chani;Javier Bardem=Stilgar||desert;space opera;based on novel or book|
274 tt0102926|The Silence of the Lambs|1991-02-14|119|en|US|R|80,18,53|Jonathan Demme|Ted Tally|Jodie Foster=Clarice Starling;Anthony Hopkins=Dr. Hannibal Lecter;Scott Glenn=Jack Crawford;Ted Levine=Jame Gumb;Anthony Heald=Dr. Chilton|Das Schweigen der Lämmer|serial killer;fbi;based on novel or book|
694 tt0081505|The Shining|1980-05-23|144|en|US|R|27,53|Stanley Kubrick|Stanley Kubrick;Diane Johnson|Jack Nicholson=Jack Torrance;Shelley Duvall=Wendy Torrance;Danny Lloyd=Danny;Scatman Crothers=Hallorann;Barry Nelson=Ullman;Philip Stone=Grady|Shining|hotel;snow;ghost|
62 tt0062622|2001: A Space Odyssey|1968-04-02|149|en|GB|G|878,9648,12|Stanley Kubrick|Stanley Kubrick;Arthur C. Clarke|Keir Dullea=Dave Bowman;Gary Lockwood=Frank Poole;William Sylvester=Heywood Floyd;Daniel Richter=Moonwatcher;Leonard Rossiter=Smyslov;Douglas Rain=HAL 9000 (voice)|2001: Odyssee im Weltraum|artificial intelligence;space travel|
389 tt0050083|12 Angry Men|1957-04-10|97|en|US|NR|18|Sidney Lumet|Reginald Rose|Henry Fonda=Juror 8;Lee J. Cobb=Juror 3;Ed Begley=Juror 10;E.G. Marshall=Juror 4;Jack Warden=Juror 7;Martin Balsam=Juror 1|Die zwölf Geschworenen|jury;courtroom|
87 tt0087469|Indiana Jones and the Temple of Doom|1984-05-23|118|en|US|PG|12,28|Steven Spielberg|||||84 Indiana Jones Collection
89 tt0097576|Indiana Jones and the Last Crusade|1989-05-24|127|en|US|PG-13|12,28|Steven Spielberg|||||84 Indiana Jones Collection
217 tt0367882|Indiana Jones and the Kingdom of the Crystal Skull|2008-05-21|122|en|US|PG-13|12,28|Steven Spielberg|||||84 Indiana Jones Collection
335977 tt1462764|Indiana Jones and the Dial of Destiny|2023-06-28|155|en|US|PG-13|12,28|James Mangold|||||84 Indiana Jones Collection
165 tt0096874|Back to the Future Part II|1989-11-22|108|en|US|PG|12,35,878|Robert Zemeckis|||||264 Back to the Future Collection
196 tt0099088|Back to the Future Part III|1990-05-25|118|en|US|PG|12,35,878|Robert Zemeckis|||||264 Back to the Future Collection
163 tt0349903|Ocean's Twelve|2004-12-09|125|en|US|PG-13|53,80|Steven Soderbergh|||||304 Ocean's Collection
298 tt0496806|Ocean's Thirteen|2007-06-07|122|en|US|PG-13|80,53|Steven Soderbergh|||||304 Ocean's Collection
330 tt0119567|The Lost World: Jurassic Park|1997-05-23|129|en|US|PG-13|12,28,878|Steven Spielberg|||||328 Jurassic Park Collection
331 tt0163025|Jurassic Park III|2001-07-18|92|en|US|PG-13|12,28,878|Joe Johnston|||||328 Jurassic Park Collection
135397 tt0369610|Jurassic World|2015-06-06|124|en|US|PG-13|28,12,878|Colin Trevorrow|||||328 Jurassic Park Collection
351286 tt4881806|Jurassic World: Fallen Kingdom|2018-06-06|129|en|US|PG-13|28,12,878|J. A. Bayona|||||328 Jurassic Park Collection
507086 tt8041270|Jurassic World Dominion|2022-06-01|147|en|US|PG-13|28,12,878|Colin Trevorrow|||||328 Jurassic Park Collection
218 tt0088247|The Terminator|1984-10-26|108|en|US|R|28,53,878|James Cameron|||||528 The Terminator Collection
296 tt0181852|Terminator 3: Rise of the Machines|2003-07-02|109|en|US|R|28,53,878|Jonathan Mostow|||||528 The Terminator Collection
534 tt0438488|Terminator Salvation|2009-05-20|115|en|US|PG-13|28,878,53|McG|||||528 The Terminator Collection
87101 tt1340138|Terminator Genisys|2015-06-23|126|en|US|PG-13|878,28,53,12|Alan Taylor|||||528 The Terminator Collection
290859 tt6450804|Terminator: Dark Fate|2019-10-23|128|en|US|R|28,878|Tim Miller|||||528 The Terminator Collection
1573 tt0099423|Die Hard 2|1990-07-04|124|en|US|R|28,53|Renny Harlin|||||1570 Die Hard Collection
1572 tt0112864|Die Hard: With a Vengeance|1995-05-19|128|en|US|R|28,53|John McTiernan|||||1570 Die Hard Collection
1571 tt0337978|Live Free or Die Hard|2007-06-20|128|en|US|PG-13|28,53|Len Wiseman|||||1570 Die Hard Collection
47964 tt1606378|A Good Day to Die Hard|2013-02-06|98|en|US|R|28,53|John Moore|||||1570 Die Hard Collection
1367 tt0079817|Rocky II|1979-06-15|119|en|US|PG|18|Sylvester Stallone|||||1575 Rocky Collection
1371 tt0084602|Rocky III|1982-05-28|100|en|US|PG|18|Sylvester Stallone|||||1575 Rocky Collection
1374 tt0089927|Rocky IV|1985-11-27|91|en|US|PG|18|Sylvester Stallone|||||1575 Rocky Collection
1375 tt0100507|Rocky V|1990-11-16|104|en|US|PG-13|18|John G. Avildsen|||||1575 Rocky Collection
1246 tt0479143|Rocky Balboa|2006-12-20|102|en|US|PG|18|Sylvester Stallone|||||1575 Rocky Collection
604 tt0234215|The Matrix Reloaded|2003-05-15|138|en|US|R|12,28,53,878|Lana Wachowski;Lilly Wachowski|||||2344 The Matrix Collection
605 tt0242653|The Matrix Revolutions|2003-11-05|129|en|US|R|12,28,53,878|Lana Wachowski;Lilly Wachowski|||||2344 The Matrix Collection
624860 tt10838180|The Matrix Resurrections|2021-12-16|148|en|US|R|878,28,12|Lana Wachowski|||||2344 The Matrix Collection
9799 tt0232500|The Fast and the Furious|2001-06-22|106|en|US|PG-13|28,80,53|Rob Cohen|||||9485 The Fast and the Furious Collection
584 tt0322259|2 Fast 2 Furious|2003-06-05|107|en|US|PG-13|28,80,53|John Singleton|||||9485 The Fast and the Furious Collection
9615 tt0463985|The Fast and the Furious: Tokyo Drift|2006-06-03|104|en|US|PG-13|28,80,18|Justin Lin|||||9485 The Fast and the Furious Collection
13804 tt1013752|Fast & Furious|2009-04-02|107|en|US|PG-13|28,18,80|Justin Lin|||||9485 The Fast and the Furious Collection
51497 tt1596343|Fast Five|2011-04-20|130|en|US|PG-13|28,53,80|Justin Lin|||||9485 The Fast and the Furious Collection
82992 tt1905041|Fast & Furious 6|2013-05-21|131|en|US|PG-13|28,53,80|Justin Lin|||||9485 The Fast and the Furious Collection
337339 tt4630562|The Fate of the Furious|2017-04-12|136|en|US|PG-13|28,80,53|F. Gary Gray|||||9485 The Fast and the Furious Collection
385128 tt5433138|F9|2021-05-19|143|en|US|PG-13|28,12,80|Justin Lin|||||9485 The Fast and the Furious Collection
385687 tt5433140|Fast X|2023-05-17|142|en|US|PG-13|28,80,53|Louis Leterrier|||||9485 The Fast and the Furious Collection
863 tt0120363|Toy Story 2|1999-10-30|92|en|US|G|16,35,10751|John Lasseter|||||10194 Toy Story Collection
10193 tt0435761|Toy Story 3|2010-06-16|103|en|US|G|16,10751,35|Lee Unkrich|||||10194 Toy Story Collection
301528 tt1979376|Toy Story 4|2019-06-19|100|en|US|G|16,12,10751,35|Josh Cooley|||||10194 Toy Story Collection
608 tt0120912|Men in Black II|2002-07-03|88|en|US|PG-13|28,12,35,878|Barry Sonnenfeld|||||86055 Men in Black Collection
41154 tt1409024|Men in Black 3|2012-05-23|106|en|US|PG-13|28,35,878|Barry Sonnenfeld|||||86055 Men in Black Collection
10138 tt1228705|Iron Man 2|2010-04-28|124|en|US|PG-13|12,28,878|Jon Favreau|||||131292 Iron Man Collection
68721 tt1300854|Iron Man 3|2013-04-18|130|en|US|PG-13|28,12,878|Shane Black|||||131292 Iron Man Collection
324552 tt4425200|John Wick: Chapter 2|2017-02-08|122|en|US|R|28,53,80|Chad Stahelski|||||404609 John Wick Collection
458156 tt6146586|John Wick: Chapter 3 - Parabellum|2019-05-15|131|en|US|R|28,53,80|Chad Stahelski|||||404609 John Wick Collection
603692 tt10366206|John Wick: Chapter 4|2023-03-22|170|en|US|R|28,53,80|Chad Stahelski|||||404609 John Wick Collection
132344 tt2209418|Before Midnight|2013-04-05|109|en|US|R|10749,18|Richard Linklater|||||123800 Before... Collection
242 tt0099674|The Godfather Part III|1990-12-25|162|en|US|R|80,18,53|Francis Ford Coppola|||||230 The Godfather Collection
8077 tt0103644|Alien³|1992-05-22|114|en|US|R|878,28,27|David Fincher|||||8091 Alien Collection
8078 tt0118583|Alien Resurrection|1997-11-12|109|en|US|R|878,27,28|Jean-Pierre Jeunet|||||8091 Alien Collection
672 tt0295297|Harry Potter and the Chamber of Secrets|2002-11-13|161|en|US|PG|12,14|Chris Columbus|||||1241 Harry Potter Collection
674 tt0330373|Harry Potter and the Goblet of Fire|2005-11-16|157|en|US|PG-13|12,14|Mike Newell|||||1241 Harry Potter Collection
675 tt0373889|Harry Potter and the Order of the Phoenix|2007-07-08|138|en|US|PG-13|12,14|David Yates|||||1241 Harry Potter Collection
767 tt0417741|Harry Potter and the Half-Blood Prince|2009-07-15|153|en|US|PG|12,14|David Yates|||||1241 Harry Potter Collection
12444 tt0926084|Harry Potter and the Deathly Hallows: Part 1|2010-11-17|146|en|US|PG-13|12,14|David Yates|||||1241 Harry Potter Collection
12445 tt1201607|Harry Potter and the Deathly Hallows: Part 2|2011-07-12|130|en|US|PG-13|12,14|David Yates|||||1241 Harry Potter Collection
83533 tt1757678|Avatar: Fire and Ash|2025-12-17|198|en|US|PG-13|878,12,14|James Cameron|||||87096 Avatar Collection
99861 tt2395427|Avengers: Age of Ultron|2015-04-22|141|en|US|PG-13|28,12,878|Joss Whedon|||||86311 The Avengers Collection
299536 tt4154756|Avengers: Infinity War|2018-04-25|149|en|US|PG-13|12,28,878|Anthony Russo;Joe Russo|||||86311 The Avengers Collection
1893 tt0120915|Star Wars: Episode I - The Phantom Menace|1999-05-19|136|en|US|PG|12,28,878|George Lucas|||||10 Star Wars Collection
1894 tt0121765|Star Wars: Episode II - Attack of the Clones|2002-05-15|142|en|US|PG|12,28,878|George Lucas|||||10 Star Wars Collection
1895 tt0121766|Star Wars: Episode III - Revenge of the Sith|2005-05-17|140|en|US|PG-13|12,28,878|George Lucas|||||10 Star Wars Collection
140607 tt2488496|Star Wars: The Force Awakens|2015-12-15|136|en|US|PG-13|12,28,878|J.J. Abrams|||||10 Star Wars Collection
181808 tt2527336|Star Wars: The Last Jedi|2017-12-13|152|en|US|PG-13|12,28,878|Rian Johnson|||||10 Star Wars Collection
181812 tt2527338|Star Wars: The Rise of Skywalker|2019-12-18|142|en|US|PG-13|12,28,878|J.J. Abrams|||||10 Star Wars Collection
`;

export interface KnownMovie {
  id: number;
  imdb: string;
  title: string;
  date: string;
  runtime: number;
  language: string;
  country: string;
  certificate: string;
  genres: number[];
  directors: string[];
  writers: string[];
  cast: { name: string; character: string }[];
  german: string | undefined;
  keywords: string[];
  collection: { id: number; name: string } | undefined;
}

const list = (text: string) => text.split(';').filter((word) => word !== '');

function parse(line: string): KnownMovie {
  const cells = line.split('|');
  if (cells.length !== 14) throw new Error(`Expected 14 fields, found ${cells.length}: ${line}`);
  const cell = (index: number) => cells[index] ?? '';
  const [id = '', imdb = ''] = cell(0).split(' ');
  const [collectionId = '', ...collectionName] = cell(13).split(' ');
  return {
    id: Number(id),
    imdb,
    title: cell(1),
    date: cell(2),
    runtime: Number(cell(3)),
    language: cell(4),
    country: cell(5),
    certificate: cell(6),
    genres: cell(7).split(',').map(Number),
    directors: list(cell(8)),
    writers: list(cell(9)),
    cast: list(cell(10)).map((entry) => {
      const [name = '', character = ''] = entry.split('=');
      return { name, character };
    }),
    german: cell(11) || undefined,
    keywords: list(cell(12)),
    collection: collectionId ? { id: Number(collectionId), name: collectionName.join(' ') } : undefined,
  };
}

export const KNOWN_MOVIES: readonly KnownMovie[] = TABLE.trim().split('\n').map(parse);

/** Movie, budget and revenue in US dollars. */
export const KNOWN_MONEY: readonly (readonly [id: number, budget: number, revenue: number])[] = [
  [603, 63_000_000, 463_517_383],
  [155, 185_000_000, 1_004_558_444],
  [238, 6_000_000, 245_066_411],
  [13, 55_000_000, 677_387_716],
  [597, 200_000_000, 2_264_162_353],
  [27205, 160_000_000, 0],
  [157336, 165_000_000, 0],
  [120, 93_000_000, 871_368_364],
  [278, 25_000_000, 0],
  [424, 22_000_000, 0],
  [329, 63_000_000, 0],
  [562, 28_000_000, 0],
];

/** Companies by their recorded names, and movies that they produced. */
export const KNOWN_COMPANIES: readonly (readonly [name: string, movies: readonly number[]])[] = [
  ['Warner Bros. Pictures', [603, 27205, 155, 272, 671, 673, 577922, 76341, 769, 1422, 694, 70, 161]],
  ['Legendary Pictures', [27205, 155, 272, 157336, 438631]],
  ['Syncopy', [27205, 155, 272, 157336, 577922, 872585]],
  ['Miramax', [680, 24, 489]],
  ['Universal Pictures', [329, 578, 105, 424, 872585, 568, 63]],
  ['Amblin Entertainment', [329, 424, 105, 857]],
  ['Lucasfilm Ltd.', [1891, 1892, 85]],
  ['20th Century Fox', [348, 679, 562, 106, 597, 1891, 1892]],
  ['Lightstorm Entertainment', [597, 280, 76600]],
  ['Working Title Films', [115, 4944]],
  ['Castle Rock Entertainment', [278, 497]],
  ['Columbia Pictures', [37799]],
];
