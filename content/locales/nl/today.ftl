# *Vandaag*: wie er schreef, en wat de coach teruggeeft aan een zin.
today-letters = Voor jou
today-heavy = { $name } liet weten dat het zwaar is
today-wrote = { $name } heeft je geschreven
reaction-whose = Reageer op de zin van { $name }
reaction-heart = Hartje
reaction-eyes = Gezien
card-sentence-to-come = Nog geen gedeelde zin: { $name } is net terug.
today-read-on = Lees verder
today-latest = Hier staan de nieuwste { $count }. Lees je er een, dan komt de volgende erbij.
