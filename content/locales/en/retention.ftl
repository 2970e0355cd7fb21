# Retention: whoever gave no sign for long is told a month before that everything will be erased.
retention-notice = You haven’t been here for a long time, and that’s fine. I keep nothing longer than needed. So on { $day } I’ll erase everything I have about you. You needn’t do anything. If you’d like me to keep it, one tap is enough.
retention-keep = Keep it
retention-kept = Fine, I’ll keep everything. You can always erase it, with /delete.
export-field-erases-on = will be erased on
