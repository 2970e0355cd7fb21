# Wat een loper nog meer met zijn coach kan delen, als hij wil.
coach-moments-off = Wat je plant, ziet je coach niet.
coach-moments-on = Ook wat je plant, ziet je coach: dag, tijd en hoe je het noemt.
coach-moments-turn-on = Deel ook wat ik plan
coach-moments-turn-off = Deel niet meer wat ik plan
