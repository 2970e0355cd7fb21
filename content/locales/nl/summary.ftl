# Bij een samenvatting: wat een coach niet mag missen.
flag-dread-yes = zag ertegenop
flag-unwell-red-flag = een teken om te stoppen en de dokter te bellen
flag-pain-tendon = voelde een pees
flag-pain-other = voelde pijn
