# Taking along what a coach may see.
export-take = Download
export-one = All that { $name } shares with you now, in a file. { $name } sees that you downloaded this.
export-all = All that your runners share with you now, in a file. They see that you downloaded this.
export-csv = Table (CSV)
export-json = For a program (JSON)
export-column-name = name
export-column-day = day
export-column-form = form
export-column-minutes = minutes
export-column-reaction = your reaction
export-column-sentence = shared sentence
export-page-runner = your page
export-page-talk = the sheet for a talk
export-page-settings = what is set for you
export-page-export = downloaded as a file
