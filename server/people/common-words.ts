/**
 * What guessers try first, in small letters: words of lists of leaked passwords, of a practice, of the calendar, names of
 * people, of teams and of places. Branches and the practice add their own names.
 */
export const COMMON_WORDS: readonly string[] = `
password passwort passphrase letmein welcome admin administrator login signin secret master default changeme change
access enter please hello goodbye computer internet windows office microsoft google apple samsung facebook network
system server test testing demo guest user username root superuser qwerty qwertyuiop asdfgh asdfghjkl zxcvbn zxcvbnm
qazwsx qweasd trustno monkey dragon shadow sunshine princess football baseball basketball cricket rugby tennis golf
superman batman spiderman pokemon starwars harrypotter iloveyou loveyou loveme love lover forever whatever freedom
blink flower summer winter spring autumn monday tuesday wednesday thursday friday saturday sunday january february
march april june july august september october november december christmas easter birthday holiday diamond silver
golden purple orange yellow green black white chocolate cookie cheese coffee banana pepper ginger tigger buster rocky
maggie bailey charlie daisy molly poppy bella max jack oliver harry george noah thomas james william joshua daniel
michael david john peter paul mark andrew robert richard matthew jessica ashley jennifer emily olivia amelia sophie
hannah sarah emma laura lucy chloe charlotte elizabeth victoria mary margaret susan karen helen mohammed ahmed ali
surgery practice branch branchboard board doctor doctors nurse patient patients health healthcare medical medicine
clinic clinical hospital reception receptionist manager lead operations staff team nhs gp care primary ward emergency
appointment prescription pharmacy england scotland wales ireland britain british london manchester liverpool birmingham
leeds sheffield bristol newcastle nottingham leicester coventry bradford cardiff belfast edinburgh glasgow aberdeen
dundee swansea hull stoke derby plymouth southampton portsmouth brighton oxford cambridge norwich ipswich exeter york
bath chester lancaster preston blackpool bolton wigan oldham rochdale stockport salford luton reading slough kent essex
sussex surrey norfolk suffolk devon cornwall dorset somerset yorkshire lancashire cheshire durham cumbria arsenal
chelsea tottenham spurs everton villa rangers celtic united city rovers wanderers albion county town north south east
west upper lower great little saint street road house home garden family mother father sister brother
correct horse battery staple
`
  .trim()
  .split(/\s+/);
