# The help card of /sos, by area (content/help_areas.toml). Fixed words.
sos-title = Help, now
sos-card-netherlands =
    In danger, or an emergency: call 112.
    Thinking of death or suicide: call 113 or 0800-0113 (free), or chat at 113.nl. Day and night.
    Not well for some time, or worried about your body: call your doctor (huisarts), in the evening and at weekends the huisartsenpost.

    Nobody is reading live here, not even your coach. Call, or go to somebody.
sos-card-belgium =
    In danger, or an emergency: call 112.
    Thinking of death or suicide: call 1813 in Dutch, or 0800 32 123 in French (free, day and night).
    Not well for some time, or worried about your body: call your doctor, in the evening and at weekends the doctor on duty: 1733.

    Nobody is reading live here, not even your coach. Call, or go to somebody.
sos-card-europe =
    In danger, or an emergency: call 112.
    Thinking of death or suicide: findahelpline.com lists a help line in your country. If it can’t wait: call 112.
    Not well for some time, or worried about your body: call your doctor.

    Nobody is reading live here, not even your coach. Call, or go to somebody.
sos-card-elsewhere =
    In danger, or an emergency: call the local emergency number, in Europe 112.
    Thinking of death or suicide: findahelpline.com lists a help line in your country. If it can’t wait: call the emergency number.
    Not well for some time, or worried about your body: call a doctor.

    Nobody is reading live here, not even your coach. Call, or go to somebody.
