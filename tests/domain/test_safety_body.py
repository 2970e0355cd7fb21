"""Red flags of the body ring; what is hard but usual does not. The sentences are made up."""

import pytest

from bot.domain.safety import in_body
from tests.domain.plays import LIBRARY

WORDS = LIBRARY.safety_words

RING = """
druk op mijn borst
pijn op de borst tijdens het lopen
ik voelde een drukkend gevoel op mijn borst
het voelt alsof er een band om mijn borst zit
druk op mijn borst van de stress
mijn borst doet pijn als ik hardloop
steken in mijn borst na de heuvel
beklemd gevoel op de borst, straalt uit naar mijn arm
pijn in mijn linkerarm en kaak, en zweten
er zit een olifant op mijn borst
pijn bij mijn hart
ik ben flauwgevallen
bijna flauwgevallen onderweg
ik viel flauw na het lopen
ik werd zwart voor mijn ogen en lag ineens op de grond
het werd zwart voor mijn ogen
ik ging van mijn stokje bij de bank
ik was even buiten bewustzijn
onderweg ben ik in elkaar gezakt
ik kreeg opeens geen lucht meer
ineens heel benauwd
plotseling benauwd tijdens het lopen
ik zit op de bank en krijg geen adem
ik kan niet goed ademen
ik ben kortademig terwijl ik stil zit
een uur later nog steeds buiten adem
mijn hart slaat over
mijn hart klopt heel onregelmatig
hartkloppingen, en het zakt niet
hart op hol en het wordt niet rustig
mijn hart gaat tekeer in rust
mijn hartslag is zo onregelmatig
mijn linkerarm voelt slap
mijn rechterbeen is opeens verlamd
mijn mondhoek hangt
een kant van mijn gezicht is gevoelloos
ik praat onduidelijk
ik praat met dubbele tong
mijn woorden komen er raar uit
ik denk dat ik een hartaanval krijg
flauwgevalen onderweg
hartklopingen de hele avond
pressure on my chest
chest pain during the run
my chest hurts when I run
tightness in my chest
it feels like an elephant on my chest
my chest feels tight and it goes down my left arm
sharp pain in my chest after the hill
I fainted on the path
nearly passed out after the run
I blacked out for a second
woke up on the ground, no idea how
everything went black and I fell
suddenly short of breath
I suddenly couldn't breathe
can't breathe properly
an hour later I am still out of breath
short of breath after a few steps
my heart is racing and skipping beats
irregular heartbeat since the run
heart fluttering and it won't settle
palpitations all evening
my heart keeps pounding for no reason
my left arm is numb
left side of my face is drooping
my right leg went weak
one side of my body feels numb
my speech is slurred
my words came out wrong
I think I'm having a heart attack
I can't get enough air
dad had a heart attack and now I have chest pain
mijn vader had een hartaanval en ik heb druk op mijn borst
chest pian and sweating, pain in my chest
""".strip().splitlines()

SILENT = """
buiten adem na de heuvel
lekker buiten adem
hijgend boven gekomen
ik hapte naar adem na de sprint
ik kreeg geen lucht meer van het lachen
opgelucht, iets ruimer in mijn borst
er viel een druk van mijn borst
geen druk meer op mijn borst
minder druk op mijn borst dan vanmorgen
geen pijn op de borst
mijn hart ging sneller kloppen van de ree
mijn hart maakte een sprongetje
met heel mijn hart
hart onder de riem gekregen
ik volg mijn hart
mijn hart sloeg over toen ik haar zag
pijn in mijn hart om mijn moeder
het doet me pijn aan het hart
hart bonsde na de heuvel
mijn hart klopt in mijn keel voor die presentatie
hart voor de zaak
uit volle borst gezongen
steek in mijn zij
pijn in mijn knie
pijn in mijn rug aan één kant
mijn linkerknie doet pijn
druk op het werk
drukke dag, veel druk
druk van mijn baas
het was benauwd weer
benauwde vergadering
ik krijg het benauwd van die deadline
benauwd in de supermarkt
ik kon niet meer praten tijdens het tempo
twee volle zinnen praten lukte niet
praten ging makkelijk
ik kwam niet uit mijn woorden bij de presentatie
mijn baas praat onduidelijk
flauwe grap van mijn collega
ik val flauw van die prijs
mijn zoon viel flauw op school
collega kreeg een hartaanval
mijn vader heeft een beroerte gehad
bijna een hartaanval van die hond
tintelende vingers van de kou
mijn been slaapt
slappe lach gehad
slappe benen na de training
zware benen
mijn benen voelen zwak vandaag
zweten en rood hoofd
duizelig van de draaimolen
hoofdpijn
adem in, adem uit
weer adem
ademen door mijn neus lukt niet
opeens rust in mijn hoofd
ik heb lucht gekregen
de band van mijn fiets is lek
hartslagmeter thuis gelaten
out of breath up the hill
breathless at the top, lovely view
gasping at the top, grinning
puffed but happy
couldn't talk on the last bit
couldn't sing, could talk
a bit more room in my chest
weight off my chest
got it off my chest
no chest pain
the tightness in my chest is gone
less tight in my chest than this morning
lungs on fire
stitch in my side
my knee hurts
back pain on the left side
left knee pain
pressure at work
under pressure from my boss
my heart skipped a beat when I saw the deer
heart racing before the presentation
heart pounding after the hill
my heart is full
broken heart
took it to heart
faint smell of pine
dad had a stroke
my colleague had a heart attack
that bird nearly gave me a heart attack
she fainted at the wedding
passed out on the sofa at nine
collapsed on the couch, happily
numb toes
tingling fingers from the cold
pins and needles from sitting
jelly legs
legs feel weak after squats
talking nonsense with my sister
slurred his words at the party, my uncle
breathing exercise helped
can't breathe through my nose
room to breathe
breathtaking view
suddenly calm
short of time
short run
butterfly stroke at the pool
the line went dead
dead arm after sleeping on it
one side of the path was flooded
""".strip().splitlines()


def test_the_tables_are_large_enough() -> None:
    """At least sixty of each."""
    assert min(len(set(RING)), len(set(SILENT))) >= 60


@pytest.mark.parametrize("text", RING)
def test_a_red_flag_rings(text: str) -> None:
    """Chest, fainting, breath, heart, one side, speech: in both languages."""
    assert in_body(text, WORDS)


@pytest.mark.parametrize("text", SILENT)
def test_what_is_hard_but_usual_does_not_ring(text: str) -> None:
    """Effort, metaphors, somebody else's body, relief."""
    assert not in_body(text, WORDS)
