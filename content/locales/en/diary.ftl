# The diary, and a run that was done without me.
diary-title = Diary
diary-pick = Your sentences, newest first. Tap one to open it.
diary-empty = This is where your sentences will be. You’ll write the first one after your next run.
diary-newer = ‹ Newer
diary-older = Older ›
diary-private = Only you can read this.
diary-shared = { $coach } can read this too.
diary-edit = To change it, edit your own message here in the chat; the sentence follows.
diary-share = Share
diary-keep = Stop sharing
diary-delete = Delete
diary-delete-ask = Delete this sentence? It will be gone everywhere, for your coach too.
diary-delete-yes = Yes, delete it
diary-delete-no = No, keep it
diary-deleted = The sentence is deleted. You can delete your own message in this chat yourself.

ran-which-day = Good to hear you went. When was it?
ran-today = Today
ran-today-typed = today, just now
ran-yesterday = Yesterday
ran-yesterday-typed = yesterday
ran-earlier = Earlier
ran-ask-sentence = Noted. Write me one sentence: what felt lighter than before you went? “Nothing” or “heavier” is fine too.
