# With a summary: what a coach should not miss.
flag-dread-yes = was dreading it
flag-unwell-red-flag = a sign to stop and call the doctor
flag-pain-tendon = felt a tendon
flag-pain-other = felt pain
