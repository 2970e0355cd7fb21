"""Two hundred things that somebody could write to break a page: all of them are only letters."""

from itertools import product

_ATTACKS = (
    "<script>document.title='broken'</script>",
    "<SCRIPT SRC=//elsewhere.example/x.js></SCRIPT>",
    "<img src=x onerror=\"document.title='broken'\">",
    "<svg onload=document.title='broken'>",
    "<svg><script>document.title='broken'</script></svg>",
    "<iframe srcdoc=\"<script>parent.document.title='broken'</script>\"></iframe>",
    "<a href=\"javascript:document.title='broken'\">tik</a>",
    "<body onload=document.title='broken'>",
    "<details open ontoggle=document.title='broken'>",
    "<input autofocus onfocus=document.title='broken'>",
    "<video><source onerror=document.title='broken'></video>",
    "<math><mtext></mtext><script>document.title='broken'</script></math>",
    "<style>*{display:none}</style>",
    "<link rel=stylesheet href=//elsewhere.example/x.css>",
    "<meta http-equiv=refresh content='0;url=//elsewhere.example'>",
    "<base href=//elsewhere.example/>",
    "<form action=//elsewhere.example><button>Stuur</button></form>",
    "<div hx-get='/out' hx-trigger='load'></div>",
    "<div hx-on:click=\"document.title='broken'\" hx-on::load=1></div>",
    "<button formaction=//elsewhere.example>Bewaar</button>",
    "<template><script>document.title='broken'</script></template>",
    "<noscript><p title=\"</noscript><img src=x onerror=document.title='broken'>\">",
    "<!--><img src=x onerror=document.title='broken'>-->",
    "<![CDATA[<script>document.title='broken'</script>]]>",
    "<?php echo 1 ?>",
    "{{ 7 * 7 }} {% raw %} {# weg #}",
    "{{ page.__class__ }}",
    "${7*7} #{7*7} <%= 7*7 %>",
    "&lt;script&gt;document.title='broken'&lt;/script&gt;",
    "&#60;script&#62;&#x3c;/script&#x3e;",
    "%3Cscript%3Edocument.title='broken'%3C/script%3E",
    "\\u003cscript\\u003edocument.title='broken'\\u003c/script\\u003e",
    "' OR '1'='1' --",
    '"; DROP TABLE runs; --',
    "javascript:document.title='broken'",
    "data:text/html,<script>document.title='broken'</script>",
    '=HYPERLINK("//elsewhere.example","tik")',
    "\N{RIGHT-TO-LEFT OVERRIDE}>tpircs/<>tpircs<",
    "\N{ZERO WIDTH SPACE}<b>\N{COMBINING LONG STROKE OVERLAY}</b>",
    "<b id=content name=live>\N{FULLWIDTH LESS-THAN SIGN}script\N{FULLWIDTH GREATER-THAN SIGN}</b>",
)
_BEFORE = ("", '">', "'>", "</textarea></title></option></select>", "</blockquote></article>")

HOSTILE = tuple(before + attack for before, attack in product(_BEFORE, _ATTACKS))
"""As they are, and behind what would close the tag or the attribute that they stand in."""
