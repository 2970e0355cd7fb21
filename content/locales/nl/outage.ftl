## Na een storing: wat openstond wordt nog eens gevraagd.

outage-over = Ik was even onbereikbaar. Tikte je net iets? Dan is dat misschien niet aangekomen. Hier is je vraag nog eens.
