# Voor het gesprek: één blad sinds de vorige keer.
talk-title = Voor het gesprek
talk-title-of = Voor het gesprek met { $name }
talk-period = Van { $first } tot en met { $today }
talk-period-since = Sinds jullie vorige gesprek op { $first }, tot en met { $today }
talk-since = Vanaf
talk-show = Toon
talk-print = Print
talk-sentences = Gedeelde zinnen
talk-no-sentences = In deze tijd werd geen zin gedeeld.
talk-more = Daarvoor nog { $count }; die staan op de pagina.
talk-facts = Feiten
talk-no-facts = In deze tijd zijn er geen loopjes.
talk-form = Vorm
talk-talked = Praten
talk-question = Eén vraag
talk-ask = Wat viel je zelf op, de afgelopen tijd?
talk-room = Waar in je leven nog meer?
