# Before a talk: one sheet since the last time.
talk-title = Before the talk
talk-title-of = Before the talk with { $name }
talk-period = From { $first } up to { $today }
talk-period-since = Since your last talk on { $first }, up to { $today }
talk-since = From
talk-show = Show
talk-print = Print
talk-sentences = Shared sentences
talk-no-sentences = No sentence was shared in this time.
talk-more = And { $count } before these; they are on the page.
talk-facts = Facts
talk-no-facts = There are no runs in this time.
talk-form = Form
talk-talked = Talking
talk-question = One question
talk-ask = What stood out for you these past weeks?
talk-room = Where else in your life?
