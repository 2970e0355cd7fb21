# *Aandacht*: aan wie de coach iets kan vragen, en wat opzij ligt.
dashboard-attention = Aandacht
attention-lead = { $count ->
    [0] Er is niemand die nu om je aandacht vraagt.
    [one] Bij één loper is er iets om te vragen.
   *[other] Bij { $count } lopers is er iets om te vragen.
  }
attention-human = Dit zijn feiten en een vraag, geen oordeel. Alleen jij ziet ze.
attention-first = eerst dit
attention-ask = Om te vragen
attention-earlier = { $count ->
    [one] Nog 1 feit van eerder
   *[other] Nog { $count } feiten van eerder
  }
attention-none = Alles rustig. Ligt er iets, dan staat het hier, met de feiten en een vraag erbij.
attention-put-aside = Leg opzij
attention-week = Een week
attention-month = Een maand
attention-day = Of tot een dag die je kiest
attention-until-day = Tot die dag
attention-no-day = Kies een dag die nog komt
attention-no-day-text = Opzijleggen kan vanaf morgen en hooguit een jaar vooruit. Er is niets veranderd.
attention-back = Terug naar Aandacht
attention-aside = Opzijgelegd
attention-aside-until = tot { $date }
attention-show-again = Weer tonen
